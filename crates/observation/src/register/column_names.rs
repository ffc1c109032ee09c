//! What the columns of a list of teachers hold, and the names that they go by.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing that is read.
    Ignored,
    /// The family name.
    FamilyName,
    /// The name in use, which comes before the family name.
    UsageName,
    /// The given name.
    GivenName,
    /// Family name and given name in one cell.
    FullName,
    /// The professional mailbox.
    Mail,
    /// Corps or function.
    Function,
    /// The UAI of the school.
    SchoolUai,
    /// The name of the school, or a text with its UAI.
    SchoolName,
    /// The commune of the school, to tell schools of one name apart.
    Commune,
    /// Classes or levels.
    Levels,
    /// The share of a full service.
    Share,
    /// The discipline.
    Discipline,
    /// The first day of the service.
    From,
    /// Its last day.
    Until,
    /// How it is held: main, shared, replacement.
    Nature,
    /// The school that a replacing teacher depends on.
    Rattachement,
}

/// Each role under the names that lists of teachers give their columns, folded.
pub(super) const NAMES: [(Role, &[&str]); 16] = [
    (
        Role::FamilyName,
        &[
            "nom",
            "nom_de_famille",
            "nom_famille",
            "nom_patronymique",
            "nom_de_naissance",
            "nom_enseignant",
            "nom_de_l_enseignant",
            "nom_agent",
            "nom_de_l_agent",
        ],
    ),
    (
        Role::UsageName,
        &["nom_d_usage", "nom_usage", "nom_usuel", "nom_marital"],
    ),
    (
        Role::GivenName,
        &[
            "prenom",
            "prenoms",
            "prenom_s",
            "prenom_usuel",
            "prenom_d_usage",
            "prenom_enseignant",
            "prenom_de_l_enseignant",
            "prenom_agent",
        ],
    ),
    (
        Role::FullName,
        &[
            "nom_prenom",
            "nom_et_prenom",
            "nom_prenoms",
            "prenom_nom",
            "prenom_et_nom",
            "nom_complet",
            "enseignant",
            "enseignante",
            "enseignant_e",
            "professeur",
            "agent",
        ],
    ),
    (
        Role::Mail,
        &[
            "mail",
            "email",
            "e_mail",
            "mel",
            "courriel",
            "adresse_mail",
            "adresse_electronique",
            "mail_professionnel",
            "email_professionnel",
            "courriel_professionnel",
            "adresse_mail_professionnelle",
            "mail_academique",
            "courriel_academique",
            "adresse_academique",
        ],
    ),
    (
        Role::Function,
        &[
            "corps",
            "fonction",
            "grade",
            "corps_fonction",
            "corps_grade",
            "libelle_corps",
            "libelle_fonction",
        ],
    ),
    (
        Role::SchoolUai,
        &[
            "uai",
            "rne",
            "code_uai",
            "code_rne",
            "numero_uai",
            "uai_ecole",
            "uai_etablissement",
            "uai_affectation",
            "code_etablissement",
            "ecole_uai",
            "identifiant_de_l_etablissement",
        ],
    ),
    (
        Role::SchoolName,
        &[
            "ecole",
            "etablissement",
            "nom_ecole",
            "nom_de_l_ecole",
            "nom_etablissement",
            "nom_de_l_etablissement",
            "libelle_etablissement",
            "affectation",
            "lieu_d_exercice",
            "ecole_d_exercice",
            "etablissement_d_exercice",
            "ecole_etablissement",
        ],
    ),
    (Role::Commune, &["commune", "ville", "nom_commune"]),
    (
        Role::Levels,
        &[
            "niveau",
            "niveaux",
            "niveau_x",
            "classe",
            "classes",
            "classe_s",
            "classe_niveau",
            "niveau_classe",
            "niveau_de_classe",
            "cours",
        ],
    ),
    (
        Role::Share,
        &[
            "quotite",
            "quotite_de_service",
            "quotite_d_affectation",
            "quotite_de_travail",
            "pourcentage",
            "temps_de_travail",
        ],
    ),
    (
        Role::Discipline,
        &[
            "discipline",
            "matiere",
            "discipline_de_poste",
            "discipline_de_recrutement",
            "discipline_enseignee",
        ],
    ),
    (
        Role::From,
        &[
            "date_debut",
            "date_de_debut",
            "debut",
            "depuis",
            "du",
            "a_compter_du",
            "date_d_affectation",
            "date_d_effet",
            "date_debut_affectation",
            "date_de_debut_d_affectation",
        ],
    ),
    (
        Role::Until,
        &[
            "date_fin",
            "date_de_fin",
            "fin",
            "au",
            "jusqu_au",
            "date_fin_affectation",
            "date_de_fin_d_affectation",
        ],
    ),
    (
        Role::Nature,
        &[
            "nature",
            "nature_du_service",
            "modalite",
            "modalite_d_affectation",
            "mode_d_affectation",
            "type_d_affectation",
            "type_de_poste",
            "nature_du_poste",
            "nature_du_support",
        ],
    ),
    (
        Role::Rattachement,
        &[
            "rattachement",
            "uai_rattachement",
            "uai_de_rattachement",
            "ecole_de_rattachement",
            "etablissement_de_rattachement",
            "rattachement_administratif",
            "rad",
        ],
    ),
];
