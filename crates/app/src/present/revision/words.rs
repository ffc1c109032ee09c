//! One revision of a visit in words, part by part.

use chrono_tz::Tz;
use observation::answers::{State, Value};
use observation::directory::EducationPrioritaire;
use observation::grid::{Grid, Item};
use observation::visit::{
    AnsweredItem, Note, NoteTag, Notice, Origin, PlaceSnapshot, Recommendation, SeanceDocument, Subject,
    VisitDocument,
};
use reports::visit_report::{long_date, seance_in_words, short_date, time};
use uuid::Uuid;

use super::Part;
use crate::present::grid::competence;

/// The members that are told whole before what was observed, by the names of the format, with what a person calls them.
const FIRST: [(&str, &str); 7] = [
    ("kind", "Nature de la visite"),
    ("announcement", "Annonce"),
    ("origin", "Saisie"),
    ("date", "Date"),
    ("place", "Lieu"),
    ("subject", "Personnes observées"),
    ("objectives", "Objectifs"),
];

/// Those told after.
const LAST: [(&str, &str); 2] = [("author", "Visite faite par"), ("notice", "Information donnée")];

/// One of the two revisions.
pub(super) struct Side<'a> {
    document: &'a VisitDocument,
    grid: &'a Grid,
    zone: Tz,
}

impl<'a> Side<'a> {
    pub(super) fn of(document: &'a VisitDocument, grid: &'a Grid) -> Self {
        let zone = document.zone.parse().unwrap_or(Tz::UTC);
        Self { document, grid, zone }
    }

    /// The parts that this revision has, in the order in which a report tells them.
    pub(super) fn parts(&self) -> Vec<Part> {
        let visit = self.document;
        let member = |(name, _): &(&str, &str)| Part::Member((*name).to_owned());
        let mut parts: Vec<Part> = FIRST.iter().map(member).collect();
        for seance in &visit.seances {
            let id = seance.id.to_string();
            parts.push(Part::Seance(id.clone()));
            let answers = seance.answers.iter();
            parts.extend(answers.map(|one| Part::Answer(Some(id.clone()), name_of(one))));
        }
        parts.extend(visit.answers.iter().map(|one| Part::Answer(None, name_of(one))));
        parts.extend(visit.notes.iter().map(|one| Part::Note(one.id.to_string())));
        parts.push(Part::Interview);
        let debrief = &visit.debrief;
        let strengths = debrief.strengths.iter();
        parts.extend(strengths.map(|one| Part::Strength(one.id.to_string())));
        let recommendations = debrief.recommendations.iter();
        parts.extend(recommendations.map(|one| Part::Recommendation(one.id.to_string())));
        parts.extend(LAST.iter().map(member));
        parts
    }

    /// What a person calls the part; none where this revision does not have it.
    pub(super) fn name(&self, part: &Part) -> Option<String> {
        let visit = self.document;
        let ranked = |name: &str, rank: Option<usize>| Some(format!("{name} {}", rank? + 1));
        match part {
            Part::Member(name) => {
                let mut members = FIRST.iter().chain(&LAST);
                members
                    .find(|(member, _)| member == name)
                    .map(|(_, words)| (*words).to_owned())
            }
            Part::Seance(id) => self.seance_name(id),
            Part::Answer(seance, name) => self.answer_name(seance.as_deref(), name),
            Part::Note(id) => {
                let note = self.note(id)?;
                Some(format!("Carnet, paragraphe de {}", time(note.at, self.zone)))
            }
            Part::Interview => Some("Entretien".to_owned()),
            Part::Strength(id) => {
                let mut strengths = visit.debrief.strengths.iter();
                ranked("Point d’appui", strengths.position(|one| is(one.id, id)))
            }
            Part::Recommendation(id) => {
                let mut recommendations = visit.debrief.recommendations.iter();
                ranked("Recommandation", recommendations.position(|one| is(one.id, id)))
            }
        }
    }

    fn seance_name(&self, id: &str) -> Option<String> {
        let rank = self.document.seances.iter().position(|one| is(one.id, id))?;
        Some(match self.document.seances.len() {
            1 => "Séance".to_owned(),
            _ => format!("Séance {}", rank + 1),
        })
    }

    fn answer_name(&self, seance: Option<&str>, name: &str) -> Option<String> {
        let answer = self.answer(seance, name)?;
        let place = self.grid.find(&answer.item);
        let label = place.map_or(answer.item.as_str(), |place| {
            place.item.label.in_language(&self.grid.language)
        });
        let seance = seance.filter(|_| self.document.seances.len() > 1);
        let seance = seance.and_then(|id| self.seance_name(id));
        Some(seance.map_or_else(
            || label.to_owned(),
            |seance| format!("{label} ({})", seance.to_lowercase()),
        ))
    }

