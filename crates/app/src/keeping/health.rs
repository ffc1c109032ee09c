//! The state of the notebook: its check on demand, what was recovered of a damaged one, what was set aside.

use std::fs;
use std::path::Path;

use chrono_tz::Tz;
use notebook::{Rescue, SalvagedTable};

use super::words;
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::tools::wording;
use crate::views::{
    CheckView, CountView, FolderRequest, Nothing, ProblemView, RecoveredPartView, RecoveredVisitView,
    RecoveryView, SetAsideView,
};
use crate::visits::Naming;

/// How the folders of notebooks of fictitious data that were set aside are named.
pub(super) const FICTITIOUS: &str = "carnet-fictif-";

/// How the folders of notebooks set aside are named, and why they were.
const ASIDE: [(&str, &str); 4] = [
    ("carnet-endommage-", "Carnet abîmé, mis de côté tel quel"),
    ("carnet-remplace-", "Carnet remplacé par une sauvegarde"),
    ("carnet-sans-cle-", "Carnet sans ses clés"),
    (FICTITIOUS, "Carnet de données fictives"),
];

impl App {
    /// Checks the whole notebook: each page, each link, each grid's and record's hash and signature.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn check_notebook(&self, _: Nothing) -> Outcome<CheckView> {
        self.with_open(|open| {
            let report = open.notebook.check_now()?;
            let count = |(table, count): (&String, &u64)| CountView {
                label: wording::name_of(table),
                count: *count,
            };
            Ok(CheckView {
                problems: report.problems.iter().map(ProblemView::from).collect(),
                counts: report.counts.iter().map(count).collect(),
            })
        })
    }

    /// What was read of the last notebook found damaged; none when none was.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn recovery(&self, _: Nothing) -> Outcome<Option<RecoveryView>> {
        self.with_set_up(|open, set_up| {
            let rescue = open.notebook.last_rescue()?;
            rescue
                .map(|rescue| recovery_view(open, set_up, &rescue))
                .transpose()
        })
    }

    /// The notebooks that were set aside, each whole in its folder.
    ///
    /// # Errors
    /// When the notebook is locked.
    pub fn set_aside_notebooks(&self, _: Nothing) -> Outcome<Vec<SetAsideView>> {
        self.with_open(|_| Ok(set_aside(&self.host().notebook_folder())))
    }

    /// Deletes a notebook that was set aside, by its folder; nothing else can be deleted so.
    ///
    /// # Errors
    /// When there is none in that folder, or the disk refuses.
    pub fn delete_set_aside(&self, request: FolderRequest) -> Outcome<Vec<SetAsideView>> {
        self.with_open(|_| {
            let known = set_aside(&self.host().notebook_folder());
            let found = known.iter().find(|one| one.place == request.folder);
            let found = found.ok_or_else(|| AppError::refused(codes::FOLDER_ABSENT, &request.folder))?;
            let place = Path::new(&found.place);
            fs::remove_dir_all(place).map_err(|error| Fault::file(place, error))?;
            Ok(set_aside(&self.host().notebook_folder()))
        })
    }
}

fn recovery_view(open: &Open, set_up: &SetUp, rescue: &Rescue) -> Outcome<RecoveryView> {
    let (traces, zone): (_, Tz) = (open.notebook.traces()?, set_up.zone());
    let rows: Vec<_> = traces.iter().map(|trace| trace.row.clone()).collect();
    let naming = Naming::of(open, set_up, &rows)?;
    // Those of today's visits that were there: what was created since was not recovered.
    let recovered = traces.iter().filter(|trace| trace.created_at <= rescue.at);
    let visits = recovered.map(|trace| RecoveredVisitView {
        visit: naming.summary(&trace.row),
        revisions: trace.revisions,
        answers: trace.answers,
        notes: trace.notes,
    });
    let part = |part: &SalvagedTable| RecoveredPartView {
        label: wording::name_of(&part.table),
        read: part.rows,
        complete: part.complete,
    };
    Ok(RecoveryView {
        on: words::instant(rescue.at, zone),
        set_aside: rescue.set_aside.display().to_string(),
        set_aside_there: rescue.set_aside.exists(),
        parts: rescue.tables.iter().map(part).collect(),
        orphans: rescue.orphans,
        visits: visits.collect(),
    })
}

/// In the notebook's folder, and beside it.
pub(super) fn set_aside(folder: &Path) -> Vec<SetAsideView> {
    let places = [Some(folder), folder.parent()].into_iter().flatten();
    let entries = places
        .filter_map(|place| fs::read_dir(place).ok())
        .flatten()
        .flatten();
    let mut found: Vec<SetAsideView> = entries
        .filter_map(|entry| set_aside_view(&entry.path()))
        .collect();
    found.sort_by(|one, other| other.name.cmp(&one.name));
    found
}

fn set_aside_view(place: &Path) -> Option<SetAsideView> {
    let name = place.file_name()?.to_str()?;
    let (_, why) = ASIDE.iter().find(|(prefix, _)| name.starts_with(prefix))?;
    place.is_dir().then(|| SetAsideView {
        name: name.to_owned(),
        place: place.display().to_string(),
        why: (*why).to_owned(),
        size: words::size(words::size_of(place)),
    })
}
