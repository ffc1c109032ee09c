//! The recovery code on paper, to be kept away from the computer.

use chrono::NaiveDate;
use observation::instant::Instant;

use crate::model::{Block, Document, HeadingLevel, Phrase};
use crate::visit_report::long_date;

/// What the sheet says.
#[derive(Debug, Clone, Copy)]
pub struct RecoverySheet<'a> {
    /// The groups of the code, in order.
    pub groups: &'a [String],
    /// The fingerprint of the notebook's author, in groups.
    pub fingerprint: &'a str,
    /// When it is made.
    pub made_at: Instant,
    /// The day on which it is made, where it is made.
    pub made_on: NaiveDate,
}

impl RecoverySheet<'_> {
    /// The sheet, ready to be printed.
    #[must_use]
    pub fn compose(&self) -> Document {
        let mut sheet = Document::new("Code de secours de Carnet", self.made_at);
        sheet.subject = sheet.title.clone();
        sheet.running_footer = "Carnet, outil non officiel".to_owned();
        let code = Phrase::new().strong(self.groups.join(" - "));
        sheet.blocks = vec![
            Block::paragraph(
                "Ce code ouvre votre carnet si vous oubliez la phrase de passe. Il ne sera plus jamais affiché.",
            ),
            Block::Callout {
                title: "Votre code de secours".to_owned(),
                blocks: vec![Block::paragraph(code)],
            },
            Block::heading(HeadingLevel::One, "Où le garder"),
            Block::bullets([
                "Sur papier, dans un endroit fermé, jamais avec l’ordinateur.",
                "Ni photographie, ni message, ni fichier partagé\u{a0}: qui a ce code et l’ordinateur lit le carnet.",
                "Une fois imprimé, supprimez ce fichier.",
            ]),
            Block::heading(HeadingLevel::One, "Comment s’en servir"),
            Block::paragraph(
                "À l’ouverture de Carnet, choisissez «\u{a0}Phrase de passe oubliée\u{202f}?\u{a0}», tapez le code \
                 (majuscules, espaces et tirets n’ont pas d’importance), puis choisissez une nouvelle phrase.",
            ),
            Block::small(format!(
                "Feuille établie le {}\u{202f}; elle remplace toute feuille antérieure de ce carnet, à détruire. Carnet de \
                 l’auteur d’empreinte {}.",
                long_date(self.made_on),
                self.fingerprint
            )),
        ];
        sheet
    }
}