    /// The part in words; none where this revision does not have it.
    pub(super) fn words(&self, part: &Part) -> Option<String> {
        let debrief = &self.document.debrief;
        match part {
            Part::Member(name) => self.member(name),
            Part::Seance(id) => self.seance(id).map(|one| self.seance_words(one)),
            Part::Answer(seance, name) => {
                let answer = self.answer(seance.as_deref(), name)?;
                Some(self.answer_words(answer))
            }
            Part::Note(id) => self.note(id).map(|one| self.note_words(one)),
            Part::Interview => Some(debrief.interview.clone()),
            Part::Strength(id) => {
                let found = debrief.strengths.iter().find(|one| is(one.id, id))?;
                Some(sentences([found.text.clone(), self.addressee(found.teacher)]))
            }
            Part::Recommendation(id) => {
                let found = debrief.recommendations.iter().find(|one| is(one.id, id))?;
                Some(self.recommendation_words(found))
            }
        }
    }

    fn member(&self, name: &str) -> Option<String> {
        let visit = self.document;
        Some(match name {
            "kind" => sentences([visit.kind.label.clone(), visit.kind.meaning.clone()]),
            "announcement" => match (visit.announcement.announced, visit.announcement.on) {
                (Some(true), Some(day)) => format!("annoncée le {}", short_date(day)),
                (Some(true), None) => "annoncée".to_owned(),
                (Some(false), _) => "non annoncée".to_owned(),
                (None, _) => "annonce non précisée".to_owned(),
            },
            "origin" => match visit.origin {
                Origin::Live => "pendant la visite".to_owned(),
                Origin::Transcribed => "après coup, d’après des notes sur papier".to_owned(),
            },
            "date" => long_date(visit.date),
            "place" => place_words(&visit.place),
            "subject" => subject_words(&visit.subject),
            "objectives" => visit.objectives.clone(),
            "author" => listed(&[&visit.author.name, &visit.author.function, &visit.author.service]),
            "notice" => notice_words(&visit.notice),
            _ => return None,
        })
    }

    fn seance_words(&self, seance: &SeanceDocument) -> String {
        let told = seance_in_words(seance, self.zone);
        let elsewhere = seance.place.as_ref().map(place_words).unwrap_or_default();
        let samples = seance.timeline.as_ref().map_or(0, |kept| kept.samples.len());
        let timeline = match samples {
            0 => String::new(),
            count => format!("relevés de la chronologie\u{a0}: {count}"),
        };
        listed(&[&told, &elsewhere, &timeline])
    }

    fn answer_words(&self, answer: &AnsweredItem) -> String {
        let place = self.grid.find(&answer.item);
        let said = match &answer.state {
            State::Unanswered => String::new(),
            State::NotObserved => "Non observé".to_owned(),
            State::NotApplicable => "Sans objet".to_owned(),
            State::Value(value) => self.value_words(place.map(|place| place.item), value),
        };
        let aside = if answer.not_relevant {
            "Mis de côté par une autre réponse"
        } else {
            ""
        };
        sentences([said, answer.comment.clone(), aside.to_owned()])
    }

    fn value_words(&self, item: Option<&Item>, value: &Value) -> String {
        let label = |code: &String| self.choice_label(item, code);
        match value {
            Value::Level(level) => {
                let mut descriptors = item.map_or(&[][..], |item| &item.descriptors).iter();
                let seen = descriptors.find(|one| one.level == *level);
                let seen = seen.map_or("", |one| one.text.in_language(&self.grid.language));
                format!("{level} — {seen}")
            }
            Value::Choice(code) => label(code),
            Value::Choices(codes) => codes.iter().map(label).collect::<Vec<_>>().join(", "),
            Value::YesNo(true) => "Oui".to_owned(),
            Value::YesNo(false) => "Non".to_owned(),
            Value::Minutes(minutes) => format!("{minutes}\u{a0}min"),
            Value::Date(day) => long_date(*day),
            other => other.as_operand(),
        }
    }

    fn choice_label(&self, item: Option<&Item>, code: &str) -> String {
        let mut choices = item.map_or(&[][..], |item| self.grid.choices_of(item)).iter();
        let found = choices.find(|choice| choice.code == code);
        let label = found.map(|choice| choice.label.in_language(&self.grid.language));
        label.unwrap_or(code).to_owned()
    }

    fn note_words(&self, note: &Note) -> String {
        let hung = note.tags.iter().map(|tag| tag_words(self.grid, tag));
        let hung = hung.collect::<Vec<_>>().join(", ");
        let quoted = if note.in_report {
            "Cité dans le compte rendu"
        } else {
            ""
        };
        let text = format!("{}\u{a0}: {}", time(note.at, self.zone), note.text.trim());
        sentences([text, hung, quoted.to_owned()])
    }

