//! Retention: what may go is proposed with its list; what a person chose goes under a signed tombstone.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use chrono::NaiveDate;
use notebook::{Backup, NotebookError, Trace};
use observation::canonical;
use observation::json;
use observation::problem::Problem;
use observation::register::{RegisterEntry, Teacher};
use observation::retention::cutoff;
use observation::visit::{SubjectPlan, VisitStatus};
use sync_protocol::{PurgeReason, Record, RecordContent, RecordKey, RecordKind, SignedDocument, Tombstone};
use uuid::Uuid;

use super::{backups, words};
use crate::App;
use crate::present::identifier;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::views::{
    Nothing, ProblemView, PurgeDone, PurgeLine, PurgeOutcome, PurgeProposal, PurgeRequest, PurgeTeacher,
    RetentionRequest,
};
use crate::visits::{Naming, visit_id};

impl App {
    /// What the retention time proposes to delete; deletes nothing.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn purge_proposal(&self, _: Nothing) -> Outcome<PurgeProposal> {
        self.with_set_up(|open, set_up| self.proposal(open, set_up))
    }

    /// Says how many school years are kept beside the present one.
    ///
    /// # Errors
    /// As [`App::purge_proposal`].
    pub fn keep_years(&self, request: RetentionRequest) -> Outcome<PurgeProposal> {
        self.with_set_up(|open, set_up| {
            open.keep_years(request.years)?;
            self.proposal(open, set_up)
        })
    }

    /// Deletes what was chosen among what is proposed. Nothing brings it back.
    ///
    /// # Errors
    /// When something is chosen that is not proposed, nothing is chosen, or the disk refuses; nothing is then deleted.
    pub fn purge(&self, request: PurgeRequest) -> Outcome<PurgeOutcome> {
        self.with_set_up(|open, set_up| {
            // A backup begun before would hold what goes.
            let alone = self.alone_with_backups();
            let tombstone = self.tombstone(open, set_up, &request)?;
            open.notebook.purge(&tombstone, self.host().now())?;
            *open.register.lock().unwrap_or_else(PoisonError::into_inner) = None;
            let replaced = request
                .replace_backups
                .then(|| self.replace_backups(open, set_up, &alone));
            let problems = replaced.map(|told| told.unwrap_or_else(|error| backups::told(&error)));
            Ok(PurgeOutcome {
                proposal: self.proposal(open, set_up)?,
                problems: problems.iter().flatten().map(ProblemView::from).collect(),
            })
        })
    }

    /// A verified backup without what was deleted, then none of those made before, wherever they were. Gives what the
    /// person should know: a folder that is out of reach keeps its own.
    fn replace_backups(
        &self,
        open: &Open,
        set_up: &SetUp,
        alone: &MutexGuard<'_, ()>,
    ) -> Outcome<Vec<Problem>> {
        let present = self.backup_folder(open)?;
        let former = backups::own(&present, open)?;
        let mut told = self.make_backup(open, set_up, alone)?;
        let there = former.iter().filter(|backup| backup.place.exists());
        there.into_iter().try_for_each(Backup::remove)?;
        let elsewhere = backups::folders(open)?
            .into_iter()
            .filter(|folder| *folder != present);
        told.extend(elsewhere.filter_map(|folder| {
            let left = Problem::warning(codes::BACKUPS_ELSEWHERE, "").with("folder", folder.display());
            let removed = folder.exists() && remove_all(&folder, open).is_ok();
            (!removed).then_some(left)
        }));
        Ok(told)
    }

    fn proposal(&self, open: &Open, set_up: &SetUp) -> Outcome<PurgeProposal> {
        let candidates = self.candidates(open, set_up)?;
        let rows: Vec<_> = candidates.all().map(|trace| trace.row.clone()).collect();
        let naming = Naming::of(open, set_up, &rows)?;
        let line = |trace: &Trace, holds: String| PurgeLine {
            visit: naming.summary(&trace.row),
            holds,
            proposed: trace.row.plan.date < candidates.notes_before,
        };
        Ok(PurgeProposal {
            years: open.retention_years()?,
            before: candidates.before.map(|day| day.to_string()).unwrap_or_default(),
            notes: candidates
                .notes
                .iter()
                .map(|one| line(one, String::new()))
                .collect(),
            visits: candidates
                .visits
                .iter()
                .map(|one| line(one, holds(one)))
                .collect(),
            teachers: candidates.teachers.iter().map(teacher_line).collect(),
            done: done(open, set_up)?,
        })
    }

    fn candidates(&self, open: &Open, set_up: &SetUp) -> Outcome<Candidates> {
        let today = self.today(set_up);
        let before = cutoff(&set_up.preset, today, open.retention_years()?);
        let year = set_up.preset.school_year(today).map(|year| year.starts_on);
        let beyond = |day: NaiveDate| before.is_some_and(|before| day < before);
        let (visits, kept): (Vec<Trace>, Vec<Trace>) = open
            .notebook
            .traces()?
            .into_iter()
            .partition(|trace| beyond(trace.row.plan.date));
        let seen: BTreeSet<Uuid> = kept.iter().flat_map(|trace| observed(trace).to_vec()).collect();
        let register = open.register()?;
        let teachers = register.teachers().filter(|teacher| {
            let visited = ids(teacher).any(|id| seen.contains(&id));
            let ended = |until: Option<NaiveDate>| until.is_some_and(beyond);
            let gone = teacher.services.iter().all(|one| ended(one.affectation.until));
            !visited && gone && !teacher.services.is_empty()
        });
        Ok(Candidates {
            before,
            notes_before: year.unwrap_or(NaiveDate::MIN),
            notes: kept.into_iter().filter(has_own_notes).collect(),
            visits,
            teachers: teachers.cloned().collect(),
        })
    }

    /// The signed list of what goes.
    fn tombstone(&self, open: &Open, set_up: &SetUp, request: &PurgeRequest) -> Outcome<SignedDocument> {
        let candidates = self.candidates(open, set_up)?;
        let visits = chosen(&request.visits, &candidates.visits)?;
        let personal_notes = chosen(&request.notes, &candidates.notes)?;
        let teachers = candidates.chosen_teachers(&request.teachers, &visits)?;
        if visits.is_empty() && personal_notes.is_empty() && teachers.is_empty() {
            return Err(AppError::refused(codes::NOTHING_CHOSEN, ""));
        }
        let mut targets = Vec::new();
        for visit in &visits {
            let (revisions, states) = (open.notebook.revisions(*visit)?, open.notebook.states(*visit)?);
            targets.extend(revisions.iter().chain(&states).map(|signed| signed.record.key()));
        }
        targets.extend(entries_of(open, &teachers)?);
        self.signed_tombstone(
            open,
            set_up,
            &Tombstone {
                format: sync_protocol::tombstone::FORMAT.to_owned(),
                decided_at: self.host().now(),
                reason: PurgeReason::Retention,
                targets,
                visits,
                personal_notes,
            },
        )
    }

    fn signed_tombstone(&self, open: &Open, set_up: &SetUp, said: &Tombstone) -> Outcome<SignedDocument> {
        let fault = |error: &dyn std::fmt::Display| Fault::Document(error.to_string());
        let text = canonical::to_text(said).map_err(|error| fault(&error))?;
        let content = RecordContent {
            kind: RecordKind::Tombstone,
            academie: &set_up.preset.code,
            id: self.fresh_id(),
            parents: &[],
            document: text.as_bytes(),
            facts: None,
        };
        let record = Record::sign(&content, &open.device.keys(), open.author.fingerprint);
        Ok(SignedDocument::new(record.map_err(|error| fault(&error))?, text))
    }
}

