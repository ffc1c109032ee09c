//! Which visits and lessons are counted: where, when, and whether they may.

use super::answers::Answers;
use super::places::School;
use super::planes::mask;
use super::visit::Circumstances;
use crate::uai::Uai;
use crate::visit::Standing;

/// Which visits and lessons are counted. Those that were withdrawn never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where.
    pub place: Place,
    /// When.
    pub window: Window,
    /// Whether those alone count whose report was handed over.
    pub communicated_only: bool,
}

/// Where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the whole académie.
    Academie,
    /// In a circonscription, as the directory had it at the visit.
    Circonscription(Uai),
    /// In a school.
    School(Uai),
}

/// When.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Window {
    /// At any time.
    Always,
    /// From one month to another, both included, as `2026-11`.
    Months {
        /// The first.
        first: String,
        /// The last.
        last: String,
    },
    /// In these school years.
    SchoolYears(Vec<String>),
}

/// Which rows of a block are counted, one bit for each.
pub(super) struct Masks {
    pub(super) visits: Vec<u64>,
    pub(super) seances: Vec<u64>,
}

impl Question {
    /// All that may count.
    #[must_use]
    pub fn all() -> Self {
        Self {
            place: Place::Academie,
            window: Window::Always,
            communicated_only: false,
        }
    }

    /// Whether visits of these circumstances count.
    #[must_use]
    pub fn keeps(&self, circumstances: &Circumstances) -> bool {
        let counts = match circumstances.standing {
            Standing::Communicated => true,
            Standing::Unsaid => !self.communicated_only,
            Standing::Withdrawn => false,
        };
        counts
            && match &self.window {
                Window::Always => true,
                Window::Months { first, last } => (first..=last).contains(&&circumstances.month),
                Window::SchoolYears(years) => years.contains(&circumstances.school_year),
            }
    }

    /// The rows that count: a visit by its place, a lesson by its own.
    pub(super) fn masks(&self, answers: &Answers) -> Masks {
        let in_time = answers
            .circumstances
            .kept(|circumstances| self.keeps(circumstances));
        let in_place = answers.places.kept(self.in_place());
        let visits = answers.visits();
        let visit_of = &answers.visit_of;
        Masks {
            visits: mask(visits, |row| in_time(row) & in_place(row)),
            seances: mask(answers.seances(), |row| {
                in_time(visit_of[row] as usize) & in_place(visits + row)
            }),
        }
    }

    fn in_place(&self) -> impl Fn(&School) -> bool {
        let place = self.place;
        move |school| match place {
            Place::Academie => true,
            Place::Circonscription(uai) => school.circonscription == Some(uai),
            Place::School(uai) => school.uai == uai,
        }
    }
}
