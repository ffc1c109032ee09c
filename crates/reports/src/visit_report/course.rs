//! What happened since the report was sealed, joined to it: the handing over, the reply word for word, the remarks.

use observation::visit::{Happening, Means, ReceivedFile, StateDocument};

use super::french::{listed, short_date};
use super::{VisitReport, part};
use crate::model::{Block, HeadingLevel};

impl VisitReport<'_> {
    /// The course of the report; nothing where nothing happened.
    pub(super) fn course(&self) -> Vec<Block> {
        let told: Vec<Block> = self
            .happened
            .iter()
            .flat_map(|state| self.happened_to(state))
            .collect();
        if told.is_empty() {
            return told;
        }
        let mut blocks = vec![part("Remise et réponse")];
        blocks.extend(told);
        blocks
    }

    fn happened_to(&self, state: &StateDocument) -> Vec<Block> {
        let on = short_date(state.on);
        let titled = |title: String| Block::heading(HeadingLevel::Two, title);
        let mut blocks = match &state.happened {
            Happening::Communicated {
                means,
                recipients,
                reply_due,
            } => {
                let to = listed(recipients);
                let mut text = format!(
                    "Compte rendu remis le {on}, {}. Destinataires\u{a0}: {to}.",
                    in_words(*means)
                );
                if let Some(due) = reply_due {
                    text.push_str(&format!(" Réponse possible jusqu’au {}.", short_date(*due)));
                }
                vec![Block::paragraph(text)]
            }
            Happening::Reply { text, file } => {
                let mut blocks = vec![titled(format!("Réponse reçue le {on}"))];
                blocks.extend(Block::prose(text));
                blocks.extend(file.as_ref().map(joined));
                blocks
            }
            Happening::Remark { text } => {
                let mut blocks = vec![titled(format!("Remarque du {on}"))];
                blocks.extend(Block::prose(text));
                blocks
            }
            Happening::Closed { reason } => {
                let why = if reason.trim().is_empty() {
                    String::new()
                } else {
                    format!(" {}", reason.trim())
                };
                vec![Block::paragraph(format!("Échange clos le {on}.{why}"))]
            }
            Happening::Opposition { .. } | Happening::Limitation { .. } | Happening::Lifted { .. } => {
                Vec::new()
            }
        };
        let noted = state.noted_at.date_in(self.zone());
        if noted != state.on && !blocks.is_empty() {
            blocks.push(Block::small(format!(
                "Noté dans Carnet le {}.",
                short_date(noted)
            )));
        }
        blocks
    }
}

/// « en mains propres », « par courriel ».
#[must_use]
pub fn in_words(means: Means) -> &'static str {
    match means {
        Means::ByHand => "en mains propres",
        Means::Mail => "par courriel",
        Means::Post => "par la poste",
    }
}

fn joined(file: &ReceivedFile) -> Block {
    Block::small(format!(
        "Fichier joint à la réponse, conservé à part\u{a0}: «\u{a0}{}\u{a0}», {}\u{a0}octets, empreinte {}.",
        file.name, file.bytes, file.sha256
    ))
}