fn remove_all(folder: &Path, open: &Open) -> Result<(), NotebookError> {
    backups::own(folder, open)?.iter().try_for_each(Backup::remove)
}

/// What may go.
struct Candidates {
    /// The first day that is kept; none when the préréglage does not know today.
    before: Option<NaiveDate>,
    /// Own notes of visits before this day are proposed.
    notes_before: NaiveDate,
    notes: Vec<Trace>,
    visits: Vec<Trace>,
    teachers: Vec<Teacher>,
}

impl Candidates {
    fn all(&self) -> impl Iterator<Item = &Trace> {
        self.notes.iter().chain(&self.visits)
    }

    /// The identifiers of those who are chosen; whoever has a visit that stays, stays with it.
    fn chosen_teachers(&self, asked: &[String], visits: &[Uuid]) -> Outcome<BTreeSet<Uuid>> {
        let mut chosen = BTreeSet::new();
        for id in asked {
            let teacher = identifier(id, codes::TEACHER_UNKNOWN)?;
            let found = self.teachers.iter().find(|one| one.id == teacher);
            let found = found.ok_or_else(|| AppError::refused(codes::NOT_PROPOSED, id))?;
            self.refuse_visited(found, visits)?;
            chosen.extend(ids(found));
        }
        Ok(chosen)
    }

