//! Made-up names, in the manner of real ones: accents, apostrophes, hyphens and ligatures included.

use super::sequence::Sequence;
use crate::directory::Kind;

const PLACES: [&str; 24] = [
    "Saint-Aubépin",
    "Roche-Vanille",
    "L'Étang-Bleu",
    "Bras-Clair",
    "Haÿ-les-Filaos",
    "Grand-Coquillage",
    "Sainte-Cannelle",
    "Le Piton-Doré",
    "Œuf-de-Mer",
    "Les Trois-Cascades",
    "Pointe-Géranium",
    "La Ravine-Sèche",
    "Mont-Badamier",
    "Saint-Corossol",
    "Ville-Ondine",
    "Le Cap-Tamarin",
    "Belle-Fougère",
    "Plaine-aux-Papangues",
    "Port-Corail",
    "L'Anse-Perdue",
    "Val-Jacinthe",
    "Rivière-du-Songe",
    "Les Hauts-d'Azur",
    "Sainte-Lueur",
];

const EPONYMS: [&str; 28] = [
    "les Filaos",
    "les Pêcheurs d'étoiles",
    "Aurore Boréale",
    "l'Arc-en-ciel",
    "le Flamboyant",
    "Noé Lointain",
    "les Cœurs vaillants",
    "la Clé des champs",
    "Zoé Primevère",
    "les Gueules de loup",
    "l'Île mystérieuse",
    "Blanche Rivière",
    "les Lucioles",
    "la Grande Ourse",
    "le Vent du large",
    "Théo Montagne",
    "les Benjoins",
    "Irène Lavague",
    "l'Envol",
    "les Quatre-Vents",
    "Élie Deschemins",
    "le Petit Phare",
    "la Rose des vents",
    "Cléo Belhorizon",
    "les Palmistes",
    "Anaïs Dunoyer-Vert",
    "le Grand Benjoin",
    "les Hirondelles bleues",
];

const WAYS: [&str; 8] = [
    "rue des Filaos",
    "allée du Puits-Perdu",
    "chemin de la Lune",
    "avenue de l'Océan-Calme",
    "place du Marché-Bleu",
    "impasse des Étoiles",
    "rue du Maître d'école",
    "sentier des Goyaviers",
];

/// A commune; the number follows the name once each was used.
pub(super) fn commune(index: usize) -> String {
    let name = PLACES[index % PLACES.len()];
    match index / PLACES.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// An address line.
pub(super) fn address(drawn: &mut Sequence) -> String {
    format!("{} {}", 1 + drawn.below(120), drawn.one_of(&WAYS))
}

/// The name of a school of that kind.
pub(super) fn school(kind: Kind, index: usize, drawn: &mut Sequence) -> String {
    if kind == Kind::Circonscription {
        return format!(
            "Circonscription d'inspection du 1er degré de {}",
            commune(index / 9)
        );
    }
    format!("{} {}", noun(kind), drawn.one_of(&EPONYMS))
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::EcoleMaternelle => "École maternelle",
        Kind::EcoleElementaire => "École élémentaire",
        Kind::EcolePrimaire => "École primaire",
        Kind::College => "Collège",
        Kind::Lycee | Kind::LyceeGeneral | Kind::LyceeTechnologique | Kind::LyceeGeneralTechnologique => {
            "Lycée"
        }
        Kind::LyceeProfessionnel => "Lycée professionnel",
        Kind::LyceePolyvalent => "Lycée polyvalent",
        Kind::Erea => "Établissement régional d'enseignement adapté",
        Kind::Segpa => "Section d'enseignement général et professionnel adapté",
        Kind::SectionProfessionnelle => "Section d'enseignement professionnel",
        Kind::SectionGeneraleTechnologique => "Section d'enseignement général et technologique",
        Kind::MedicoSocial => "Institut médico-éducatif",
        Kind::Circonscription => "Circonscription",
        Kind::Service => "Centre d'information et d'orientation",
        Kind::Autre => "Maison familiale rurale",
    }
}
