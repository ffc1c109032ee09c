//! The recovery code on paper, to be kept away from the computer.

use observation::instant::Instant;

use crate::model::{Block, Document, HeadingLevel, Phrase};

/// What the sheet says.
#[derive(Debug, Clone, Copy)]
pub struct RecoverySheet<'a> {
    /// The groups of the code, in order.
    pub groups: &'a [String],
    /// The fingerprint of the notebook's author, in groups.
    pub fingerprint: &'a str,
    /// When it is made.
    pub made_at: Instant,
    /// The same in words: « le 30/11/2026 à 14 h 05 ».
    pub made: &'a str,
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
            Block::paragraph(
                "Ce code ne remplace celui d’une feuille antérieure qu’une fois retapé dans Carnet, qui en demande deux \
                 groupes. Gardez l’autre feuille tant que des sauvegardes ou d’autres ordinateurs s’ouvrent par elle.",
            ),
            Block::small(format!(
                "Feuille établie {}. Carnet de l’auteur d’empreinte {}.",
                self.made, self.fingerprint
            )),
        ];
        sheet
    }
}