    fn refuse_visited(&self, teacher: &Teacher, going: &[Uuid]) -> Outcome<()> {
        let is_of = |trace: &&Trace| ids(teacher).any(|id| observed(trace).contains(&id));
        let staying = self
            .visits
            .iter()
            .filter(|trace| !going.contains(&trace.row.plan.id));
        match staying.filter(is_of).count() {
            0 => Ok(()),
            count => Err(Problem::error(codes::TEACHER_VISITED, "")
                .with("name", full_name(teacher))
                .with("count", count)
                .into()),
        }
    }
}

/// Closed or sealed, and with notes of the inspector's own.
fn has_own_notes(trace: &Trace) -> bool {
    let over = matches!(
        trace.row.status,
        VisitStatus::Closed | VisitStatus::Sealed | VisitStatus::Cancelled(_)
    );
    over && trace.noted_at.is_some()
}

fn observed(trace: &Trace) -> &[Uuid] {
    match &trace.row.plan.subject {
        SubjectPlan::Teachers(teachers) => teachers,
        SubjectPlan::School(_) | SubjectPlan::Calibration(_) => &[],
    }
}

/// The identifiers that one person has had.
fn ids(teacher: &Teacher) -> impl Iterator<Item = Uuid> {
    std::iter::once(teacher.id).chain(teacher.merged.iter().copied())
}

fn chosen(asked: &[String], proposed: &[Trace]) -> Outcome<Vec<Uuid>> {
    let find = |id: &String| {
        let visit = visit_id(id)?;
        let known = proposed.iter().any(|trace| trace.row.plan.id == visit);
        known
            .then_some(visit)
            .ok_or_else(|| AppError::refused(codes::NOT_PROPOSED, id))
    };
    asked.iter().map(find).collect()
}

/// The entries of the register about these persons.
fn entries_of(open: &Open, teachers: &BTreeSet<Uuid>) -> Outcome<Vec<RecordKey>> {
    if teachers.is_empty() {
        return Ok(Vec::new());
    }
    let mut keys = Vec::new();
    for signed in open.notebook.signed_documents(&RecordKind::RegisterEntry)? {
        let entry: RegisterEntry = json::read(signed.document.as_bytes()).map_err(Fault::Sealed)?;
        if teachers.contains(&entry.teacher) {
            keys.push(signed.record.key());
        }
    }
    Ok(keys)
}

/// « 1 compte rendu scellé, 12 saisies, 3 paragraphes, notes personnelles ».
fn holds(trace: &Trace) -> String {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let parts = [
        (trace.revisions, "compte rendu scellé", "comptes rendus scellés"),
        (trace.answers, "saisie", "saisies"),
        (trace.notes, "paragraphe", "paragraphes"),
    ];
    let counted = parts.iter().filter(|(number, _, _)| *number > 0);
    let mut said: Vec<String> = counted
        .map(|(number, one, several)| words::counted(count(*number), one, several))
        .collect();
    if trace.noted_at.is_some() {
        said.push("notes personnelles".to_owned());
    }
    said.join(", ")
}

fn teacher_line(teacher: &Teacher) -> PurgeTeacher {
    PurgeTeacher {
        id: teacher.id.to_string(),
        name: full_name(teacher),
    }
}

fn done(open: &Open, set_up: &SetUp) -> Outcome<Vec<PurgeDone>> {
    let mut done = Vec::new();
    for signed in open.notebook.tombstones()?.iter().rev() {
        let said: Tombstone = json::read(signed.document.as_bytes()).map_err(Fault::Sealed)?;
        done.push(PurgeDone {
            on: words::instant(said.decided_at, set_up.zone()),
            what: what_went(&said),
            sha256: signed.record.sha256.to_string(),
        });
    }
    Ok(done)
}

fn what_went(said: &Tombstone) -> String {
    let entries = said
        .targets
        .iter()
        .filter(|key| key.kind == RecordKind::RegisterEntry)
        .count();
    let parts = [
        (said.visits.len(), "visite", "visites"),
        (
            said.personal_notes.len(),
            "visite privée de ses notes personnelles",
            "visites privées de leurs notes personnelles",
        ),
        (entries, "ligne du registre", "lignes du registre"),
    ];
    let counted = parts.iter().filter(|(number, _, _)| *number > 0);
    counted
        .map(|(number, one, several)| words::counted(*number, one, several))
        .collect::<Vec<_>>()
        .join(", ")
}
