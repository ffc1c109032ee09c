//! The released figures as tables for other programs: CSV and XLSX, each with its data dictionary.

mod csv;
mod xlsx;

use std::collections::BTreeMap;

use observation::directory::EducationPrioritaire;
use observation::release::{
    Cell, CellScope, FigureKey, Published, Released, ReleasedIndicator, ReleasedValue,
};
use observation::uai::Uai;

pub(crate) use self::csv::delimited;
pub use self::csv::{csv, dictionary_csv};
pub use xlsx::xlsx;

use crate::indicator::Unit;
use crate::release_report::{MASKED, label, modality};

/// What is written of a place.
#[derive(Debug, Clone)]
pub struct ReleaseTable<'r> {
    /// What was published.
    pub published: &'r Published,
    /// Which places: all of them, or those kept.
    pub scopes: Vec<CellScope>,
    /// What schools and circonscriptions are called.
    pub names: BTreeMap<Uai, String>,
}

/// What one column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in the first line.
    pub name: &'static str,
    /// What it is, in the dictionary.
    pub meaning: &'static str,
    /// What kind of value it has.
    pub kind: &'static str,
}

/// A value of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Empty,
}

const fn column(name: &'static str, kind: &'static str, meaning: &'static str) -> Column {
    Column { name, meaning, kind }
}

/// The columns, in their order.
pub const COLUMNS: [Column; 22] = [
    column(
        "niveau",
        "texte",
        "académie, circonscription, ou école ou établissement",
    ),
    column(
        "uai",
        "texte",
        "identifiant UAI de l’école, de l’établissement ou de la circonscription ; vide pour l’académie",
    ),
    column(
        "nom",
        "texte",
        "nom, d’après l’annuaire du carnet qui a écrit ce fichier ; vide s’il ne le connaît pas",
    ),
    column("premiere_annee", "texte", "première année scolaire de la fenêtre"),
    column("derniere_annee", "texte", "dernière année scolaire de la fenêtre"),
    column(
        "education_prioritaire",
        "texte",
        "toutes, hors éducation prioritaire, REP ou REP+",
    ),
    column(
        "grille",
        "texte",
        "code de la grille d’observation, commun à ses versions",
    ),
    column(
        "indicateur",
        "texte",
        "code de l’indicateur, stable d’une version de la grille à l’autre",
    ),
    column("libelle", "texte", "ce qui est observé"),
    column(
        "comparable_depuis",
        "texte",
        "première année scolaire mesurée ainsi, si une version de la grille mesurait autrement ; vide sinon",
    ),
    column(
        "valeur_observee",
        "texte",
        "d’une répartition : la valeur dont le chiffre est la part ; vide sinon",
    ),
    column("unite", "texte", "part (entre 0 et 1), nombre ou effectif"),
    column(
        "etat",
        "texte",
        "publié, borné (seule une borne est donnée) ou masqué (secret)",
    ),
    column("valeur", "nombre", "estimation ; vide si l’état n’est pas publié"),
    column("au_plus", "nombre", "borne supérieure d’un chiffre borné"),
    column("au_moins", "nombre", "borne inférieure d’un chiffre borné"),
    column(
        "intervalle_de",
        "nombre",
        "borne inférieure de l’intervalle à 95 %, indicatif : visites non tirées au sort",
    ),
    column(
        "intervalle_a",
        "nombre",
        "borne supérieure de l’intervalle à 95 %",
    ),
    column(
        "enseignants",
        "nombre",
        "enseignants différents sur lesquels le chiffre repose ; vide si leur nombre est masqué",
    ),
    column(
        "unites_observees",
        "nombre",
        "séances ou visites au dénominateur ; vide si l’effectif est masqué",
    ),
    column(
        "hors_compte",
        "nombre",
        "séances ou visites hors du dénominateur (non observé, sans objet) ; vide si l’effectif est masqué",
    ),
    column(
        "numerateur",
        "nombre",
        "séances ou visites au numérateur ; d’une moyenne ou d’une durée, la somme ; vide s’il est masqué",
    ),
];

