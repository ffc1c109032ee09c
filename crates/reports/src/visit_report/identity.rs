//! Who, where, when and why: the head of the report.

use observation::visit::{Origin, SeanceDocument, Subject};

use super::french::{listed, long_date, short_date, time};
use super::{VisitReport, part};
use crate::model::Block;

impl VisitReport<'_> {
    pub(super) fn zone(&self) -> chrono_tz::Tz {
        self.document.zone.parse().unwrap_or(chrono_tz::UTC)
    }

    pub(super) fn identity(&self) -> Vec<Block> {
        let visit = self.document;
        let mut rows: Vec<(&str, String)> = self.person();
        rows.push(("Lieu", self.place()));
        if !visit.place.circonscription_name.is_empty() {
            rows.push(("Circonscription", visit.place.circonscription_name.clone()));
        }
        rows.push(("Date", long_date(visit.date)));
        for (rank, seance) in visit.seances.iter().enumerate() {
            let label = if visit.seances.len() == 1 {
                "Séance"
            } else {
                SEANCES[rank.min(SEANCES.len() - 1)]
            };
            rows.push((label, seance_in_words(seance, self.zone())));
        }
        rows.push((
            "Visite faite par",
            format!("{}, {}", visit.author.name, visit.author.function),
        ));
        rows.push(("Annonce", self.announcement()));
        rows.push((
            "Grille",
            format!("{} (version {})", visit.grid.title, visit.grid.version),
        ));
        rows.push(("Référence", self.reference()));
        rows.retain(|(_, value)| !value.trim().is_empty());
        vec![Block::key_values(rows)]
    }

    fn person(&self) -> Vec<(&'static str, String)> {
        let mut rows = Vec::new();
        if let Some(teacher) = self.addressee() {
            rows.push((
                "Compte rendu pour",
                format!("{} {}", teacher.given_name, teacher.family_name),
            ));
            rows.push(("Fonction", teacher.function.clone()));
        }
        let colleagues: Vec<String> = self
            .colleagues()
            .map(|teacher| function_of(&teacher.function))
            .collect();
        rows.push(("Séance menée avec", listed(&colleagues)));
        rows
    }

    fn place(&self) -> String {
        let place = &self.document.place;
        let commune = if place.commune.is_empty() {
            String::new()
        } else {
            format!(", {}", place.commune)
        };
        format!("{}{commune} ({})", place.name, place.uai)
    }

    fn announcement(&self) -> String {
        let announcement = self.document.announcement;
        match (announcement.announced, announcement.on) {
            (Some(true), Some(day)) => format!("visite annoncée le {}", short_date(day)),
            (Some(true), None) => "visite annoncée".to_owned(),
            (Some(false), _) => "visite non annoncée".to_owned(),
            (None, _) => String::new(),
        }
    }

    pub(super) fn meaning(&self) -> Vec<Block> {
        let visit = self.document;
        let mut blocks = vec![
            part("Le sens de cette visite"),
            Block::paragraph(visit.kind.meaning.as_str()),
        ];
        if visit.origin == Origin::Transcribed {
            blocks.push(Block::paragraph(
                "Cette visite a été saisie après coup, d’après des notes sur papier.",
            ));
        }
        blocks.extend(self.correction());
        if matches!(visit.subject, Subject::Teachers(_)) && !visit.objectives.trim().is_empty() {
            blocks.push(part("Ce qu’il était convenu de regarder"));
            blocks.push(Block::bullets(
                visit.objectives.lines().filter(|line| !line.trim().is_empty()),
            ));
        }
        blocks
    }

    fn correction(&self) -> Option<Block> {
        let visit = self.document;
        let reason = visit.reason.as_ref()?;
        let former: Vec<String> = visit
            .parents
            .iter()
            .map(|hash| format!("{}…", &hash.to_string()[..16]))
            .collect();
        let replaced = match former.as_slice() {
            [only] => format!("celui d’empreinte {only}, établi auparavant"),
            several => format!("ceux d’empreintes {}, établis auparavant", listed(several)),
        };
        let text = format!(
            "Ce compte rendu est le rectificatif n°\u{a0}{}. Il remplace {replaced}. Raison\u{a0}: {}",
            visit.revision.saturating_sub(1),
            super::french::sentence(reason),
        );
        Some(Block::Callout {
            title: "Rectificatif".to_owned(),
            blocks: vec![Block::paragraph(text)],
        })
    }
}

/// « français, CE1 et CE2, de 8 h 30 à 9 h 15 (fin prévue), salle 4, 22 élèves », on the clocks of `zone`.
#[must_use]
pub fn seance_in_words(seance: &SeanceDocument, zone: chrono_tz::Tz) -> String {
    let mut parts = Vec::new();
    parts.extend(seance.discipline.as_ref().map(|one| one.label.clone()));
    parts.push(listed(&seance.levels));
    parts.push(format!(
        "de {} à {}{}",
        time(seance.start, zone),
        time(seance.end, zone),
        as_planned(seance)
    ));
    parts.push(class_in_words(&seance.class, seance.half_class));
    parts.push(seance.room.clone());
    parts.extend(seance.pupils.map(|count| format!("{count}\u{a0}élèves présents")));
    parts.retain(|part| !part.trim().is_empty());
    parts.join(", ")
}

/// « 6e B, classe dédoublée ».
pub(crate) fn class_in_words(class: &str, half_class: bool) -> String {
    let half = half_class.then_some("classe dédoublée");
    let parts: Vec<&str> = [Some(class.trim()), half].into_iter().flatten().collect();
    parts.join(", ").trim_start_matches(", ").to_owned()
}

/// Which of the two times is only the planned one.
fn as_planned(seance: &SeanceDocument) -> &'static str {
    match (seance.start_as_planned, seance.end_as_planned) {
        (true, true) => " (horaire prévu)",
        (true, false) => " (début prévu)",
        (false, true) => " (fin prévue)",
        (false, false) => "",
    }
}

const SEANCES: [&str; 7] = [
    "Première séance",
    "Deuxième séance",
    "Troisième séance",
    "Quatrième séance",
    "Cinquième séance",
    "Sixième séance",
    "Autre séance",
];

/// A colleague is named by function only.
fn function_of(function: &str) -> String {
    if function.trim().is_empty() {
        "une autre personne".to_owned()
    } else {
        function.trim().to_lowercase()
    }
}
