//! « Fiche d’annonce »: what a teacher is told before a visit.

use super::{FOOTER, PlannedVisit, part, sections};
use crate::model::{Block, Document, Phrase};
use crate::visit_report::{listed, long_date};

const LOOKED_AT: &str = "La grille d’observation porte sur les usages du numérique. Elle ne note personne\u{a0}: «\u{a0}non \
                         observé\u{a0}» n’appelle aucune appréciation. Ses parties\u{a0}:";
const TIMELINE: &str = "Une chronologie de la séance peut aussi être tenue\u{a0}: toutes les quelques minutes, un relevé dit ce \
                        que font l’enseignant, les élèves et les outils numériques. Elle décrit l’emploi du temps de la \
                        séance, et paraît dans le compte rendu.";
const AFTER: &str = "Un entretien suit l’observation. Un compte rendu vous est remis\u{202f}; vous pouvez y répondre, et votre \
                     réponse y est jointe mot pour mot.";
const RIGHTS: &str = "Vous pouvez demander à accéder à ces observations, à les faire rectifier, à en limiter l’usage et, si le \
                      traitement repose sur une mission d’intérêt public, vous y opposer pour des raisons tenant à votre \
                      situation, auprès du responsable du traitement ou de son délégué à la protection des données. Vous \
                      pouvez aussi adresser une réclamation à la CNIL. Aucun nom d’élève, aucune image ni aucun son n’est \
                      conservé.";

impl PlannedVisit<'_> {
    /// The paper that announces the visit, for whom it concerns.
    #[must_use]
    pub fn announcement(&self) -> Document {
        let (kind, meaning) = self.kind;
        let mut paper = Document::new("Annonce d’une visite", self.made_at);
        paper.issuer = self.issuer.to_vec();
        paper.subtitle = format!("{kind} du {}", long_date(self.date));
        paper.subject = paper.subtitle.clone();
        paper.status = self.status();
        paper.running_header = format!("Annonce d’une visite — {}", paper.subtitle);
        paper.running_footer = FOOTER.to_owned();
        paper.blocks = vec![
            self.rows(&[
                ("Pour", listed(self.teachers)),
                ("Date", long_date(self.date)),
                ("Lieu", self.place.to_owned()),
                ("Séances", self.seances()),
                ("Visite faite par", self.visitor.to_owned()),
            ]),
            part("Le sens de cette visite"),
            Block::paragraph(meaning),
        ];
        paper
            .blocks
            .extend(self.objectives("Ce qu’il est convenu de regarder"));
        paper.blocks.extend(self.looked_at());
        paper
            .blocks
            .extend([part("Après la visite"), Block::paragraph(AFTER)]);
        paper.blocks.extend(self.information());
        paper
    }

    fn looked_at(&self) -> Vec<Block> {
        let Some(grid) = self.grid else {
            return Vec::new();
        };
        let named = sections(grid).into_iter().flatten();
        let sections: Vec<&str> = named
            .map(|group| group.label.in_language(&grid.language))
            .collect();
        let mut blocks = vec![
            part("Ce qui sera regardé"),
            Block::paragraph(LOOKED_AT),
            Block::bullets(sections),
        ];
        if grid.timeline.is_some() {
            blocks.push(Block::paragraph(TIMELINE));
        }
        blocks
    }

    fn information(&self) -> Vec<Block> {
        let notice = self.notice;
        let recipients = notice.recipients.join("\u{202f}; ");
        let facts = [
            ("Responsable du traitement", notice.controller.as_str()),
            ("Délégué à la protection des données", &notice.dpd_contact),
            ("Base juridique", &notice.legal_basis),
            ("Destinataires du compte rendu", &recipients),
            ("Durée de conservation", &notice.retention),
        ];
        let stated = facts.into_iter().fold(Phrase::new(), |before, (label, value)| {
            let before = before.strong(format!("{label}\u{a0}: "));
            match value.trim() {
                "" => before.blank(60, "à compléter").plain(". "),
                known => before.plain(format!("{}. ", known.trim_end_matches('.'))),
            }
        });
        vec![
            part("Information sur vos données"),
            Block::small(stated),
            Block::small(RIGHTS),
        ]
    }
}
