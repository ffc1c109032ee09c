//! The report of a circonscription, for its inspector and the comité de pilotage: six to twelve pages.

use observation::grid::indicator::Direction;
use observation::release::{CellScope, ReleasedIndicator, Window};

use super::words::MASKED;
use super::{ReleaseReport, in_turn, part, section, years_in_words};
use crate::model::{Block, Table};

/// How many series are drawn; all stand in the table.
const SERIES: usize = 4;
/// How many distributions are told.
const DISTRIBUTIONS: usize = 6;
/// How many distributions are drawn.
const DRAWN: usize = 3;

/// Where the rest is.
const ELSEWHERE: &str =
    "Les autres chiffres publiés sont dans le classeur et dans le fichier CSV que Carnet écrit à part.";

/// How many indicators are not told.
fn masked(count: usize) -> Option<Block> {
    let words = match count {
        0 => return None,
        1 => format!("Un autre indicateur est {MASKED}."),
        _ => format!("{count}\u{a0}autres indicateurs se lisent «\u{a0}{MASKED}\u{a0}»."),
    };
    Some(Block::paragraph(words))
}

/// The indicators that have a direction: first those hoped to rise.
fn hoped<'i>(indicators: &[&'i ReleasedIndicator]) -> Vec<&'i ReleasedIndicator> {
    let towards = |direction| {
        let own = indicators.iter().copied();
        own.filter(move |one| one.definition.direction == Some(direction))
    };
    towards(Direction::Up).chain(towards(Direction::Down)).collect()
}

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
        let told = self.told_of(&single, self.scope, std::slice::from_ref(&window));
        blocks.extend(self.side_by_side(&told, &columns, &window));
        blocks.extend(masked(single.len() - told.len()));
        blocks.extend(self.distributions(&distributions, &window));
        // What is hoped to change; the rest is in the tables of figures.
        let hoped = hoped(&single);
        blocks.extend(self.changes(&hoped));
        blocks.extend(self.priorities(&hoped));
        blocks.extend(self.training());
        blocks.extend(self.recommended());
        blocks.extend(self.in_short());
        blocks.extend(self.schools(&hoped));
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
                "Pendant {}, chaque chiffre repose sur {teachers}\u{a0}enseignants au plus.",
                years_in_words(window)
            ));
        }
        lines.iter().map(|line| Block::paragraph(line.as_str())).collect()
    }

    fn distributions(&self, distributions: &[&ReleasedIndicator], window: &Window) -> Vec<Block> {
        let told = self.told_of(distributions, self.scope, std::slice::from_ref(window));
        if told.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![part("Répartitions")];
        let columns = self.columns("Circonscription");
        let mut drawn = 0;
        for indicator in in_turn(&told, DISTRIBUTIONS) {
            blocks.push(section(&self.titled(indicator)));
            let scene = self
                .distribution_bars(indicator, self.scope, window)
                .filter(|_| drawn < DRAWN);
            drawn += usize::from(scene.is_some());
            blocks.extend(scene.map(Block::Figure));
            blocks.push(self.distribution(indicator, &columns, window));
        }
        if told.len() > DISTRIBUTIONS {
            blocks.push(Block::paragraph(ELSEWHERE));
        }
        blocks
    }

    fn changes(&self, hoped: &[&ReleasedIndicator]) -> Vec<Block> {
        let years = self.years();
        let told = self.told_of(hoped, self.scope, &years);
        if years.len() < 2 || told.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![part("Évolution")];
        blocks.extend(self.over_windows(&told, ("circonscription", self.scope), &years));
        blocks.push(Block::paragraph(ELSEWHERE));
        let is_drawn = |one: &&ReleasedIndicator| self.series(one, self.scope, &years).is_some();
        let drawn: Vec<&ReleasedIndicator> = told.into_iter().filter(is_drawn).collect();
        for one in in_turn(&drawn, SERIES) {
            if let Some(scene) = self.series(one, self.scope, &years) {
                blocks.push(Block::Together(vec![
                    section(&self.titled(one)),
                    Block::Figure(scene),
                ]));
            }
        }
        blocks
    }

    fn priorities(&self, hoped: &[&ReleasedIndicator]) -> Vec<Block> {
        let Some(year) = self.years().pop() else {
            return Vec::new();
        };
        if hoped.is_empty() {
            return Vec::new();
        }
        let told = self.told_by_priority(hoped, &year);
        if told.is_empty() {
            return vec![
                part("Éducation prioritaire"),
                Block::paragraph(
                    "Selon l’éducation prioritaire, tous les chiffres de la dernière année sont masqués.",
                ),
            ];
        }
        let tables = self.by_priority(&told, &year);
        std::iter::once(part("Éducation prioritaire"))
            .chain(tables)
            .collect()
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
            if shown == 0 {
                continue;
            }
            table = table.row([
                self.titled(indicator),
                shown.to_string(),
                (own.len() - shown).to_string(),
            ]);
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        vec![
            part("Annexe\u{a0}: ce que lisent les écoles"),
            Block::paragraph(
                "Chaque école et chaque établissement reçoit son propre rapport. Aucune liste ne les met côte à côte.",
            ),
            Block::Table(table),
        ]
    }
}
