//! Retention: what may go is proposed with its list; what a person chose goes under a signed tombstone.

mod candidates;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use notebook::sync::DraftDocument;
use notebook::{Backup, Trace};
use observation::canonical::Sha256;
use observation::json;
use observation::problem::Problem;
use observation::register::Teacher;
use sync_protocol::{
    PseudonymDocument, PurgeReason, RecordKey, RecordKind, SignedDocument, StandingDocument, Tombstone,
};
use uuid::Uuid;

use candidates::chosen;

use super::health::{FICTITIOUS, set_aside};
use super::{backups, words};
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::register::full_name;
use crate::session::signing::About;
use crate::session::{Open, SetUp};
use crate::views::{
    Nothing, ProblemView, PurgeDone, PurgeLine, PurgeOutcome, PurgeProposal, PurgeRequest, PurgeTeacher,
    RetentionRequest,
};
use crate::visits::Naming;

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
            let aside = set_aside(&self.host().notebook_folder());
            // A notebook of fictitious data holds nobody.
            let aside = aside.iter().any(|one| !one.name.starts_with(FICTITIOUS));
            let aside = aside.then(|| Problem::warning(codes::SET_ASIDE_HOLDS, ""));
            Ok(PurgeOutcome {
                proposal: self.proposal(open, set_up)?,
                problems: problems
                    .iter()
                    .flatten()
                    .chain(&aside)
                    .map(ProblemView::from)
                    .collect(),
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
        // Listed before: what is made now can be none of them.
        let former: Vec<_> = backups::reached(&open.notebook, &present)?
            .into_iter()
            .map(|folder| match folder == present && !folder.exists() {
                // Nothing was ever put there.
                true => (Ok(Vec::new()), folder),
                false => (former(&folder, open), folder),
            })
            .collect();
        let mut told = self.make_backup(open, set_up, alone)?;
        if told.iter().any(|problem| problem.code == codes::BACKUP_OF_FAULTS) {
            let kept = Problem::warning(codes::BACKUPS_KEPT, "");
            told.push(kept.with("folder", present.display()));
            return Ok(told);
        }
        let removed = former.iter().map(|(backups, folder)| {
            let code = remove_former(backups, folder, open).err()?;
            Some(Problem::warning(code, "").with("folder", folder.display()))
        });
        told.extend(removed.flatten());
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

    /// The signed list of what goes.
    fn tombstone(&self, open: &Open, set_up: &SetUp, request: &PurgeRequest) -> Outcome<SignedDocument> {
        let candidates = self.candidates(open, set_up)?;
        let visits = chosen(&request.visits, &candidates.visits)?;
        let personal_notes = chosen(&request.notes, &candidates.notes)?;
        let teachers = candidates.chosen_teachers(open, &request.teachers, &visits)?;
        if visits.is_empty() && personal_notes.is_empty() && teachers.is_empty() {
            return Err(AppError::refused(codes::NOTHING_CHOSEN, ""));
        }
        let (mut targets, mut sealed) = (Vec::new(), deleted(open)?);
        for visit in &visits {
            let (revisions, states) = (open.notebook.revisions(*visit)?, open.notebook.states(*visit)?);
            sealed.extend(revisions.iter().map(|signed| signed.record.sha256));
            targets.extend(revisions.iter().chain(&states).map(|signed| signed.record.key()));
        }
        targets.extend(counted_by(open, &sealed)?);
        targets.extend(beside(open, &visits, &personal_notes)?);
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
        let about = About {
            kind: &RecordKind::Tombstone,
            academie: &set_up.preset.code,
            id: self.fresh_id(),
            parents: &[],
            facts: None,
            circle: None,
        };
        open.sign(said, about)
    }
}

/// The author's own documents of a kind.
fn own(open: &Open, kind: &RecordKind) -> Outcome<Vec<SignedDocument>> {
    let author = open.author.fingerprint;
    let signed = open.notebook.signed_documents(kind)?.into_iter();
    Ok(signed
        .filter(|one| one.record.signature.author == author)
        .collect())
}

/// The revisions that were deleted before: another laptop may have written pseudonyms of them that were not known here then.
fn deleted(open: &Open) -> Outcome<BTreeSet<Sha256>> {
    let tombstones = open.notebook.tombstones()?.into_iter();
    let targets = tombstones.flat_map(|one| {
        let said = serde_json::from_str::<Tombstone>(&one.document);
        said.map(|said| said.targets).unwrap_or_default()
    });
    let revisions = targets.filter(|target| target.kind == RecordKind::Revision);
    Ok(revisions.map(|target| target.sha256).collect())
}

/// What these revisions are counted by: the pseudonyms of the teachers, and whether they count. Nothing else says of which
/// revision they are.
fn counted_by(open: &Open, sealed: &BTreeSet<Sha256>) -> Outcome<Vec<RecordKey>> {
    let pseudonyms = own(open, &RecordKind::Pseudonym)?.into_iter().filter(|one| {
        let said = serde_json::from_str::<PseudonymDocument>(&one.document);
        said.is_ok_and(|said| sealed.contains(&said.revision))
    });
    let standings = own(open, &RecordKind::Standing)?.into_iter().filter(|one| {
        let said = StandingDocument::read(&one.document);
        said.is_some_and(|said| sealed.contains(&said.revision))
    });
    Ok(pseudonyms.chain(standings).map(|one| one.record.key()).collect())
}

/// What syncing wrote beside `visits` and beside those whose personal notes go: notes, drafts handed over.
fn beside(open: &Open, visits: &[Uuid], personal_notes: &[Uuid]) -> Outcome<Vec<RecordKey>> {
    let notes = own(open, &RecordKind::PersonalNotes)?;
    let notes = notes
        .iter()
        .filter(|one| visits.contains(&one.record.id) || personal_notes.contains(&one.record.id));
    let drafts = own(open, &RecordKind::DraftHandOver)?;
    let drafts = drafts.iter().filter(|one| {
        let visit = handed_over_visit(&one.document);
        visit.is_some_and(|visit| visits.contains(&visit) || personal_notes.contains(&visit))
    });
    Ok(notes.chain(drafts).map(|one| one.record.key()).collect())
}

/// The visit of a draft that was handed over.
fn handed_over_visit(document: &str) -> Option<Uuid> {
    let draft: DraftDocument = serde_json::from_str(document).ok()?;
    Some(draft.plan.id)
}

/// The author's backups in `folder`.
///
/// # Errors
/// The code of what keeps them out of reach.
fn former(folder: &Path, open: &Open) -> Result<Vec<Backup>, &'static str> {
    if !folder.exists() {
        return Err(codes::BACKUPS_ELSEWHERE);
    }
    backups::own(folder, open).map_err(|_| codes::BACKUPS_LEFT)
}

/// Removes the author's former backups of `folder`; each is tried.
///
/// # Errors
/// The code of what is left there: what reads as no backup may still open.
fn remove_former(
    former: &Result<Vec<Backup>, &'static str>,
    folder: &Path,
    open: &Open,
) -> Result<(), &'static str> {
    let former = former.as_ref().map_err(|code| *code)?;
    let kept = former.iter().filter(|backup| backup.remove().is_err()).count();
    let rests = Backup::rests_in(folder, open.author.fingerprint);
    if kept == 0 && rests.is_ok_and(|rests| rests.is_empty()) {
        Ok(())
    } else {
        Err(codes::BACKUPS_LEFT)
    }
}

/// The entries of the register about these persons.
fn entries_of(open: &Open, teachers: &BTreeSet<Uuid>) -> Outcome<Vec<RecordKey>> {
    if teachers.is_empty() {
        return Ok(Vec::new());
    }
    let mut keys = Vec::new();
    for (signed, entry) in open.signed_entries()? {
        // What colleagues of the circle wrote is theirs to delete.
        let is_own = signed.record.signature.author == open.author.fingerprint;
        if is_own && teachers.contains(&entry.teacher) {
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
