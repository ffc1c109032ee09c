//! The report of a school, for its project: two to four pages, in which nobody is recognised.

use observation::release::{CellScope, ReleasedIndicator, Window};

use super::tables::{Column, codes};
use super::words::{is_strength, modality, value_told};
use super::{ReleaseReport, part, years_in_words};
use crate::indicator::{Unit, sentence, value_in_words};
use crate::model::Block;

/// How many strengths are said.
const STRENGTHS: usize = 5;

impl ReleaseReport<'_> {
    pub(super) fn school(&self) -> Vec<Block> {
        let mut blocks = vec![part("En bref")];
        let (single, distributions) = self.split();
        match self.block() {
            Some(block) if !single.is_empty() || !distributions.is_empty() => {
                blocks.extend(self.school_figures(&single, &distributions, &block));
            }
            Some(block) => blocks.push(Block::paragraph(format!(
                "Pendant {}, aucun chiffre de cette école ou de cet établissement ne paraît.",
                years_in_words(&block)
            ))),
            None => blocks.push(Block::paragraph(
                "Les chiffres d’une école ou d’un établissement paraissent par trois années scolaires entières. Les premières \
                 ne sont pas encore parues.",
            )),
        }
        blocks.extend(self.declared());
        blocks.extend(self.recommended());
        blocks.extend(self.in_short());
        blocks
    }

    fn school_figures(
        &self,
        single: &[&ReleasedIndicator],
        distributions: &[&ReleasedIndicator],
        block: &Window,
    ) -> Vec<Block> {
        let is_told = |one: &&&ReleasedIndicator| self.figure(one, None, (self.scope, block)).shows();
        let told: Vec<&ReleasedIndicator> = single.iter().filter(is_told).copied().collect();
        let mut blocks = vec![Block::paragraph(self.in_brief(told.len(), single.len(), block))];
        blocks.extend(self.strengths(single, block));
        if !told.is_empty() {
            blocks.push(part("Les usages observés"));
            let columns = self.columns("École ou établissement");
            blocks.extend(self.side_by_side(&told, &columns, block));
        }
        blocks.extend(self.shares(distributions, block));
        let blocks_of_years = self.blocks();
        if blocks_of_years.len() > 1 && !told.is_empty() {
            blocks.push(part("Évolution"));
            blocks.extend(self.over_windows(&told, (&self.name, self.scope), &blocks_of_years));
        } else {
            blocks.extend(self.around(&told));
        }
        blocks
    }

    /// On what the figures rest, in words.
    fn in_brief(&self, told: usize, all: usize, block: &Window) -> String {
        let years = years_in_words(block);
        match told {
            0 => format!(
                "Pendant {years}, aucun indicateur ne paraît pour l’école ou l’établissement. Les chiffres de la \
                 circonscription et de l’académie restent un point de repère."
            ),
            _ => format!(
                "Pendant {years}, indicateurs qui paraissent\u{a0}: {told} sur {all}{}. Chacun se lit à côté de la circonscription et de l’académie\u{a0}: ce n’est ni un classement, \
                 ni une moyenne à atteindre.",
                if told == all {
                    ""
                } else {
                    "\u{202f}; les autres sont masqués"
                }
            ),
        }
    }

    /// What is hoped for and is there, in sentences, in the order of the grid.
    pub(super) fn strengths(&self, indicators: &[&ReleasedIndicator], window: &Window) -> Vec<Block> {
        let strong = indicators.iter().filter_map(|indicator| {
            let figure = self.figure(indicator, None, (self.scope, window));
            is_strength(indicator, &figure).then(|| {
                let value = value_told(Unit::of(&indicator.definition), &figure);
                let words = indicator.definition.sentence.in_language(&indicator.language);
                let told = sentence(words, &value, None);
                match self.grid_of(indicator) {
                    Some(grid) => format!("{grid}\u{a0}: {told}"),
                    None => told,
                }
            })
        });
        let strong: Vec<String> = strong.take(STRENGTHS).collect();
        if strong.is_empty() {
            return Vec::new();
        }
        vec![part("Points d’appui"), Block::bullets(strong)]
    }

    pub(super) fn columns(&self, own: &str) -> Vec<Column> {
        let mut columns = vec![(own.to_owned(), self.scope)];
        if let (CellScope::School(_), Some(uai)) = (self.scope, self.circonscription) {
            columns.push(("Circonscription".to_owned(), CellScope::Circonscription(uai)));
        }
        columns.push(("Académie".to_owned(), CellScope::Academie));
        columns
    }

    /// The values of distributions that are told, a line each.
    fn shares(&self, distributions: &[&ReleasedIndicator], block: &Window) -> Vec<Block> {
        let lines = distributions.iter().filter_map(|indicator| {
            let told = codes(indicator).filter_map(|code| {
                let figure = self.figure(indicator, Some(code), (self.scope, block));
                figure.shows().then(|| {
                    let value = value_told(Unit::Percent, &figure);
                    format!("{} {value}", modality(indicator, code))
                })
            });
            let told: Vec<String> = told.collect();
            let rest = codes(indicator).count() - told.len();
            let masked = match (told.len(), rest) {
                (0, _) => return None,
                (_, 0) => String::new(),
                (_, 1) => "\u{202f}; une valeur est masquée".to_owned(),
                (_, rest) => format!("\u{202f}; {rest}\u{a0}valeurs sont masquées"),
            };
            Some(format!(
                "{}\u{a0}: {}{masked}.",
                self.titled(indicator),
                told.join(", ")
            ))
        });
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return Vec::new();
        }
        vec![part("Répartitions"), Block::bullets(lines)]
    }

    /// How the circonscription changed: a school is not told year by year.
    fn around(&self, indicators: &[&ReleasedIndicator]) -> Vec<Block> {
        let (Some(uai), years) = (self.circonscription, self.years()) else {
            return Vec::new();
        };
        if years.len() < 2 || indicators.is_empty() {
            return Vec::new();
        }
        let scope = CellScope::Circonscription(uai);
        let indicators = self.told_of(indicators, scope, &years);
        if indicators.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![
            part("Évolution"),
            Block::paragraph(
                "Une école se lit sur trois ans. D’une année à l’autre, voici sa circonscription.",
            ),
        ];
        blocks.extend(self.over_windows(&indicators, ("circonscription", scope), &years));
        blocks
    }

    fn declared(&self) -> Vec<Block> {
        let Some(declared) = &self.declared else {
            return Vec::new();
        };
        vec![
            part("Fiche établissement"),
            Block::paragraph(format!("Déclaré en {}.", declared.month)),
            Block::key_values(declared.lines.clone()),
        ]
    }

    pub(super) fn recommended(&self) -> Vec<Block> {
        if self.recommendations.is_empty() {
            return Vec::new();
        }
        vec![
            part("Recommandations collectives"),
            Block::bullets(self.recommendations.clone()),
        ]
    }

    /// How many teachers the figures of a place rest on, where it is told.
    pub(super) fn teachers(&self, indicators: &[&ReleasedIndicator], window: &Window) -> Option<String> {
        let figures = indicators
            .iter()
            .map(|one| self.figure(one, None, (self.scope, window)));
        let most = figures.filter_map(|figure| figure.teachers).max()?;
        Some(value_in_words(Unit::Count, most as f64))
    }
}
