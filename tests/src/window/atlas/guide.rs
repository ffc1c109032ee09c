//! The pictures of the guide: each is a moment of the atlas.

use std::path::{Path, PathBuf};

use super::Step::Look;
use super::{others, visits};
use crate::window::journey::Witness;
use crate::window::{Outcome, Window};

/// Each picture of docs/guide, by the name of its file, and the moment that it shows.
pub const PICTURES: &[(&str, &str)] = &[
    ("agenda.png", "agenda, semaine"),
    ("preparer.png", "visite prévue"),
    ("observer.png", "observer, grille"),
    ("chronologie.png", "chronologie"),
    ("bilan.png", "bilan de la chronologie"),
    ("entretien.png", "entretien"),
    ("relire.png", "relire"),
    ("compte-rendu.png", "compte rendu scellé"),
    ("vacances.png", "vacances gardées"),
    ("sauvegardes.png", "sauvegardes"),
];

/// Every moment at which a witness looks.
#[must_use]
pub fn moments() -> Vec<&'static str> {
    let routes = visits::ROUTES.iter().chain(others::ROUTES);
    let steps = routes.flat_map(|(_, steps)| *steps);
    steps
        .filter_map(|step| if let Look(name) = step { Some(*name) } else { None })
        .collect()
}

/// Writes the pictures of the guide into a folder.
#[derive(Debug)]
pub struct Illustrator {
    /// The folder.
    pub folder: PathBuf,
}

impl Witness for Illustrator {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        for (file, _) in PICTURES.iter().filter(|(_, moment)| *moment == name) {
            window
                .picture()
                .await?
                .write(&self.folder.join(Path::new(file)))?;
        }
        Ok(())
    }
}
