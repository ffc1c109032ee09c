//! Paper around a visit: what announces it, what prepares it, the grid to fill in by hand.

mod announcement;
mod blank_grid;
mod preparation;

use observation::grid::{Grid, Group, Walk};
use observation::instant::Instant;
use observation::visit::{Notice, SeancePlan};

use crate::model::{Block, HeadingLevel, Phrase};
use crate::visit_report::{FICTITIOUS, class_in_words, listed, time};

pub use blank_grid::BlankGrid;

/// A visit that is planned, as its papers tell it.
#[derive(Debug, Clone, Copy)]
pub struct PlannedVisit<'a> {
    /// Who issues the paper, one line each: académie, then service.
    pub issuer: &'a [String],
    /// Who comes: « Camille Dubreuil, Inspectrice de l’Éducation nationale ».
    pub visitor: &'a str,
    /// The kind of visit and what it means.
    pub kind: (&'a str, &'a str),
    /// The day.
    pub date: chrono::NaiveDate,
    /// The zone in which times are read.
    pub zone: chrono_tz::Tz,
    /// The school of the day, in words; empty while not settled.
    pub place: &'a str,
    /// Who is visited, full names; empty for a visit to a school.
    pub teachers: &'a [String],
    /// The séances, in order.
    pub seances: &'a [SeancePlan],
    /// What was agreed to look at, one a line.
    pub objectives: &'a str,
    /// The grid it is pinned to; none for notes only.
    pub grid: Option<&'a Grid>,
    /// What the persons concerned are told about the record.
    pub notice: &'a Notice,
    /// Earlier visits with what they recommended, the latest first.
    pub earlier: &'a [(String, Vec<String>)],
    /// Whether its data is made up.
    pub fictitious: bool,
    /// When the paper is made.
    pub made_at: Instant,
}

const FOOTER: &str = "Carnet, outil non officiel";

fn part(title: &str) -> Block {
    Block::heading(HeadingLevel::One, title)
}

/// The sections of a grid, in the order of the page; none for items outside any.
fn sections(grid: &Grid) -> Vec<Option<&Group>> {
    let walk = Walk::of(grid);
    let mut sections: Vec<Option<&Group>> = Vec::new();
    for place in walk.places() {
        let same =
            |one: &Option<&Group>| one.map(|group| &group.code) == place.section.map(|group| &group.code);
        if !sections.iter().any(same) {
            sections.push(place.section);
        }
    }
    sections
}

impl PlannedVisit<'_> {
    /// « Français, CE1 et CE2, de 8 h 30 à 9 h 15, salle 4 ».
    fn seance(&self, seance: &SeancePlan) -> String {
        let mut parts: Vec<String> = seance.discipline.iter().map(|one| one.label.clone()).collect();
        parts.push(listed(&seance.levels));
        let (start, end) = (time(seance.starts_at, self.zone), time(seance.ends_at, self.zone));
        parts.push(format!("de {start} à {end}"));
        parts.push(class_in_words(&seance.class, seance.half_class));
        parts.push(seance.room.clone());
        parts.retain(|one| !one.trim().is_empty());
        parts.join(", ")
    }

    /// « Données fictives », where they are.
    fn status(&self) -> Option<String> {
        self.fictitious.then(|| FICTITIOUS.to_owned())
    }

    fn seances(&self) -> String {
        let all: Vec<String> = self.seances.iter().map(|one| self.seance(one)).collect();
        all.join("\n")
    }

    /// What was agreed to look at; nothing where nothing was.
    fn objectives(&self, title: &str) -> Vec<Block> {
        let lines: Vec<&str> = self
            .objectives
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        vec![part(title), Block::bullets(lines)]
    }

    fn rows(&self, rows: &[(&str, String)]) -> Block {
        let said = rows.iter().filter(|(_, value)| !value.trim().is_empty());
        Block::key_values(said.map(|(key, value)| (*key, Phrase::from(value.as_str()))))
    }
}
