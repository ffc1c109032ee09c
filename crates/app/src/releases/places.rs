//! The places that have cells, by their names.

use std::collections::{BTreeMap, BTreeSet};

use observation::release::{CellScope, Published};
use observation::uai::Uai;

use crate::consolidation::circonscription_names;
use crate::problem::{AppError, Outcome, codes};
use crate::session::Open;
use crate::views::ReleasedPlace;

/// The places that have cells.
pub(super) struct Places<'p> {
    published: &'p Published,
    pub(super) names: BTreeMap<Uai, String>,
    shows: BTreeSet<CellScope>,
}

impl<'p> Places<'p> {
    pub(super) fn of(open: &Open, published: &'p Published) -> Outcome<Self> {
        let schools: Vec<Uai> = published.schools().into_iter().collect();
        let known = open.notebook.schools_of(&schools)?;
        let mut names: BTreeMap<Uai, String> = known
            .into_iter()
            .map(|(uai, school)| (uai, format!("{}, {}", school.name, school.commune)))
            .collect();
        names.extend(circonscription_names(open)?);
        let shown = published.standing().iter().filter(|(_, figure)| figure.shows());
        Ok(Self {
            published,
            names,
            shows: shown.map(|(key, _)| key.cell.scope).collect(),
        })
    }

    /// The name of a place; its UAI where the directory does not know it.
    pub(super) fn name(&self, uai: Uai) -> String {
        self.names.get(&uai).cloned().unwrap_or_else(|| uai.to_string())
    }

    pub(super) fn circonscriptions(&self) -> Vec<ReleasedPlace> {
        let all = self.published.circonscriptions().into_iter();
        in_order(all.map(|uai| self.place(CellScope::Circonscription(uai), uai)))
    }

    pub(super) fn schools(&self) -> Vec<ReleasedPlace> {
        let all = self.published.schools().into_iter();
        in_order(all.map(|uai| self.place(CellScope::School(uai), uai)))
    }

    fn place(&self, scope: CellScope, uai: Uai) -> ReleasedPlace {
        let of = match scope {
            CellScope::School(uai) => self.published.circonscription_of(uai),
            _ => None,
        };
        ReleasedPlace {
            scope: written(scope),
            name: self.name(uai),
            circonscription: of.map(|uai| self.name(uai)).unwrap_or_default(),
            shows: self.shows.contains(&scope),
        }
    }
}

/// By name, whatever the figures.
fn in_order(places: impl Iterator<Item = ReleasedPlace>) -> Vec<ReleasedPlace> {
    let mut places: Vec<ReleasedPlace> = places.collect();
    places.sort_by(|one, other| one.name.cmp(&other.name).then(one.scope.cmp(&other.scope)));
    places
}

/// How a place is named in requests.
pub(super) fn written(scope: CellScope) -> String {
    match scope {
        CellScope::Academie => "academie".to_owned(),
        CellScope::Circonscription(uai) => format!("circonscription/{uai}"),
        CellScope::School(uai) => format!("school/{uai}"),
    }
}

/// The place that a request names.
///
/// # Errors
/// When it names none.
pub(super) fn read(text: &str) -> Outcome<CellScope> {
    let none = || AppError::refused(codes::RELEASE_SCOPE, text);
    let uai = |text: &str| text.parse::<Uai>().map_err(|_| none());
    match text.split_once('/') {
        None if text == "academie" => Ok(CellScope::Academie),
        Some(("circonscription", code)) => uai(code).map(CellScope::Circonscription),
        Some(("school" | "etablissement", code)) => uai(code).map(CellScope::School),
        _ => Err(none()),
    }
}
