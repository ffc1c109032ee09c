//! How the figures were made, and what they do not tell.

use observation::release::rules::SMALL;

use super::words::MASKED;
use super::{ReleaseReport, part, section};
use crate::model::{Block, Table};
use crate::visit_report::long_date;

impl ReleaseReport<'_> {
    /// What a reader must know, in a few lines.
    pub(super) fn in_short(&self) -> Vec<Block> {
        let releases = self.published.releases().iter();
        // The least of them is true of every figure.
        let teachers = releases.map(|release| release.document.rules.teachers).min();
        let teachers = teachers.unwrap_or_default();
        vec![
            part("Lire ces chiffres"),
            Block::bullets([
                "Ils viennent de visites dont le compte rendu a été remis aux enseignants. Les visites ne sont pas tirées au \
                 sort\u{a0}: les intervalles, à 95\u{a0}%, sont indicatifs."
                    .to_owned(),
                "«\u{a0}Non observé\u{a0}» et «\u{a0}sans objet\u{a0}» ne comptent ni pour ni contre\u{a0}: un usage que l’inspecteur n’a pas vu \
                 ce jour-là n’est pas un usage absent."
                    .to_owned(),
                format!(
                    "Un chiffre repose sur {teachers}\u{a0}enseignants différents au moins\u{202f}; «\u{a0}{MASKED}\u{a0}» ne \
                     dit ni zéro, ni peu, ni pourquoi."
                ),
                format!(
                    "En dessous de {SMALL}\u{a0}enseignants, une part proche de rien se lit «\u{a0}20\u{a0}% au plus\u{a0}», \
                     une part proche de tout «\u{a0}80\u{a0}% au moins\u{a0}»."
                ),
                "Aucun chiffre n’évalue une personne, et aucune liste ne classe les écoles.".to_owned(),
            ]),
        ]
    }

    /// The whole method, and the releases from which the figures come.
    pub(super) fn method(&self) -> Vec<Block> {
        let mut blocks = vec![Block::PageBreak, part("Annexe\u{a0}: méthode")];
        blocks.extend(PARAGRAPHS.map(Block::paragraph));
        blocks.push(section("Les parutions"));
        let mut table = Table::new(
            "Parutions dont viennent les chiffres",
            [("Numéro", 2), ("Nom", 4), ("Date", 3), ("Empreinte", 3)],
        )
        .with_row_headers();
        for release in self.published.releases() {
            let hash = release.sha256.to_string();
            table = table.row([
                release.document.number.to_string(),
                release.document.name.clone(),
                long_date(release.document.on),
                hash[..16].to_owned(),
            ]);
        }
        blocks.push(Block::Table(table));
        for release in self.published.releases() {
            if let Some(reason) = &release.document.reason {
                blocks.push(Block::paragraph(format!(
                    "La parution {} retire des chiffres d’une parution antérieure\u{a0}: {reason}",
                    release.document.number
                )));
            }
        }
        blocks
    }
}

const PARAGRAPHS: [&str; 6] = [
    "Chaque chiffre est la moyenne des moyennes des enseignants\u{a0}: qui a été vu trois fois ne pèse pas plus que qui l’a été \
     une fois. Une séance vue par deux inspecteurs compte une fois.",
    "Les intervalles tiennent compte de ce que les séances d’une même école se ressemblent (variance par linéarisation, groupée \
     par école, ou par enseignant au sein d’une école)\u{202f}; ceux des proportions sont de Wilson, avec un effectif efficace. \
     En dessous de cinq écoles ou enseignants, aucun n’est donné.",
    "Une école se lit sur trois années scolaires entières, une circonscription et l’académie sur une année et sur trois. Ces \
     fenêtres ont des bornes fixes, et une fenêtre parue ne change plus\u{a0}: une visite saisie après n’y entre pas.",
    "Un chiffre est masqué quand il repose sur trop peu d’enseignants, sur une seule école (pour une circonscription), presque \
     sur un seul enseignant, ou quand il permettrait d’en retrouver un autre par différence, avec cette parution ou avec une \
     plus ancienne. Le masquage secondaire est choisi par programmation linéaire, en perdant le moins et le moins utile.",
    "En dessous de vingt enseignants, un effectif et le détail d’une répartition ne sont jamais donnés. Un effectif et ce qui n’y \
     compte pas le sont ensemble, ou ne le sont pas.",
    "Qui connaît toutes les parutions, les règles et ce qui s’additionne trouve encore, pour chaque effectif masqué, autant de \
     valeurs possibles que le seuil, et pour chaque part masquée un écart d’au moins vingt points.",
];
