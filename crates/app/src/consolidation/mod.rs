//! The working view: what was seen in a circonscription, for those who inspect there.

mod comparing;
mod coverage;
mod criteria;
mod figures;
mod freezing;
pub(crate) mod gathered;
mod gathering;
mod needs;

use observation::canonical::Sha256;
use observation::consolidation::{Axis, Criteria};
use observation::grid::GridFile;
use observation::indicator::{Editions, Evaluation, Population};
use rayon::prelude::*;

pub(crate) use self::criteria::circonscription_names;
use self::figures::Figures;
pub(crate) use self::gathered::Gathered;
pub(crate) use self::needs::recommended;
use crate::App;
use crate::problem::Outcome;
use crate::views::{ConsolidationRequest, ConsolidationView, GridChoice};

impl App {
    /// The figures of a grid, of what is asked for.
    ///
    /// # Errors
    /// When the notebook is locked, a criterion is none, or the disk refuses.
    pub fn consolidation(&self, request: ConsolidationRequest) -> Outcome<ConsolidationView> {
        self.with_set_up(|open, set_up| {
            let asked = criteria::read(&request.criteria)?;
            let gathered = open.gathered()?;
            let counting = gathered.counting.len() as u64;
            let grids = choices(&gathered.grids, &gathered.visits_by_grid());
            let chosen = chosen(&gathered.grids, &grids, &request.grid);
            let criteria = criteria::offered(open, set_up, &gathered)?;
            let (fictitious, waiting) = (gathered.fictitious, gathered.waiting);
            let indicators = chosen.map(|file| {
                let editions = Editions::leading_to(file, &gathered.grids);
                let population = Population::of(editions, gathered.counting.iter().cloned());
                evaluated(&population, file, &asked)
            });
            Ok(ConsolidationView {
                fictitious,
                counting,
                waiting,
                grids,
                grid: chosen.map(|file| file.sha256().to_string()).unwrap_or_default(),
                criteria,
                indicators: indicators.unwrap_or_default(),
            })
        })
    }
}

fn evaluated(
    population: &Population<'_>,
    file: &GridFile,
    asked: &Criteria,
) -> Vec<crate::views::IndicatorFigures> {
    let evaluation = Evaluation::of(population);
    let years = Axis::SchoolYears(population.school_years());
    let indicators = file.grid().indicators.par_iter();
    indicators
        .filter_map(|indicator| {
            Figures {
                population,
                grid: file.grid(),
                asked,
                years: &years,
            }
            .view(&evaluation, &indicator.code)
        })
        .collect()
}

/// The last versions of the grids that have visits, those of most first.
fn choices(files: &[GridFile], visits: &[(Sha256, u64)]) -> Vec<GridChoice> {
    let count = |file: &GridFile| {
        let editions = Editions::leading_to(file, files);
        let own = editions.files().iter().map(|one| one.sha256());
        let own: Vec<Sha256> = own.collect();
        visits
            .iter()
            .filter(|(sha256, _)| own.contains(sha256))
            .map(|(_, count)| count)
            .sum()
    };
    let is_followed = |file: &GridFile| {
        let follows = |one: &GridFile| one.grid().lineage.as_ref().map(|lineage| lineage.follows);
        files.iter().any(|other| follows(other) == Some(file.sha256()))
    };
    let last = files.iter().filter(|file| !is_followed(file));
    let mut choices: Vec<GridChoice> = last
        .map(|file| GridChoice {
            sha256: file.sha256().to_string(),
            title: file.grid().title.in_language(&file.grid().language).to_owned(),
            code: file.grid().code.clone(),
            visits: count(file),
        })
        .filter(|choice| choice.visits > 0)
        .collect();
    choices.sort_by(|one, other| other.visits.cmp(&one.visits).then(one.title.cmp(&other.title)));
    choices
}

/// The grid that is asked for, else that of most visits.
fn chosen<'g>(files: &'g [GridFile], choices: &[GridChoice], asked: &str) -> Option<&'g GridFile> {
    let asked = choices.iter().find(|choice| choice.sha256 == asked);
    let named = asked.or(choices.first())?;
    files
        .iter()
        .find(|file| file.sha256().to_string() == named.sha256)
}
