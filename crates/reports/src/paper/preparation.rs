//! The visit's plan, for who goes there.

use super::{FOOTER, PlannedVisit, part};
use crate::model::{Block, Document, HeadingLevel};
use crate::visit_report::{listed, long_date};

impl PlannedVisit<'_> {
    /// The plan of the visit on one sheet, with room to write.
    #[must_use]
    pub fn plan(&self) -> Document {
        let mut paper = Document::new("Plan de la visite", self.made_at);
        paper.issuer = self.issuer.to_vec();
        paper.subtitle = format!("{} du {}", self.kind.0, long_date(self.date));
        paper.subject = paper.subtitle.clone();
        paper.status = self.status();
        paper.running_header = format!("Plan de la visite — {}", paper.subtitle);
        paper.running_footer = FOOTER.to_owned();
        let grid = self
            .grid
            .map(|grid| grid.title.in_language(&grid.language).to_owned());
        paper.blocks = vec![self.rows(&[
            ("Personnes", listed(self.teachers)),
            ("Date", long_date(self.date)),
            ("Lieu", self.place.to_owned()),
            ("Séances", self.seances()),
            ("Grille", grid.unwrap_or_default()),
        ])];
        paper.blocks.extend(self.objectives("À regarder"));
        paper.blocks.extend(self.before());
        paper.blocks.extend([
            part("Notes"),
            Block::BlankLines {
                label: "Pendant la séance".into(),
                lines: 8,
                spoken: "huit lignes à compléter".to_owned(),
            },
        ]);
        paper
    }

    /// What earlier visits recommended.
    fn before(&self) -> Vec<Block> {
        if self.earlier.is_empty() {
            return Vec::new();
        }
        let visit = |(title, recommendations): &(String, Vec<String>)| {
            let heading = Block::heading(HeadingLevel::Two, title.as_str());
            let told = if recommendations.is_empty() {
                Block::paragraph("Aucune recommandation.")
            } else {
                Block::bullets(recommendations.iter().map(String::as_str))
            };
            [heading, told]
        };
        let mut blocks = vec![part("Visites antérieures")];
        blocks.extend(self.earlier.iter().flat_map(visit));
        blocks
    }
}
