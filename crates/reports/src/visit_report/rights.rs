//! What the person may do, who reads the report, what it is not, and where to sign.

use observation::visit::Subject;

use super::french::long_date;
use super::{VisitReport, part};
use crate::model::{Block, Phrase, Signatory, SignatureBlock};

/// What Carnet does with the observations, and why: it serves nothing else.
const PURPOSE: &str = "observer les usages du numérique en classe, en rendre compte à la personne observée, suivre les \
                       recommandations et orienter la formation. ";
/// The same, of a visit to a school.
const PURPOSE_IN_SCHOOL: &str = "observer les usages du numérique dans l’école ou l’établissement, en rendre compte à sa \
                                 direction, suivre les recommandations et orienter la formation. ";

/// What else the document is not, whomever it is about.
const NOR: &str = "\u{202f}; ni une note, un score ou un classement\u{202f}; ni une prescription\u{a0}: les méthodes et le \
                   choix des outils relèvent de la liberté pédagogique.";

impl VisitReport<'_> {
    pub(super) fn rights(&self) -> Vec<Block> {
        let course = self.course();
        let mut blocks = if course.is_empty() { self.reply() } else { course };
        blocks.extend(self.notice());
        blocks.extend(self.not_this());
        blocks.extend(self.signatures());
        blocks.extend(self.small_print());
        blocks
    }

    fn reply(&self) -> Vec<Block> {
        let right = Phrase::new().plain(
            "Vous pouvez répondre à ce compte rendu, ou demander qu’une erreur de fait soit corrigée, dans les ",
        );
        let right = match self.document.notice.reply_days {
            Some(days) => right.strong(format!("{days}\u{a0}jours calendaires")),
            None => right
                .blank(12, "nombre de jours à compléter")
                .plain(" jours calendaires"),
        };
        let right = right.plain(" qui suivent sa remise. Votre réponse y est jointe mot pour mot.");
        let handed = Phrase::new()
            .plain("Compte rendu remis le ")
            .blank(45, "date à compléter")
            .plain(".");
        let lines = Block::BlankLines {
            label: Phrase::new().plain("Réponse\u{a0}:"),
            lines: 3,
            spoken: "trois lignes à compléter".to_owned(),
        };
        let place = Block::Together(vec![Block::paragraph(handed), lines]);
        vec![part("Droit de réponse"), Block::paragraph(right), place]
    }

    fn recipients(&self) -> Option<Block> {
        let recipients = self.document.notice.recipients.iter();
        let named: Vec<&str> = recipients
            .map(|one| one.trim())
            .filter(|one| !one.is_empty())
            .collect();
        let phrase = Phrase::new()
            .strong("Destinataires\u{a0}: ")
            .plain(format!("{}.", named.join("\u{202f}; ").trim_end_matches('.')));
        (!named.is_empty()).then(|| Block::paragraph(phrase))
    }

    fn notice(&self) -> Vec<Block> {
        let rights = "Vous pouvez demander à accéder à ces observations, à les faire rectifier, à en limiter l’usage \
                      et, si le traitement repose sur une mission d’intérêt public, vous y opposer pour des raisons \
                      tenant à votre situation, auprès du responsable du traitement ou de son délégué à la protection \
                      des données. Vous pouvez aussi adresser une réclamation à la CNIL.";
        let coded = "Une part codée de ces observations, sans nom ni texte, peut entrer dans des indicateurs \
                     collectifs une fois ce compte rendu communiqué\u{202f}; aucun ne porte sur une seule personne, et \
                     aucun score n’est calculé.";
        let purpose = Phrase::new().strong("Finalité\u{a0}: ").plain(self.purpose());
        let mut blocks = vec![part("Destinataires et information sur vos données")];
        blocks.extend(self.recipients());
        blocks.extend([
            Block::small(purpose.plain(rights)),
            Block::small(coded),
            Block::small(self.facts()),
        ]);
        blocks
    }

    fn purpose(&self) -> &'static str {
        match self.document.subject {
            Subject::School => PURPOSE_IN_SCHOOL,
            Subject::Teachers(_) | Subject::Calibration { .. } => PURPOSE,
        }
    }

    fn not_this(&self) -> Vec<Block> {
        let evaluation = match self.document.subject {
            Subject::School => "Ni une évaluation d’école ou d’établissement",
            Subject::Teachers(_) | Subject::Calibration { .. } => {
                "Ni une évaluation de rendez-vous de carrière ou une pièce de celui-ci"
            }
        };
        let text = format!("{evaluation}{NOR}");
        vec![part("Ce que ce document n’est pas"), Block::paragraph(text)]
    }

    /// The facts of the préréglage, in one paragraph.
    fn facts(&self) -> Phrase {
        let notice = &self.document.notice;
        let facts = [
            ("Responsable du traitement", &notice.controller),
            ("Délégué à la protection des données", &notice.dpd_contact),
            ("Base juridique", &notice.legal_basis),
            ("Durée de conservation", &notice.retention),
        ];
        facts.into_iter().fold(Phrase::new(), |before, (label, value)| {
            stated(before, label, value)
        })
    }

    fn signatures(&self) -> Vec<Block> {
        let line = |text: &str| Phrase::new().plain(text).blank(20, "date à compléter");
        let visit = self.document;
        let observer = Signatory {
            role: visit.author.function.clone(),
            name: visit.author.name.clone(),
            lines: vec![line("Le ")],
        };
        let Some(teacher) = self.addressee() else {
            let statement = Phrase::new();
            return vec![Block::Signature(SignatureBlock {
                statement,
                signatories: vec![observer],
            })];
        };
        let seen = Signatory {
            role: "La personne observée".to_owned(),
            name: format!("{} {}", teacher.given_name, teacher.family_name),
            lines: vec![line("Vu et pris connaissance le ")],
        };
        let statement =
            "La signature ne vaut pas approbation. En cas de refus ou d’absence, le noter ici\u{a0}: ";
        let statement = Phrase::new()
            .plain(statement)
            .blank(60, "refus ou absence, à compléter");
        let both = SignatureBlock {
            statement,
            signatories: vec![observer, seen],
        };
        vec![part("Signatures"), Block::Signature(both)]
    }

    fn small_print(&self) -> Vec<Block> {
        let visit = self.document;
        let Some(fingerprint) = self.fingerprint else {
            return vec![Block::small(
                "Document préparatoire, non scellé\u{a0}: il peut encore changer.",
            )];
        };
        let sealed = long_date(visit.sealed_at.date_in(self.zone()));
        let text = format!(
            "Scellé le {sealed}. Révision {}. Empreinte du document\u{a0}: {fingerprint}. Signé par la clé {}.",
            visit.revision, visit.author.fingerprint,
        );
        vec![Block::small(text)]
    }
}

/// The same phrase, then a fact of the préréglage; a blank to fill in where it is missing.
fn stated(before: Phrase, label: &str, value: &str) -> Phrase {
    let before = if before.is_blank() {
        before
    } else {
        before.plain(" ")
    };
    let named = before.strong(format!("{label}\u{a0}: "));
    match value.trim() {
        "" => named.blank(60, "à compléter").plain("."),
        known => named.plain(format!("{}.", known.trim_end_matches('.'))),
    }
}
