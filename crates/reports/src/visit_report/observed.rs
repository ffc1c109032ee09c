//! What was seen, section by section, in words; what was not observed comes last and costs nothing.

use observation::answers::State;
use observation::grid::{ItemPlace, Walk};
use observation::visit::{AnsweredItem, Note, NoteTag, Ratio, SeanceDocument, ratios};
use uuid::Uuid;

use super::answers::{in_words, source};
use super::french::{quoted, sentence, tenths, time};
use super::identity::seance_in_words;
use super::{VisitReport, part};
use crate::model::{Block, HeadingLevel, Phrase};

/// What one line of the report holds, in characters.
const LINE: usize = 84;

/// One item, and what was said of it.
struct Said {
    label: String,
    text: String,
    quotes: Option<Block>,
}

impl Said {
    fn length(&self) -> usize {
        self.label.chars().count() + self.text.chars().count() + 1
    }
}

/// A paragraph for each item; short facts that follow one another share a line.
fn in_paragraphs(told: Vec<Said>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut line, mut length) = (Phrase::new(), 0);
    for said in told {
        if length > 0 && length + said.length() > LINE {
            blocks.push(Block::paragraph(std::mem::take(&mut line)));
            length = 0;
        }
        length += said.length();
        let space = if line.is_blank() { "" } else { " " };
        line = line.plain(space).strong(said.label).plain(said.text);
        if let Some(quotes) = said.quotes {
            blocks.extend([Block::paragraph(std::mem::take(&mut line)), quotes]);
            length = 0;
        }
    }
    blocks.push(Block::paragraph(line));
    blocks
}

