//! The columns of the directory, found by name whatever the year and the form of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use crate::folding::column_key;
use crate::problem::Problem;
use crate::table::Row;

/// A column that Carnet reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each is the official column of `NAMES` that stands beside it"
)]
pub enum Column {
    Uai,
    Name,
    Type,
    Sector,
    Address1,
    Address2,
    Address3,
    PostalCode,
    CommuneCode,
    Commune,
    Academie,
    Maternelle,
    Elementaire,
    Generale,
    Technologique,
    Professionnelle,
    Telephone,
    Mail,
    EducationPrioritaire,
    Contract,
    ContractCode,
    CirconscriptionName,
    CirconscriptionCode,
    OpenedOn,
    UpdatedOn,
    Etat,
    Ministry,
    Nature,
    Parent,
}

/// Each column under the names that files give it, the official one first.
pub(super) const NAMES: [(Column, &[&str]); 29] = [
    (
        Column::Uai,
        &[
            "Identifiant_de_l_etablissement",
            "UAI",
            "code_uai",
            "numero_uai",
            "uai_etablissement",
            "RNE",
            "code_rne",
            "code_etablissement",
        ],
    ),
    (
        Column::Name,
        &[
            "Nom_etablissement",
            "nom_de_l_etablissement",
            "appellation_officielle",
            "denomination_principale",
            "nom",
        ],
    ),
    (Column::Type, &["Type_etablissement", "type_d_etablissement"]),
    (
        Column::Sector,
        &[
            "Statut_public_prive",
            "secteur_public_prive",
            "secteur_public_prive_libe",
            "secteur",
        ],
    ),
    (Column::Address1, &["Adresse_1", "adresse"]),
    (Column::Address2, &["Adresse_2"]),
    (Column::Address3, &["Adresse_3"]),
    (Column::PostalCode, &["Code_postal", "cp"]),
    (
        Column::CommuneCode,
        &["Code_commune", "code_insee", "code_commune_insee"],
    ),
    (Column::Commune, &["Nom_commune", "commune", "libelle_commune"]),
    (Column::Academie, &["Code_academie"]),
    (Column::Maternelle, &["Ecole_maternelle"]),
    (Column::Elementaire, &["Ecole_elementaire"]),
    (Column::Generale, &["Voie_generale"]),
    (Column::Technologique, &["Voie_technologique"]),
    (Column::Professionnelle, &["Voie_professionnelle"]),
    (Column::Telephone, &["Telephone"]),
    (Column::Mail, &["Mail", "email", "courriel"]),
    (
        Column::EducationPrioritaire,
        &["Appartenance_Education_Prioritaire", "education_prioritaire"],
    ),
    (Column::Contract, &["Type_contrat_prive"]),
    (Column::ContractCode, &["Code_type_contrat_prive"]),
    (
        Column::CirconscriptionName,
        &["nom_circonscription", "circonscription"],
    ),
    (Column::CirconscriptionCode, &["code_circonscription"]),
    (Column::OpenedOn, &["date_ouverture"]),
    (Column::UpdatedOn, &["date_maj_ligne"]),
    (
        Column::Etat,
        &["etat", "etat_etablissement", "etat_etablissement_libe"],
    ),
    (Column::Ministry, &["ministere_tutelle"]),
    (Column::Nature, &["code_nature", "nature_uai"]),
    (Column::Parent, &["etablissement_mere", "uai_mere"]),
];

