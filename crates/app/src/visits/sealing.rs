//! Reviewing and sealing.

use std::sync::Arc;

use notebook::{VisitContent, VisitRow};
use observation::canonical::Sha256;
use observation::clock;
use observation::facts;
use observation::grid::GridFile;
use observation::json;
use observation::problem::Problem;
use observation::visit::{self, Finding, Spot, SubjectPlan, VisitDocument};
use sync_protocol::{Parent, RecordKind, SignedDocument};
use uuid::Uuid;

use super::context::kept_from;
use super::visit_id;
use crate::App;
use crate::attention::{clock_trusted, last_written};
use crate::keeping::instant_in_words;
use crate::present::{french_date, review, revision};
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::signing::{About, canonical_text};
use crate::session::{Open, SetUp};
use crate::views::{DifferenceView, ReviewView, SealRequest, VisitRequest, VisitView};

impl App {
    /// What to read again before sealing.
    ///
    /// # Errors
    /// When the notebook does not have the visit, is locked, or the disk refuses.
    pub fn review(&self, request: VisitRequest) -> Outcome<ReviewView> {
        self.with_set_up(|open, set_up| {
            let visit = visit_id(&request.visit)?;
            let content = open.visit_content(visit)?;
            let mut findings = findings(open, set_up, &content)?;
            findings.extend(self.clock_finding(open, set_up, &content)?);
            Ok(ReviewView {
                problems: findings.into_iter().map(review::finding).collect(),
                differences: self.differences(open, set_up, &content)?,
                reason: open.correction_reason(visit)?,
            })
        })
    }

    /// A clock that stands before what was written of the visit would date its seal wrongly, for ever. What was written when
    /// a person said that the clock is right is believed no more.
    fn clock_finding(&self, open: &Open, set_up: &SetUp, content: &VisitContent) -> Outcome<Option<Finding>> {
        let (now, trusted) = (self.host().now(), clock_trusted(open)?);
        let last = Some(last_written(open, content)).filter(|last| Some(*last) > trusted);
        let problem = |written| {
            Problem::warning(visit::codes::CLOCK, "")
                .with("shown", instant_in_words(now, set_up.zone()))
                .with("written", instant_in_words(written, set_up.zone()))
        };
        Ok(clock::stands_before(now, last).map(|written| Finding {
            problem: problem(written),
            spots: vec![Spot::Plan],
        }))
    }

    fn differences(
        &self,
        open: &Open,
        set_up: &SetUp,
        content: &VisitContent,
    ) -> Outcome<Vec<DifferenceView>> {
        let Some((before, after, grid)) = self.both_revisions(open, set_up, content)? else {
            return Ok(Vec::new());
        };
        Ok(revision::differences(&before, &after, grid.grid()))
    }

    /// The sealed revision, and what the rectificatif under way would replace it by; none without a rectificatif.
    fn both_revisions(
        &self,
        open: &Open,
        set_up: &SetUp,
        content: &VisitContent,
    ) -> Outcome<Option<(VisitDocument, VisitDocument, Arc<GridFile>)>> {
        let Some(latest) = open
            .latest(content.row.plan.id)?
            .filter(|_| content.row.correcting)
        else {
            return Ok(None);
        };
        let before = read_document(&latest)?;
        let (after, grid) = self.document(open, set_up, content, Some("—"))?;
        Ok(Some((before, after, grid)))
    }

    /// The document that sealing `content` now would give. `reason` is taken for a rectificatif alone.
    pub(super) fn document(
        &self,
        open: &Open,
        set_up: &SetUp,
        content: &VisitContent,
        reason: Option<&str>,
    ) -> Outcome<(VisitDocument, Arc<GridFile>)> {
        let plan = &content.row.plan;
        let sha256 = plan
            .grid
            .ok_or_else(|| AppError::refused(visit::codes::GRID, ""))?;
        let grid = open.grid(sha256)?;
        let parents = open.parents(content)?;
        let replaces = parents
            .iter()
            .map(|parent| (parent.sha256, parent.revision))
            .collect();
        let reason = reason.filter(|_| !parents.is_empty()).map(str::to_owned);
        let context = self.seal_context(open, set_up, plan, replaces, reason)?;
        let document =
            visit::seal(&open.addressed(content)?, &grid, context).map_err(|error| match error {
                visit::SealError::Reason => AppError::refused(codes::REASON, ""),
                other => AppError::from(Fault::Document(other.to_string())),
            })?;
        Ok((document, grid))
    }