impl VisitReport<'_> {
    pub(super) fn observed(&self) -> Vec<Block> {
        let mut blocks = vec![part("Ce qui a été vu")];
        blocks.extend(match self.document.seances.as_slice() {
            [only] => self.sections(
                &[only.answers.as_slice(), &self.document.answers],
                HeadingLevel::Two,
            ),
            _ => self.each_seance_then_the_visit(),
        });
        if let [only] = self.document.seances.as_slice() {
            blocks.extend(self.time_of(only, HeadingLevel::Two));
        }
        blocks.extend(self.ratios());
        blocks.extend(self.loose_notes());
        blocks.extend(self.set_aside());
        if blocks.len() == 1 {
            blocks.push(Block::paragraph("Aucune observation n’est consignée."));
        }
        blocks
    }

    /// What a school has for so many pupils, each sentence as the grid writes it; what the figures do not say, once.
    fn ratios(&self) -> Vec<Block> {
        let language = &self.grid.language;
        let ratios = ratios(self.grid, self.document);
        let sentence = |ratio: &Ratio<'_>| {
            let text = ratio.indicator.sentence.in_language(language);
            text.replace("{valeur}", &tenths(ratio.tenths))
        };
        if ratios.is_empty() {
            return Vec::new();
        }
        let told = Block::bullets(ratios.iter().map(sentence));
        let mut blocks = vec![Block::heading(HeadingLevel::Two, "En proportion"), told];
        let cautions = ratios.iter().filter_map(|ratio| ratio.indicator.caution.as_ref());
        let mut cautions: Vec<&str> = cautions.map(|text| text.in_language(language)).collect();
        cautions.dedup();
        blocks.extend(cautions.into_iter().map(Block::small));
        blocks
    }

    fn each_seance_then_the_visit(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for seance in &self.document.seances {
            let title = sentence(&seance_in_words(seance, self.zone()));
            blocks.push(Block::heading(HeadingLevel::Two, title.trim_end_matches('.')));
            let sections = self.sections(&[&seance.answers], HeadingLevel::Three);
            if sections.is_empty() {
                blocks.push(Block::paragraph(
                    "Aucune observation n’est consignée pour cette séance.",
                ));
            }
            blocks.extend(sections);
            blocks.extend(self.time_of(seance, HeadingLevel::Three));
        }
        let sections = self.sections(&[&self.document.answers], HeadingLevel::Three);
        if !sections.is_empty() {
            blocks.push(Block::heading(HeadingLevel::Two, "Pour l’ensemble de la visite"));
            blocks.extend(sections);
        }
        blocks
    }

    fn sections(&self, answers: &[&[AnsweredItem]], level: HeadingLevel) -> Vec<Block> {
        let walk = Walk::of(self.grid);
        let (mut blocks, mut current, mut told) = (Vec::new(), None, Vec::new());
        for place in walk.places() {
            let said = self.said(place, answers);
            if said.is_empty() {
                continue;
            }
            let section = place.section.map(|group| group.code.as_str());
            if section != current {
                blocks.extend(in_paragraphs(std::mem::take(&mut told)));
                let label = place
                    .section
                    .map(|group| group.label.in_language(&self.grid.language));
                blocks.extend(label.map(|label| Block::heading(level, label)));
                current = section;
            }
            told.extend(said);
        }
        blocks.extend(in_paragraphs(told));
        blocks
    }

    /// What was said of one item, with the séance that each answer belongs to.
    fn said(&self, place: &ItemPlace<'_>, answers: &[&[AnsweredItem]]) -> Vec<Said> {
        let of_item = |answer: &&AnsweredItem| answer.item == place.item.code && is_said(answer);
        let all = answers.iter().flat_map(|some| some.iter());
        all.filter(of_item)
            .map(|answer| self.item(place, answer))
            .collect()
    }

    fn item(&self, place: &ItemPlace<'_>, answer: &AnsweredItem) -> Said {
        let item = place.item;
        let words = in_words(self.grid, item, answer);
        let comment = sentence(&answer.comment);
        let label = item.label.in_language(&self.grid.language);
        let label = label.trim_end_matches(['.', '?', '\u{202f}', ' ']);
        let label = format!("{label}{}\u{a0}: ", source(item));
        let text = [words.unwrap_or_default(), comment].join(" ").trim().to_owned();
        let quotes = self.quotes(&item.code, self.seance_of(answer));
        Said { label, text, quotes }
    }

    /// The séance whose answer this is; none for an answer of the visit.
    fn seance_of(&self, answer: &AnsweredItem) -> Option<Uuid> {
        let holds = |seance: &&SeanceDocument| seance.answers.iter().any(|one| std::ptr::eq(one, answer));
        self.document.seances.iter().find(holds).map(|seance| seance.id)
    }

    fn quotes(&self, item: &str, seance: Option<Uuid>) -> Option<Block> {
        let hung = |note: &&Note| {
            note.in_report
                && note.seance == seance
                && note
                    .tags
                    .iter()
                    .any(|tag| matches!(tag, NoteTag::Item { item: on, .. } if on == item))
        };
        let quotes: Vec<String> = self
            .document
            .notes
            .iter()
            .filter(hung)
            .map(|note| self.quote(note))
            .collect();
        (!quotes.is_empty()).then(|| Block::bullets(quotes))
    }

    fn quote(&self, note: &Note) -> String {
        format!("À {}, {}", time(note.at, self.zone()), quoted(&note.text))
    }

    /// Paragraphs to be quoted that hang on no item, or on one that was not answered.
    fn loose_notes(&self) -> Vec<Block> {
        let shown = |note: &&Note| note.in_report && !self.hangs_on_an_answer(note);
        let quotes: Vec<String> = self
            .document
            .notes
            .iter()
            .filter(shown)
            .map(|note| self.quote(note))
            .collect();
        if quotes.is_empty() {
            return Vec::new();
        }
        vec![
            Block::heading(HeadingLevel::Two, "Au fil de la séance"),
            Block::bullets(quotes),
        ]
    }

    fn hangs_on_an_answer(&self, note: &Note) -> bool {
        let visit = self.document;
        let in_seance = visit.seances.iter().find(|seance| Some(seance.id) == note.seance);
        let answers = in_seance.map_or(&visit.answers, |seance| &seance.answers);
        let told = |item: &str| {
            let mut of_item = answers.iter().filter(|answer| answer.item == item);
            self.grid.find(item).is_some() && of_item.any(is_said)
        };
        let mut tags = note.tags.iter();
        tags.any(|tag| matches!(tag, NoteTag::Item { item, .. } if told(item)))
    }

    /// « Non observé » and « sans objet », neutrally and last.
    fn set_aside(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let not_observed = self.labels_in(&State::NotObserved);
        let mut not_applicable = self.labels_in(&State::NotApplicable);
        not_applicable.retain(|label| !not_observed.contains(label));
        if !not_observed.is_empty() {
            let text = "N’ont pas été observés ce jour-là, ce qui n’appelle aucune appréciation\u{a0}: ";
            blocks.push(Block::paragraph(format!(
                "{text}{}.",
                not_observed.join("\u{202f}; ")
            )));
        }
        if !not_applicable.is_empty() {
            let text = "Étaient sans objet ce jour-là\u{a0}: ";
            blocks.push(Block::paragraph(format!(
                "{text}{}.",
                not_applicable.join("\u{202f}; ")
            )));
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::heading(HeadingLevel::Two, "Ce qui n’a pas été observé"));
        }
        blocks
    }

    /// The items in `state` in some séance, and told in none: what one séance showed was observed that day.
    fn labels_in(&self, state: &State) -> Vec<String> {
        let visit = self.document;
        let of_seances = visit.seances.iter().flat_map(|seance| &seance.answers);
        let all: Vec<&AnsweredItem> = of_seances
            .chain(&visit.answers)
            .filter(|answer| !answer.not_relevant)
            .collect();
        let walk = Walk::of(self.grid);
        let in_state = |place: &&ItemPlace<'_>| {
            let states = || {
                let of_item = all.iter().filter(|answer| answer.item == place.item.code);
                of_item.map(|answer| &answer.state)
            };
            states().any(|one| one == state) && !states().any(|one| matches!(one, State::Value(_)))
        };
        let told = |place: &ItemPlace<'_>| {
            let label = place.item.label.in_language(&self.grid.language);
            let of_item = all.iter().filter(|answer| answer.item == place.item.code);
            let beside = of_item.map(|answer| answer.comment.trim());
            let beside: Vec<&str> = beside.filter(|text| !text.is_empty()).collect();
            if beside.is_empty() {
                return label.to_owned();
            }
            format!("{label} ({})", beside.join("\u{202f}; "))
        };
        walk.places().iter().filter(in_state).map(told).collect()
    }
}

/// Whether the report says of this answer what was seen. What was not observed is told apart, with what was written beside.
fn is_said(answer: &AnsweredItem) -> bool {
    let is_seen = match answer.state {
        State::Value(_) => true,
        State::Unanswered => !answer.comment.trim().is_empty(),
        State::NotObserved | State::NotApplicable => false,
    };
    !answer.not_relevant && is_seen
}
