//! The report of a circonscription, for its inspector and the comité de pilotage: six to twelve pages.

use observation::grid::indicator::Direction;
use observation::release::{CellScope, ReleasedIndicator, Window};

use super::words::label;
use super::{ReleaseReport, part, section, years_in_words};
use crate::model::{Block, Table};

/// How many series are drawn; all stand in the table.
const SERIES: usize = 6;
/// How many distributions are drawn.
const DRAWN: usize = 3;

impl ReleaseReport<'_> {
    pub(super) fn of_circonscription(&self) -> Vec<Block> {
        let (single, distributions) = self.split();
        // Before three years are complete, the last year stands for them.
        let Some(window) = self.block().or_else(|| self.years().pop()) else {
            return self.without_figures();
        };
        let mut blocks = vec![part("En bref")];
        blocks.extend(self.basis(&single, &window));
        blocks.extend(self.strengths(&single, &window));
        blocks.push(part("Les usages observés"));
        let columns = self.columns("Circonscription");
        blocks.push(self.side_by_side(&single, &columns, &window));
        blocks.extend(self.distributions(&distributions, &window));
        blocks.extend(self.changes(&single));
        if let Some(year) = self.years().last() {
            blocks.push(part("Éducation prioritaire"));
            blocks.push(self.by_priority(&single, year));
        }
        blocks.extend(self.training());
        blocks.extend(self.recommended());
        blocks.extend(self.in_short());
        blocks.extend(self.schools(&single));
        blocks.extend(self.method());
        blocks
    }

    fn without_figures(&self) -> Vec<Block> {
        let mut blocks = vec![
            part("En bref"),
            Block::paragraph("Aucune année scolaire entière n’est encore parue pour cette circonscription."),
        ];
        blocks.extend(self.coverage.iter().map(|line| Block::paragraph(line.as_str())));
        blocks.extend(self.training());
        blocks.extend(self.recommended());
        blocks.extend(self.method());
        blocks
    }

    fn basis(&self, single: &[&ReleasedIndicator], window: &Window) -> Vec<Block> {
        let mut lines = self.coverage.clone();
        if let Some(teachers) = self.teachers(single, window) {
            lines.push(format!(
                "Pendant {}, les chiffres reposent sur {teachers}\u{a0}enseignants au plus.",
                years_in_words(window)
            ));
        }
        lines.iter().map(|line| Block::paragraph(line.as_str())).collect()
    }

    fn distributions(&self, distributions: &[&ReleasedIndicator], window: &Window) -> Vec<Block> {
        if distributions.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![part("Répartitions")];
        let columns = self.columns("Circonscription");
        let mut drawn = 0;
        for indicator in distributions {
            blocks.push(section(label(indicator)));
            let scene = self
                .distribution_bars(indicator, self.scope, window)
                .filter(|_| drawn < DRAWN);
            drawn += usize::from(scene.is_some());
            blocks.extend(scene.map(Block::Figure));
            blocks.push(self.distribution(indicator, &columns, window));
        }
        blocks
    }

    fn changes(&self, single: &[&ReleasedIndicator]) -> Vec<Block> {
        let years = self.years();
        if years.len() < 2 {
            return Vec::new();
        }
        let mut blocks = vec![
            part("Évolution"),
            self.over_windows(single, ("circonscription", self.scope), &years),
        ];
        // What is hoped to change first.
        let hoped = single.iter().filter(|one| one.definition.direction.is_some());
        let up = |one: &&&ReleasedIndicator| one.definition.direction == Some(Direction::Up);
        let (up, down): (Vec<_>, Vec<_>) = hoped.partition(up);
        let scenes = up
            .into_iter()
            .chain(down)
            .filter_map(|one| Some((label(one), self.series(one, self.scope, &years)?)));
        for (title, scene) in scenes.take(SERIES) {
            blocks.push(Block::Together(vec![section(title), Block::Figure(scene)]));
        }
        blocks
    }

    fn training(&self) -> Vec<Block> {
        if self.needs.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new(
            "Ce que les recommandations proposent de travailler",
            [("Compétence ou formation", 4), ("Enseignants", 2)],
        )
        .with_row_headers();
        for (need, teachers) in &self.needs {
            table = table.row([need.as_str(), teachers.as_str()]);
        }
        vec![part("Besoins de formation"), Block::Table(table)]
    }

    /// How many schools show something: no school is named beside a figure.
    fn schools(&self, single: &[&ReleasedIndicator]) -> Vec<Block> {
        let (Some(block), CellScope::Circonscription(uai)) = (self.block(), self.scope) else {
            return Vec::new();
        };
        let schools = self.published.schools().into_iter();
        let own: Vec<_> = schools
            .filter(|school| self.published.circonscription_of(*school) == Some(uai))
            .collect();
        let mut table = Table::new(
            format!(
                "Écoles et établissements qui ont un chiffre, pendant {}",
                years_in_words(&block)
            ),
            [
                ("Ce qui est observé", 4),
                ("Avec un chiffre", 2),
                ("Masqué (secret)", 2),
            ],
        )
        .with_row_headers();
        for indicator in single {
            let shown = own.iter().filter(|school| {
                let scope = CellScope::School(**school);
                self.figure(indicator, None, (scope, &block)).shows()
            });
            let shown = shown.count();
            table = table.row([
                label(indicator).to_owned(),
                shown.to_string(),
                (own.len() - shown).to_string(),
            ]);
        }
        vec![
            Block::PageBreak,
            part("Annexe\u{a0}: ce que lisent les écoles"),
            Block::paragraph(
                "Chaque école et chaque établissement reçoit son propre rapport. Aucune liste ne les met côte à côte.",
            ),
            Block::Table(table),
        ]
    }
}
