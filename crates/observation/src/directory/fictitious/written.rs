//! The CSV file that would describe given schools, in each form that the official one took.

use super::super::columns::NAMES;
use super::Damage;
use super::damage::{Cells, cells_damaged};
use crate::directory::{EducationPrioritaire, Etat, Kind, School, Status};

/// The columns of a directory file, by its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// The 69 columns of June 2023: no code of circonscription.
    Of2023,
    /// The 71 columns of May 2026.
    Of2026,
    /// Those of 2026 as the API names them: in lower case.
    Api,
}

/// In the order of the official file; `name@year` stands in that year alone.
const ORDER: &str = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;\
Adresse_1;Adresse_2;Adresse_3;Code postal@2023;Code_postal@2026;Code_commune;Nom_commune;Code_departement;\
Code_academie;Code_region;Ecole_maternelle;Ecole_elementaire;Voie_generale;Voie_technologique;Voie_professionnelle;\
Telephone;Fax;Web;Mail;Restauration;Hebergement;ULIS;Apprentissage;Segpa;Section_arts;Section_cinema;Section_theatre;\
Section_sport;Section_internationale;Section_europeenne;Lycee_Agricole;Lycee_militaire;Lycee_des_metiers;Post_BAC;\
Appartenance_Education_Prioritaire;GRETA;SIREN_SIRET;Nombre_d_eleves@2023;Fiche_onisep;position;Type_contrat_prive;\
Libelle_departement;Libelle_academie;Libelle_region;coordonnee_X@2023;coordonnee_Y@2023;epsg@2023;\
coordX_origine@2026;coordY_origine@2026;epsg_origine@2026;nom_circonscription;latitude;longitude;\
precision_localisation;date_ouverture;date_maj_ligne;etat;ministere_tutelle;etablissement_multi_lignes@2023;\
multi_uai@2026;rpi_concentre;rpi_disperse;code_nature;libelle_nature;Code_type_contrat_prive;PIAL;etablissement_mere;\
type_rattachement_etablissement_mere;code_circonscription@2026;code_zone_animation_pedagogique@2026;\
libelle_zone_animation_pedagogique@2026;code_bassin_formation;libelle_bassin_formation";

impl Columns {
    /// The names of the columns, in order.
    #[must_use]
    pub fn names(self) -> Vec<String> {
        let year = if self == Self::Of2023 { "2023" } else { "2026" };
        let of_year = |column: &str| match column.split_once('@') {
            None => Some(column.to_owned()),
            Some((name, only)) => (only == year).then(|| name.to_owned()),
        };
        let names = ORDER.split(';').filter_map(of_year);
        if self == Self::Api {
            names.map(|name| name.to_lowercase()).collect()
        } else {
            names.collect()
        }
    }
}

/// The file that describes `schools`, as published (UTF-8 with its mark, `;`, CRLF) but for `damages`.
#[must_use]
pub fn csv(schools: &[School], columns: Columns, damages: &[Damage]) -> Vec<u8> {
    let names = columns.names();
    let official: Vec<&str> = names.iter().map(|name| official(name)).collect();
    let separator = Damage::separator(damages);
    let mut text = line(names.iter().map(String::as_str), separator);
    for school in schools {
        let mut cells = cells(school);
        cells_damaged(&mut cells, damages);
        text += &line(
            official
                .iter()
                .map(|name| cells.get(name).map_or("", String::as_str)),
            separator,
        );
    }
    Damage::encoded(damages, &text)
}

