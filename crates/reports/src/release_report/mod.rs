//! Reports made of what was released: of a school, for its project; of a circonscription, for its inspector and the comité de
//! pilotage. No figure stands in them that was not released, and none is of a person.

mod circonscription;
mod method;
mod school;
mod tables;
mod words;

use chrono::NaiveDate;
use observation::instant::Instant;
use observation::release::{Cell, CellScope, FigureKey, Published, Released, ReleasedIndicator, Window};

pub use words::{MASKED, is_one, label, modality, place, told, value_told};

use crate::model::{Block, Document, HeadingLevel};
use crate::visit_report::long_date;

/// What a report is made of.
#[derive(Debug, Clone)]
pub struct ReleaseReport<'r> {
    /// What was published.
    pub published: &'r Published,
    /// Of what: a school, or a circonscription.
    pub scope: CellScope,
    /// The circonscription beside which a school stands.
    pub circonscription: Option<observation::uai::Uai>,
    /// What it is called: « École élémentaire Les Filaos, Saint-Denis ».
    pub name: String,
    /// What the fiche établissement declares, labels and values; and since when.
    pub declared: Option<Declared>,
    /// What the inspector recommends to the whole school or circonscription, in order.
    pub recommendations: Vec<String>,
    /// Whom to train, in what, in words; of a circonscription.
    pub needs: Vec<(String, String)>,
    /// Who was visited, in words; of a circonscription.
    pub coverage: Vec<String>,
    /// Who hands the report over.
    pub author: String,
    /// Who issues it, one line each.
    pub issuer: Vec<String>,
    /// When it is made.
    pub made_at: Instant,
    /// The day on which it is made, where it is made.
    pub made_on: NaiveDate,
}

/// What a fiche établissement declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// « mars 2026 ».
    pub month: String,
    /// Labels and values.
    pub lines: Vec<(String, String)>,
}

impl ReleaseReport<'_> {
    /// The document, ready to be printed.
    #[must_use]
    pub fn compose(&self) -> Document {
        let title = format!("Usages du numérique\u{a0}: {}", self.name);
        let blocks = match self.scope {
            CellScope::School(_) => self.school(),
            _ => self.of_circonscription(),
        };
        let mut document = Document::new(title, self.made_at);
        document.subtitle = format!("Établi le {}", long_date(self.made_on));
        document.issuer = self.issuer.clone();
        document.author = self.author.clone();
        document.subject = "Observation des usages du numérique".to_owned();
        document.running_header = document.title.clone();
        document.running_footer = "Carnet, outil non officiel".to_owned();
        if self.is_fictitious() {
            document.status = Some("Données fictives".to_owned());
        }
        document.blocks = blocks;
        document
    }

    fn is_fictitious(&self) -> bool {
        self.published
            .releases()
            .iter()
            .any(|release| release.document.fictitious)
    }

    /// The last window of three years that was published.
    fn block(&self) -> Option<Window> {
        self.blocks().pop()
    }

    /// The windows of three years, the earliest first.
    fn blocks(&self) -> Vec<Window> {
        self.windows(|window| !window.is_year())
    }

    fn years(&self) -> Vec<Window> {
        self.windows(Window::is_year)
    }

    fn windows(&self, kept: impl Fn(&Window) -> bool) -> Vec<Window> {
        let windows = self.published.windows().iter();
        windows.filter(|window| kept(window)).cloned().collect()
    }

    /// What stands of an indicator in a place.
    fn figure(
        &self,
        indicator: &ReleasedIndicator,
        modality: Option<&str>,
        (scope, window): (CellScope, &Window),
    ) -> Released {
        let cell = Cell {
            scope,
            window: window.clone(),
            education_prioritaire: None,
        };
        self.of_cell(indicator, modality, cell)
    }

    fn of_cell(&self, indicator: &ReleasedIndicator, modality: Option<&str>, cell: Cell) -> Released {
        self.published.figure(&FigureKey {
            grid_code: indicator.grid_code.clone(),
            indicator: indicator.definition.code.clone(),
            modality: modality.map(str::to_owned),
            cell,
        })
    }

    /// Those of which at least one figure of a place is told in one of these windows.
    fn told_of<'i>(
        &self,
        indicators: &[&'i ReleasedIndicator],
        scope: CellScope,
        windows: &[Window],
    ) -> Vec<&'i ReleasedIndicator> {
        let is_told = |one: &&ReleasedIndicator| {
            let codes = words::codes(one);
            windows.iter().any(|window| {
                codes
                    .iter()
                    .any(|code| self.figure(one, *code, (scope, window)).shows())
            })
        };
        indicators.iter().copied().filter(is_told).collect()
    }

    /// The grid of an indicator, where figures of several grids stand in the report.
    fn grid_of<'i>(&self, indicator: &'i ReleasedIndicator) -> Option<&'i str> {
        let all = self.published.indicators_of(self.scope);
        let has_others = all.iter().any(|one| one.grid_code != indicator.grid_code);
        has_others.then(|| indicator.grid_title.in_language(&indicator.language))
    }

    /// What an indicator is called, with its grid where there are several.
    fn titled(&self, indicator: &ReleasedIndicator) -> String {
        match self.grid_of(indicator) {
            Some(grid) => format!("{} ({grid})", label(indicator)),
            None => label(indicator).to_owned(),
        }
    }

    /// The indicators that are one figure, and those that are one for each value of an item.
    fn split(&self) -> (Vec<&ReleasedIndicator>, Vec<&ReleasedIndicator>) {
        self.published
            .indicators_of(self.scope)
            .into_iter()
            .partition(|one| is_one(one))
    }
}

/// « 2023-2024 à 2025-2026 », or « 2023-2024 ».
fn years_in_words(window: &Window) -> String {
    match window.is_year() {
        true => format!("l’année scolaire {window}"),
        false => format!("les années scolaires {window}"),
    }
}

/// So many at most, of each grid in turn, so that none takes all the room; in their order.
fn in_turn<'i>(indicators: &[&'i ReleasedIndicator], most: usize) -> Vec<&'i ReleasedIndicator> {
    let before = |order: usize, grid: &str| {
        let earlier = indicators[..order].iter();
        earlier.filter(|one| one.grid_code == grid).count()
    };
    let ranked = indicators.iter().enumerate();
    let mut ranked: Vec<(usize, usize)> = ranked
        .map(|(order, one)| (before(order, &one.grid_code), order))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(most);
    let mut orders: Vec<usize> = ranked.into_iter().map(|(_, order)| order).collect();
    orders.sort_unstable();
    orders.into_iter().map(|order| indicators[order]).collect()
}

fn part(title: &str) -> Block {
    Block::heading(HeadingLevel::One, title)
}

fn section(title: &str) -> Block {
    Block::heading(HeadingLevel::Two, title)
}