/// Columns of the official files, of any year, that say nothing an inspector needs.
pub(super) const UNUSED: [&str; 53] = [
    "Code_departement",
    "Code_region",
    "Fax",
    "Web",
    "Restauration",
    "Hebergement",
    "ULIS",
    "Apprentissage",
    "Segpa",
    "Section_arts",
    "Section_cinema",
    "Section_theatre",
    "Section_sport",
    "Section_internationale",
    "Section_europeenne",
    "Lycee_Agricole",
    "Lycee_militaire",
    "Lycee_des_metiers",
    "Post_BAC",
    "GRETA",
    "SIREN_SIRET",
    "Nombre_d_eleves",
    "Fiche_onisep",
    "position",
    "Libelle_departement",
    "Libelle_academie",
    "Libelle_region",
    "coordX_origine",
    "coordY_origine",
    "epsg_origine",
    "coordonnee_X",
    "coordonnee_Y",
    "epsg",
    "latitude",
    "longitude",
    "precision_localisation",
    "multi_uai",
    "etablissement_multi_lignes",
    "rpi_concentre",
    "rpi_disperse",
    "libelle_nature",
    "PIAL",
    "type_rattachement_etablissement_mere",
    "code_zone_animation_pedagogique",
    "libelle_zone_animation_pedagogique",
    "code_bassin_formation",
    "libelle_bassin_formation",
    "coordX",
    "coordY",
    "coord_x",
    "coord_y",
    "date_fermeture",
    "date_maj",
];

/// Where each column stands in a file.
pub(super) struct Columns {
    positions: BTreeMap<Column, usize>,
    width: usize,
}

impl Columns {
    /// Finds the columns of `header`; a column that stands twice is read where it stands first.
    ///
    /// # Errors
    /// When the UAI or the name has no column.
    pub fn find(header: &Row) -> Result<(Self, Option<Problem>), Vec<Problem>> {
        let known = known_names();
        let mut positions = BTreeMap::new();
        let mut unknown = Vec::new();
        for (position, name) in header.cells().enumerate() {
            match known.get(&column_key(name)) {
                Some(Some(column)) => {
                    positions.entry(*column).or_insert(position);
                }
                None if !name.is_empty() => unknown.push(name),
                _ => {}
            }
        }
        require(&positions, header)?;
        Ok((
            Self {
                positions,
                width: header.width(),
            },
            warning(header, &unknown),
        ))
    }

    /// The cell of `row` under `column`; empty when the file has no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.positions
            .get(&column)
            .map_or("", |&position| row.cell(position))
    }

    /// The columns that the file has.
    pub fn present(&self) -> BTreeSet<Column> {
        self.positions.keys().copied().collect()
    }

    /// How many columns the header names.
    pub fn width(&self) -> usize {
        self.width
    }
}

fn known_names() -> BTreeMap<String, Option<Column>> {
    let read = NAMES
        .iter()
        .flat_map(|(column, names)| names.iter().map(|name| (column_key(name), Some(*column))));
    UNUSED
        .iter()
        .map(|name| (column_key(name), None))
        .chain(read)
        .collect()
}

fn require(positions: &BTreeMap<Column, usize>, header: &Row) -> Result<(), Vec<Problem>> {
    let problems: Vec<Problem> = NAMES
        .iter()
        .filter(|(column, _)| [Column::Uai, Column::Name].contains(column) && !positions.contains_key(column))
        .map(|(_, names)| {
            Problem::error(codes::COLUMN_MISSING, header.place())
                .with("column", names[0])
                .with("found", shortened(&header.cells().collect::<Vec<_>>()))
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

fn warning(header: &Row, unknown: &[&str]) -> Option<Problem> {
    let warning = Problem::warning(codes::COLUMNS_UNKNOWN, header.place());
    (!unknown.is_empty()).then(|| warning.with("columns", shortened(unknown)))
}

/// Names to show in a sentence: a file of another kind may have hundreds, and a page of text as the first.
fn shortened(names: &[&str]) -> String {
    const NAMES_SHOWN: usize = 80;
    const CHARACTERS_SHOWN: usize = 60;
    let shown = names.iter().filter(|name| !name.is_empty()).take(NAMES_SHOWN);
    let cut = |name: &&str| name.chars().take(CHARACTERS_SHOWN).collect::<String>();
    shown.map(cut).collect::<Vec<_>>().join(", ")
}