impl ReleaseTable<'_> {
    /// The lines, place by place.
    #[must_use]
    pub fn lines(&self) -> Vec<Vec<Value>> {
        let indicators = self.published.indicators();
        let known: BTreeMap<(&str, &str), &ReleasedIndicator> = indicators
            .into_iter()
            .map(|one| ((one.grid_code.as_str(), one.definition.code.as_str()), one))
            .collect();
        let mut figures: Vec<(&FigureKey, &Released)> = self
            .published
            .standing()
            .iter()
            .filter(|(key, _)| self.scopes.contains(&key.cell.scope))
            .collect();
        figures.sort_by_key(|(key, _)| (&key.cell, &key.grid_code, &key.indicator, &key.modality));
        let lines = figures.into_iter().filter_map(|(key, figure)| {
            let indicator = known.get(&(key.grid_code.as_str(), key.indicator.as_str()))?;
            Some(self.line(indicator, key, figure))
        });
        lines.collect()
    }

    fn line(&self, indicator: &ReleasedIndicator, key: &FigureKey, figure: &Released) -> Vec<Value> {
        let mut line = self.place(&key.cell);
        let observed = key.modality.as_ref().map(|code| modality(indicator, code));
        line.extend([
            text(&key.grid_code),
            text(&key.indicator),
            text(label(indicator)),
            indicator.since.as_deref().map_or(Value::Empty, text),
            observed.map_or(Value::Empty, Value::Text),
            text(unit(indicator)),
            text(state(figure)),
        ]);
        line.extend(values(figure));
        line
    }

    fn place(&self, cell: &Cell) -> Vec<Value> {
        let (level, uai) = match cell.scope {
            CellScope::Academie => ("académie", None),
            CellScope::Circonscription(uai) => ("circonscription", Some(uai)),
            CellScope::School(uai) => ("école ou établissement", Some(uai)),
        };
        let name = uai.and_then(|uai| self.names.get(&uai));
        let priority = match cell.education_prioritaire {
            None => "toutes",
            Some(EducationPrioritaire::Aucune) => "hors éducation prioritaire",
            Some(EducationPrioritaire::Rep) => "REP",
            Some(EducationPrioritaire::RepPlus) => "REP+",
        };
        vec![
            text(level),
            uai.map_or(Value::Empty, |uai| Value::Text(uai.to_string())),
            name.map_or(Value::Empty, |name| text(name)),
            text(&cell.window.first),
            text(&cell.window.last),
            text(priority),
        ]
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn unit(indicator: &ReleasedIndicator) -> &'static str {
    match Unit::of(&indicator.definition) {
        Unit::Percent => "part",
        Unit::Number => "nombre",
        Unit::Count => "effectif",
    }
}

fn state(figure: &Released) -> &'static str {
    match figure.value {
        ReleasedValue::Told(_) => "publié",
        ReleasedValue::AtMost(_) | ReleasedValue::AtLeast(_) => "borné",
        ReleasedValue::Hidden => MASKED,
    }
}

fn values(figure: &Released) -> [Value; 9] {
    let number = |number: Option<f64>| number.map_or(Value::Empty, Value::Number);
    let count = |count: Option<u64>| number(count.map(|count| count as f64));
    let (mut value, mut most, mut least) = (None, None, None);
    match figure.value {
        ReleasedValue::Told(told) => value = Some(told),
        ReleasedValue::AtMost(bound) => most = Some(bound),
        ReleasedValue::AtLeast(bound) => least = Some(bound),
        ReleasedValue::Hidden => {}
    }
    [
        number(value),
        number(most),
        number(least),
        number(figure.interval.map(|interval| interval.from)),
        number(figure.interval.map(|interval| interval.to)),
        count(figure.teachers),
        count(figure.units),
        count(figure.excluded),
        count(figure.numerator),
    ]
}
