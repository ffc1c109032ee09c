//! What was said after: entretien, strengths, recommendations, competences.

use std::collections::BTreeSet;

use observation::grid::framework::{Framework, FrameworkReference};
use observation::visit::{Progress, Recommendation, competences_at_work};

use super::french::{sentence, short_date};
use super::{VisitReport, part};
use crate::model::{Block, Phrase};

impl VisitReport<'_> {
    pub(super) fn outcome(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !self.document.debrief.interview.trim().is_empty() {
            blocks.push(part("L’entretien"));
            blocks.extend(Block::prose(&self.document.debrief.interview));
        }
        blocks.extend(self.followed());
        blocks.extend(self.strengths());
        blocks.extend(self.recommendations());
        blocks.extend(self.competences());
        blocks
    }

    fn strengths(&self) -> Vec<Block> {
        let strengths = self.document.debrief.strengths.iter();
        let said: Vec<String> = strengths
            .filter(|one| self.concerns(one.teacher) && !one.text.trim().is_empty())
            .map(|one| sentence(&one.text))
            .collect();
        if said.is_empty() {
            return Vec::new();
        }
        vec![part("Points d’appui"), Block::bullets(said)]
    }

    /// What became of what earlier visits recommended.
    fn followed(&self) -> Vec<Block> {
        let followed = self.document.debrief.follow_ups.iter();
        let said = followed.filter(|one| self.follows(one)).map(|one| {
            let about = format!(
                "{}\u{a0}: {}.",
                one.recalled().trim_end_matches('.'),
                in_words(one.progress)
            );
            let phrase = Phrase::new().plain(about);
            match one.said().trim() {
                "" => phrase,
                said => phrase.plain(format!(" {}", sentence(said))),
            }
        });
        let said: Vec<Phrase> = said.collect();
        if said.is_empty() {
            return Vec::new();
        }
        vec![
            part("Suites des recommandations précédentes"),
            Block::bullets(said),
        ]
    }

    fn recommendations(&self) -> Vec<Block> {
        let made: Vec<Phrase> = self
            .document
            .debrief
            .recommendations
            .iter()
            .filter(|one| self.concerns(one.teacher) && !one.text.trim().is_empty())
            .map(|one| self.recommendation(one))
            .collect();
        if made.is_empty() {
            return Vec::new();
        }
        vec![part("Recommandations"), Block::numbered(made)]
    }

    /// The recommendation, then what goes with it, a short sentence each.
    fn recommendation(&self, one: &Recommendation) -> Phrase {
        let item = one.item.as_ref().and_then(|code| self.grid.find(code));
        let label = item.map(|place| place.item.label.in_language(&self.grid.language));
        let training = Some(one.training.trim()).filter(|named| !named.is_empty());
        let details = [
            label.map(|label| format!("Observable\u{a0}: {label}")),
            one.competence.as_ref().map(named),
            one.due.map(|due| format!("À revoir le {}", short_date(due))),
            training.map(|named| format!("Formation proposée\u{a0}: {named}")),
        ];
        details
            .into_iter()
            .flatten()
            .fold(Phrase::new().plain(sentence(&one.text)), |phrase, detail| {
                phrase.plain(format!(" {}", sentence(&detail)))
            })
    }

    fn competences(&self) -> Vec<Block> {
        let mut worked = competences_at_work(self.document, self.grid);
        let recommendations = self
            .document
            .debrief
            .recommendations
            .iter()
            .filter(|one| self.concerns(one.teacher));
        worked.extend(recommendations.filter_map(|one| one.competence.clone()));
        if worked.is_empty() {
            return Vec::new();
        }
        let introduction = "Les observations et les recommandations ci-dessus se rapportent à ces compétences. \
                            Aucun niveau n’y est attribué à une personne.";
        let mut blocks = vec![part("Compétences travaillées"), Block::paragraph(introduction)];
        blocks.extend(by_framework(&worked).into_iter().map(Block::small));
        blocks
    }
}

/// « faite », of a recommendation.
#[must_use]
pub fn in_words(progress: Progress) -> &'static str {
    match progress {
        Progress::Agreed => "convenue",
        Progress::UnderWay => "engagée",
        Progress::Done => "faite",
        Progress::Dropped => "abandonnée",
    }
}

/// One phrase a framework: « CRCN (élèves) : 1.1 Mener une recherche ; 4.2 Protéger… ».
fn by_framework(worked: &BTreeSet<FrameworkReference>) -> Vec<Phrase> {
    let frameworks = [
        (Framework::Crcn, "CRCN, pour les élèves"),
        (Framework::CrcnEdu, "CRCN-Édu, pour l’enseignement"),
        (Framework::Competence9, "Compétence 9 du référentiel de 2013"),
    ];
    let phrase = |(framework, title): (Framework, &str)| {
        let of_it = worked.iter().filter(|one| one.framework == framework);
        let named: Vec<String> = of_it
            .map(|one| numbered(&one.code, one.label().unwrap_or_default()))
            .collect();
        let list = format!("{}.", named.join("\u{202f}; "));
        (!named.is_empty()).then(|| Phrase::new().strong(format!("{title}\u{a0}: ")).plain(list))
    };
    frameworks.into_iter().filter_map(phrase).collect()
}

/// « 4.2 Protéger les données personnelles et la vie privée ».
fn numbered(code: &str, label: &str) -> String {
    format!("{code}\u{a0}{label}").trim().to_owned()
}

/// « CRCN-Édu 3.3, Évaluer au service des apprentissages ».
fn named(reference: &FrameworkReference) -> String {
    let label = reference.label().unwrap_or_default();
    format!("{}, {label}", reference.designation())
        .trim_end_matches([',', ' '])
        .to_owned()
}