    fn recommendation_words(&self, one: &Recommendation) -> String {
        let item = one.item.as_ref().and_then(|code| self.grid.find(code));
        let label = item.map(|place| place.item.label.in_language(&self.grid.language));
        let training = Some(one.training.trim()).filter(|named| !named.is_empty());
        let code = Some(one.training_code.trim()).filter(|code| !code.is_empty());
        sentences([
            one.text.clone(),
            label
                .map(|label| format!("Observable\u{a0}: {label}"))
                .unwrap_or_default(),
            one.competence.as_ref().map(competence).unwrap_or_default(),
            one.due
                .map(|due| format!("À revoir le {}", short_date(due)))
                .unwrap_or_default(),
            training
                .map(|named| format!("Formation\u{a0}: {named}"))
                .unwrap_or_default(),
            code.map(|code| format!("Code de la formation\u{a0}: {code}"))
                .unwrap_or_default(),
            self.addressee(one.teacher),
        ])
    }

    /// « Pour Delphine Hoarau » ; nothing for what is said to all.
    fn addressee(&self, teacher: Option<Uuid>) -> String {
        let Some(id) = teacher else {
            return String::new();
        };
        let known = match &self.document.subject {
            Subject::Teachers(teachers) => teachers.iter().find(|one| one.id == id),
            Subject::School | Subject::Calibration { .. } => None,
        };
        known.map_or_else(
            || "Pour une personne qui n’est pas observée".to_owned(),
            |one| format!("Pour {} {}", one.given_name, one.family_name),
        )
    }

    fn seance(&self, id: &str) -> Option<&'a SeanceDocument> {
        self.document.seances.iter().find(|one| is(one.id, id))
    }

    fn note(&self, id: &str) -> Option<&'a Note> {
        self.document.notes.iter().find(|one| is(one.id, id))
    }

    fn answer(&self, seance: Option<&str>, name: &str) -> Option<&'a AnsweredItem> {
        let answers = match seance {
            Some(id) => &self.seance(id)?.answers,
            None => &self.document.answers,
        };
        answers.iter().find(|one| name_of(one) == name)
    }
}

/// How differences name an answer: its item, and its turns where it has some.
fn name_of(answer: &AnsweredItem) -> String {
    let turns: String = answer.turns.iter().map(|turn| format!(".{turn}")).collect();
    format!("{}{turns}", answer.item)
}

fn is(id: Uuid, written: &str) -> bool {
    id.to_string() == written
}

fn place_words(place: &PlaceSnapshot) -> String {
    let named = format!("{} ({})", place.name, place.uai);
    let priority = match place.education_prioritaire {
        EducationPrioritaire::Rep => "REP",
        EducationPrioritaire::RepPlus => "REP+",
        EducationPrioritaire::Aucune => "",
    };
    listed(&[&named, &place.commune, &place.circonscription_name, priority])
}

fn subject_words(subject: &Subject) -> String {
    match subject {
        Subject::School => "L’école ou l’établissement".to_owned(),
        Subject::Calibration { .. } => "Séance d’harmonisation".to_owned(),
        Subject::Teachers(teachers) => {
            let named = teachers.iter().map(|one| {
                let name = format!("{} {}", one.given_name, one.family_name);
                listed(&[&name, &one.function])
            });
            named.collect::<Vec<_>>().join("\u{202f}; ")
        }
    }
}

fn notice_words(notice: &Notice) -> String {
    let stated = |label: &str, value: &str| match value.trim() {
        "" => String::new(),
        known => format!("{label}\u{a0}: {known}"),
    };
    sentences([
        stated("Destinataires", &notice.recipients.join(", ")),
        stated("Responsable du traitement", &notice.controller),
        stated("Délégué à la protection des données", &notice.dpd_contact),
        stated("Conservation", &notice.retention),
        notice.reply_days.map_or_else(
            || "Délai de réponse à compléter à la main".to_owned(),
            |days| format!("Réponse dans les {days}\u{a0}jours"),
        ),
    ])
}

/// What is not blank, apart by commas.
fn listed(texts: &[&str]) -> String {
    let texts = texts.iter().map(|text| text.trim());
    let told: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    told.join(", ")
}

/// What is not blank, one sentence each.
fn sentences(texts: impl IntoIterator<Item = String>) -> String {
    let closed = texts.into_iter().filter_map(|text| {
        let text = text.trim().to_owned();
        let stop = if text.ends_with(['.', '!', '?', '…', '»']) {
            ""
        } else {
            "."
        };
        (!text.is_empty()).then(|| format!("{text}{stop}"))
    });
    closed.collect::<Vec<_>>().join(" ")
}

/// What a paragraph was hung on, in words.
pub(crate) fn tag_words(grid: &Grid, tag: &NoteTag) -> String {
    match tag {
        NoteTag::Item { item, level } => {
            let place = grid.find(item);
            let label = place.map_or(item.as_str(), |place| {
                place.item.label.in_language(&grid.language)
            });
            level.map_or_else(|| label.to_owned(), |level| format!("{label}, repère {level}"))
        }
        NoteTag::Timeline { track, code } => {
            let mut tracks = grid.timeline.iter().flat_map(|timeline| &timeline.tracks);
            let found = tracks.find(|one| one.code == *track);
            let found = found.and_then(|track| track.codes.iter().find(|one| one.code == *code));
            let label = found.map(|one| one.label.in_language(&grid.language));
            label.unwrap_or(code).to_owned()
        }
    }
}
