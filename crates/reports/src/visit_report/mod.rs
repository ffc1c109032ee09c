//! The report of a visit, as blocks: what was seen, in words, for one teacher.
//!
//! Personal notes are not in the document that it is made from, so they can never appear.

mod answers;
mod course;
mod french;
mod identity;
mod lesson;
mod observed;
mod outcome;
mod rights;

use observation::canonical::Sha256;
use observation::grid::Grid;
use observation::visit::{FollowUp, ObservedTeacher, StateDocument, Subject, VisitDocument};
use uuid::Uuid;

pub use answers::in_words as answer_in_words;
pub use course::in_words as means_in_words;
pub(crate) use french::listed;
pub use french::{grouped, long_date, month_in_words, short_date, time};
pub(crate) use identity::class_in_words;
pub use identity::seance_in_words;
pub use outcome::in_words as progress_in_words;

use crate::model::{Block, Document, HeadingLevel};

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct VisitReport<'a> {
    /// The visit, sealed or as it would be sealed now.
    pub document: &'a VisitDocument,
    /// The grid it is pinned to.
    pub grid: &'a Grid,
    /// The teacher it is for; none when the visit is of a school.
    pub teacher: Option<Uuid>,
    /// The fingerprint of the sealed document; none while it is preparatory.
    pub fingerprint: Option<Sha256>,
    /// What happened to it since it was sealed, to be joined; empty for the report as it was sealed.
    pub happened: &'a [StateDocument],
}

/// The status of a report that is not sealed.
pub const PREPARATORY: &str = "Document préparatoire";

/// The status of a report that tells of nobody.
pub(crate) const FICTITIOUS: &str = "Données fictives";

impl<'a> VisitReport<'a> {
    /// The teachers that a report of `document` may be for, in order; none when the visit is of a school.
    #[must_use]
    pub fn teachers(document: &VisitDocument) -> &[ObservedTeacher] {
        match &document.subject {
            Subject::Teachers(teachers) => teachers,
            Subject::School | Subject::Calibration { .. } => &[],
        }
    }

    fn addressee(&self) -> Option<&'a ObservedTeacher> {
        let teachers = Self::teachers(self.document);
        teachers.iter().find(|teacher| Some(teacher.id) == self.teacher)
    }

    fn colleagues(&self) -> impl Iterator<Item = &'a ObservedTeacher> {
        let other = |teacher: &&ObservedTeacher| Some(teacher.id) != self.teacher;
        Self::teachers(self.document).iter().filter(other)
    }

    /// Whether something said to `whom` is said to this report's teacher.
    fn concerns(&self, whom: Option<Uuid>) -> bool {
        whom.is_none() || whom == self.teacher || self.teacher.is_none()
    }

    /// Whether what is said of an earlier recommendation concerns this report's teacher, or the school visited.
    fn follows(&self, one: &FollowUp) -> bool {
        let observed: Vec<Uuid> = Self::teachers(self.document).iter().map(|one| one.id).collect();
        match self.teacher {
            Some(teacher) => one.concerned(&observed).contains(&teacher),
            None => observed.is_empty() && one.teachers.is_empty(),
        }
    }

    /// The report, ready to be printed or shown.
    #[must_use]
    pub fn compose(&self) -> Document {
        let visit = self.document;
        let mut report = Document::new(self.title(), visit.sealed_at);
        report.subtitle = format!("{} du {}", visit.kind.label, long_date(visit.date));
        report.issuer = vec![
            format!("Académie\u{a0}: {}", visit.academie_name),
            visit.author.service.clone(),
        ];
        report.issuer.retain(|line| !line.trim().is_empty());
        report.author = visit.author.name.clone();
        report.subject = report.subtitle.clone();
        report.reference = self.reference();
        report.status = self.status();
        report.running_header = format!("{} — {}", self.title(), report.subtitle);
        report.running_footer = format!("Carnet, outil non officiel — {}", self.reference());
        report.blocks = self.blocks();
        report
    }

    fn title(&self) -> String {
        let of_school = matches!(self.document.subject, Subject::School);
        let title = if of_school {
            "Compte rendu de visite d’école ou d’établissement"
        } else {
            "Compte rendu de visite"
        };
        title.to_owned()
    }

    /// The visit's identifier, shortened, with its revision: what a person quotes.
    fn reference(&self) -> String {
        let id = self.document.visit.simple().to_string();
        format!("{}-{}", id[..8].to_uppercase(), self.document.revision)
    }

    fn status(&self) -> Option<String> {
        let preparatory = self.fingerprint.is_none().then_some(PREPARATORY);
        let fictitious = self.document.fictitious.then_some(FICTITIOUS);
        let said: Vec<&str> = preparatory.into_iter().chain(fictitious).collect();
        (!said.is_empty()).then(|| said.join(" — "))
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.identity();
        blocks.extend(self.meaning());
        blocks.extend(self.observed());
        blocks.extend(self.outcome());
        blocks.extend(self.rights());
        blocks
    }
}

fn part(title: &str) -> Block {
    Block::heading(HeadingLevel::One, title)
}
