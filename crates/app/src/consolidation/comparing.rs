//! Groups of schools side by side: those of a file that was imported, communes, circonscriptions. In the order of their names,
//! never that of a result.

use std::collections::BTreeMap;

use observation::consolidation::{Axis, GroupSet, SchoolGroup, read_groups};
use observation::indicator::{Editions, Evaluation, Population};
use observation::table;
use observation::uai::Uai;

use super::figures::Figures;
use super::gathered::Gathered;
use super::{choices, chosen, criteria};
use crate::App;
use crate::problem::{AppError, Outcome};
use crate::session::Open;
use crate::views::{ChoiceView, CompareGroupsRequest, GroupComparisonView, StagedFileRequest};

/// The setting that keeps the groups of files.
const KEY: &str = "school_groups";

/// The set of communes, and that of circonscriptions.
const COMMUNES: &str = "Communes";
const CIRCONSCRIPTIONS: &str = "Circonscriptions";

impl App {
    /// Groups of schools side by side, under filters.
    ///
    /// # Errors
    /// When the notebook is locked, a criterion is none, or the disk refuses.
    pub fn compare_groups(&self, request: CompareGroupsRequest) -> Outcome<GroupComparisonView> {
        self.with_set_up(|open, _| {
            let asked = criteria::read(&request.criteria)?;
            let gathered = open.gathered()?;
            let sets = sets(open, &gathered)?;
            let set = sets.iter().find(|set| set.name == request.set).or(sets.first());
            let grids = choices(&gathered.grids, &gathered.visits_by_grid());
            let file = chosen(&gathered.grids, &grids, &request.grid);
            let mut indicators = Vec::new();
            if let (Some(set), Some(file)) = (set, file) {
                let editions = Editions::leading_to(file, &gathered.grids);
                let population = Population::of(editions, gathered.counting.iter().cloned());
                let evaluation = Evaluation::of(&population);
                let axis = Axis::Groups(set.groups.clone());
                let names: Vec<String> = set.groups.iter().map(|group| group.name.clone()).collect();
                let figures = Figures {
                    population: &population,
                    grid: file.grid(),
                    asked: &asked,
                    years: &Axis::Whole,
                };
                let all = file.grid().indicators.iter();
                indicators
                    .extend(all.filter_map(|one| figures.compared(&evaluation, &one.code, (&axis, &names))));
            }
            Ok(GroupComparisonView {
                set: set.map(|set| set.name.clone()).unwrap_or_default(),
                sets: named(&sets),
                grid: file.map(|file| file.sha256().to_string()).unwrap_or_default(),
                grids,
                indicators,
            })
        })
    }

    /// Keeps the groups of a file in place of those of the same sets.
    ///
    /// # Errors
    /// All that is wrong with the file, line by line; nothing is then kept.
    pub fn import_groups(&self, request: StagedFileRequest) -> Outcome<Vec<ChoiceView>> {
        let (_, bytes) = self.staged_file(&request.file)?;
        let read = table::read(&bytes).and_then(|table| read_groups(&table));
        let read = read.map_err(AppError::Refused)?;
        self.with_open(|open| {
            let mut kept: Vec<GroupSet> = open.notebook.setting(KEY)?.unwrap_or_default();
            kept.retain(|set| read.iter().all(|one| one.name != set.name));
            kept.extend(read);
            kept.sort_by(|one, other| one.name.cmp(&other.name));
            open.notebook.save_setting(KEY, &kept)?;
            Ok(named(&kept))
        })
    }
}

fn named(sets: &[GroupSet]) -> Vec<ChoiceView> {
    let named = sets.iter().map(|set| ChoiceView {
        code: set.name.clone(),
        label: set.name.clone(),
    });
    named.collect()
}

/// The sets of files, then those that the directory gives.
fn sets(open: &Open, gathered: &Gathered) -> Outcome<Vec<GroupSet>> {
    let mut sets: Vec<GroupSet> = open.notebook.setting(KEY)?.unwrap_or_default();
    let mut visited: Vec<Uai> = gathered.seen.iter().map(|visit| visit.school).collect();
    visited.sort_unstable();
    visited.dedup();
    let schools = open.notebook.schools_of(&visited)?;
    let mut communes: BTreeMap<&str, Vec<Uai>> = BTreeMap::new();
    for (uai, school) in &schools {
        communes.entry(&school.commune).or_default().push(*uai);
    }
    sets.push(GroupSet {
        name: COMMUNES.to_owned(),
        groups: communes
            .into_iter()
            .map(|(name, schools)| SchoolGroup::of(name, schools))
            .collect(),
    });
    let known = open.circonscriptions()?;
    let with_visits = known.groups().iter().filter(|group| {
        let mut own = group.schools.iter();
        own.any(|school| visited.binary_search(school).is_ok())
    });
    sets.push(GroupSet {
        name: CIRCONSCRIPTIONS.to_owned(),
        groups: with_visits
            .map(|group| SchoolGroup::of(&group.name, group.schools.iter().copied()))
            .collect(),
    });
    Ok(sets)
}