    /// Seals a visit, or its rectificatif.
    ///
    /// # Errors
    /// When something essential is missing, a rectificatif has no reason or changes nothing, or the disk refuses.
    pub fn seal(&self, request: SealRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = self.seal_visit(open, set_up, visit_id(&request.visit)?, request.reason.trim())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    pub(crate) fn seal_visit(
        &self,
        open: &Open,
        set_up: &SetUp,
        visit: Uuid,
        reason: &str,
    ) -> Outcome<VisitRow> {
        let content = open.visit_content(visit)?;
        let found = findings(open, set_up, &content)?.into_iter();
        let essentials: Vec<Problem> = found.map(|one| one.problem).filter(Problem::is_error).collect();
        if !essentials.is_empty() {
            return Err(AppError::Refused(essentials));
        }
        // Of two revisions in conflict, choosing the one that counts changes nothing but ends the conflict.
        let is_choice = open.parents(&content)?.len() > 1;
        let revisions = self
            .both_revisions(open, set_up, &content)?
            .filter(|_| !is_choice);
        if revisions.is_some_and(|(before, after, _)| visit::differences(&before, &after).is_empty()) {
            return Err(AppError::refused(codes::NOTHING_CHANGED, ""));
        }
        let (document, grid) = self.document(open, set_up, &content, Some(reason))?;
        let signed = open.signed(&document, &grid, &open.parents(&content)?)?;
        let row = open
            .notebook
            .seal(visit, content.row.changes, &signed, self.host().now())?;
        open.forget_correction_reason(visit)?;
        Ok(row)
    }
}

/// What is missing or contradictory, and the passages to read again.
fn findings(open: &Open, set_up: &SetUp, content: &VisitContent) -> Outcome<Vec<Finding>> {
    let plan = &content.row.plan;
    let of_plan = |problem: Problem| Finding {
        problem,
        spots: vec![Spot::Plan],
    };
    if set_up.preset.kind(&plan.kind).is_some_and(|kind| kind.notes_only) {
        return Ok(vec![of_plan(Problem::error(visit::codes::NOTES_ONLY, ""))]);
    }
    let Some(sha256) = plan.grid else {
        return Ok(vec![of_plan(Problem::error(visit::codes::GRID, ""))]);
    };
    let names = names(open, &plan.subject)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let grid = open.grid(sha256)?;
    let mut findings = visit::review(&open.addressed(content)?, grid.grid(), &names, set_up.zone());
    if set_up.preset.school_year(plan.date).is_none() {
        findings.push(of_plan(Problem::error(
            codes::SCHOOL_YEAR,
            french_date(plan.date),
        )));
    }
    findings.extend(kept_from(open, set_up, plan)?.map(of_plan));
    Ok(findings)
}

fn names(open: &Open, subject: &SubjectPlan) -> Outcome<Vec<String>> {
    let register = open.register()?;
    Ok(subject
        .teachers()
        .iter()
        .filter_map(|id| register.teacher(id))
        .map(crate::register::full_name)
        .collect())
}

/// A sealed document, read.
pub(crate) fn read_document(signed: &SignedDocument) -> Outcome<VisitDocument> {
    Ok(json::read(signed.document.as_bytes()).map_err(Fault::Sealed)?)
}

impl Open {
    /// The last sealed revision of a visit; of two with one number, the one stored first.
    pub(super) fn latest(&self, visit: Uuid) -> Outcome<Option<SignedDocument>> {
        let revisions = self.notebook.revisions(visit)?;
        let greatest = revisions.iter().map(|one| one.record.revision).max();
        Ok(revisions
            .into_iter()
            .find(|one| Some(one.record.revision) == greatest))
    }

    /// The revisions that sealing `content` replaces: all those of the greatest number, so that a conflict ends.
    fn parents(&self, content: &VisitContent) -> Outcome<Vec<Parent>> {
        if !content.row.correcting {
            return Ok(Vec::new());
        }
        let revisions = self.notebook.revisions(content.row.plan.id)?;
        let greatest = revisions.iter().map(|one| one.record.revision).max();
        let last = revisions
            .iter()
            .filter(|one| Some(one.record.revision) == greatest);
        Ok(last.map(|one| one.record.as_parent()).collect())
    }

    fn signed(
        &self,
        document: &VisitDocument,
        grid: &GridFile,
        parents: &[Parent],
    ) -> Outcome<SignedDocument> {
        let facts = canonical_text(&facts::derive(document, grid.grid()))?;
        let about = About {
            kind: &RecordKind::Revision,
            academie: &document.academie,
            id: document.visit,
            parents,
            facts: Some(&facts),
            circle: None,
        };
        self.sign(document, about)
    }

    /// The hash of a sealed document, and the document.
    pub(crate) fn sealed(&self, visit: Uuid) -> Outcome<Option<(Sha256, VisitDocument)>> {
        let latest = self.latest(visit)?;
        latest
            .map(|signed| Ok((signed.record.sha256, read_document(&signed)?)))
            .transpose()
    }
}