/// The official name of a column that has another in this form of the file.
fn official(name: &str) -> &str {
    let key = crate::folding::column_key(name);
    let read = NAMES
        .iter()
        .find(|(_, names)| crate::folding::column_key(names[0]) == key);
    read.map_or(name, |(_, names)| names[0])
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, separator: char) -> String {
    let quoted = |cell: &'a str| {
        if cell.contains([separator, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    cells.map(quoted).collect::<Vec<_>>().join(&separator.to_string()) + "\r\n"
}

fn cells(school: &School) -> Cells {
    let line = |index: usize| school.address.get(index).cloned().unwrap_or_default();
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let circonscription = school.circonscription.as_ref();
    let code = circonscription
        .and_then(|named| named.code)
        .map(|code| code.to_string());
    let mut cells = Cells::from([
        ("Identifiant_de_l_etablissement", school.uai.to_string()),
        ("Nom_etablissement", school.name.clone()),
        ("Adresse_1", line(0)),
        ("Adresse_2", line(1)),
        ("Adresse_3", line(2)),
        ("Code_postal", school.postal_code.clone()),
        ("Code_commune", school.commune_code.clone()),
        ("Nom_commune", school.commune.clone()),
        ("Code_departement", school.departement().to_owned()),
        ("Code_academie", school.academie.clone()),
        ("Telephone", school.telephone.clone()),
        ("Mail", school.mail.clone()),
        (
            "nom_circonscription",
            circonscription
                .map(|named| named.name.clone())
                .unwrap_or_default(),
        ),
        ("code_circonscription", code.unwrap_or_default()),
        ("date_ouverture", date(school.opened_on)),
        ("date_maj_ligne", date(school.updated_on)),
        ("ministere_tutelle", school.ministry.clone()),
        (
            "etablissement_mere",
            school.parent.map(|parent| parent.to_string()).unwrap_or_default(),
        ),
        (
            "SIREN_SIRET",
            format!(
                "99{:012}",
                school.uai.as_str()[..7].parse::<u64>().unwrap_or_default()
            ),
        ),
    ]);
    cells.extend(coded(school));
    cells
}

fn coded(school: &School) -> [(&'static str, String); 12] {
    let (label, nature) = nature(school.kind);
    let (sector, contract, contract_code) = status(school.status);
    let priority = match school.education_prioritaire {
        EducationPrioritaire::Aucune => "",
        EducationPrioritaire::Rep => "REP",
        EducationPrioritaire::RepPlus => "REP+",
    };
    let etat = match school.etat {
        Etat::Ouvert => "OUVERT",
        Etat::AFermer => "A FERMER",
        Etat::Ferme => "FERME",
        Etat::AOuvrir => "A OUVRIR",
    };
    let [maternelle, elementaire, generale, technologique, professionnelle] = flags(school.kind);
    [
        ("Type_etablissement", label),
        ("code_nature", nature),
        ("Statut_public_prive", sector),
        ("Type_contrat_prive", contract),
        ("Code_type_contrat_prive", contract_code),
        ("Appartenance_Education_Prioritaire", priority),
        ("etat", etat),
        ("Ecole_maternelle", maternelle),
        ("Ecole_elementaire", elementaire),
        ("Voie_generale", generale),
        ("Voie_technologique", technologique),
        ("Voie_professionnelle", professionnelle),
    ]
    .map(|(name, cell)| (name, cell.to_owned()))
}

/// `Type_etablissement` and `code_nature`.
fn nature(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::EcoleMaternelle => ("Ecole", "101"),
        Kind::EcoleElementaire | Kind::EcolePrimaire => ("Ecole", "151"),
        Kind::College => ("Collège", "340"),
        Kind::Lycee | Kind::LyceeTechnologique => ("Lycée", ""),
        Kind::LyceeGeneral => ("Lycée", "302"),
        Kind::LyceeGeneralTechnologique => ("Lycée", "300"),
        Kind::LyceeProfessionnel => ("Lycée", "320"),
        Kind::LyceePolyvalent => ("Lycée", "306"),
        Kind::Erea => ("EREA", "370"),
        Kind::Segpa => ("Collège", "390"),
        Kind::SectionProfessionnelle => ("Lycée", "334"),
        Kind::SectionGeneraleTechnologique => ("Lycée", "335"),
        Kind::MedicoSocial => ("Médico-social", "240"),
        Kind::Circonscription => ("Service Administratif", "809"),
        Kind::Service => ("Information et orientation", "841"),
        Kind::Autre => ("Autre", "380"),
    }
}

/// The two columns of écoles and the three tracks of lycées, `1` or `0` where they apply.
fn flags(kind: Kind) -> [&'static str; 5] {
    match kind {
        Kind::EcoleMaternelle => ["1", "0", "", "", ""],
        Kind::EcoleElementaire => ["0", "1", "", "", ""],
        Kind::EcolePrimaire => ["1", "1", "", "", ""],
        Kind::LyceeGeneral => ["", "", "1", "0", "0"],
        Kind::LyceeTechnologique => ["", "", "0", "1", "0"],
        Kind::LyceeGeneralTechnologique => ["", "", "1", "1", "0"],
        Kind::LyceeProfessionnel => ["", "", "0", "0", "1"],
        Kind::LyceePolyvalent => ["", "", "0", "1", "1"],
        Kind::College | Kind::Erea => ["", "", "0", "0", "0"],
        _ => [""; 5],
    }
}

/// `Statut_public_prive`, `Type_contrat_prive` (the official file spells C0NTRAT SIMPLE with a zero) and its code.
fn status(status: Option<Status>) -> (&'static str, &'static str, &'static str) {
    match status {
        None => ("", "SANS OBJET", "99"),
        Some(Status::Public) => ("Public", "SANS OBJET", "99"),
        Some(Status::PriveAssociation) => ("Privé", "CONTRAT D'ASSOCIATION TOUTES CLASSES", "30"),
        Some(Status::PriveSimple) => ("Privé", "C0NTRAT SIMPLE POUR PARTIE DES CLASSES", "21"),
        Some(Status::PriveHorsContrat) => ("Privé", "HORS CONTRAT", "10"),
        Some(Status::PriveNonPrecise) => ("Privé", "SANS OBJET", "99"),
    }
}
