//! References to the official competence frameworks, by code.
//!
//! Labels are the official ones, with the apostrophe of print; sources: CRCN, arrêté du 30 août 2019 (NOR MENE1915152A);
//! CRCN-Édu, cadre de référence, December 2021; compétence 9, arrêté du 1er juillet 2013 (NOR MENE1315928A).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A competence of a framework.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkReference {
    /// The framework.
    pub framework: Framework,
    /// The competence's code in it, such as `3.2`.
    pub code: String,
}

/// The frameworks that an item may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Cadre de référence des compétences numériques (pupils).
    Crcn,
    /// Cadre de référence des compétences numériques pour l'éducation (teachers).
    CrcnEdu,
    /// Compétence 9 of the référentiel of 2013; its four items are `9.1` to `9.4` in their order.
    Competence9,
}

const CRCN: &[(&str, &str)] = &[
    ("1.1", "Mener une recherche et une veille d’information"),
    ("1.2", "Gérer des données"),
    ("1.3", "Traiter des données"),
    ("2.1", "Interagir"),
    ("2.2", "Partager et publier"),
    ("2.3", "Collaborer"),
    ("2.4", "S’insérer dans le monde numérique"),
    ("3.1", "Développer des documents textuels"),
    ("3.2", "Développer des documents multimédia"),
    ("3.3", "Adapter les documents à leur finalité"),
    ("3.4", "Programmer"),
    ("4.1", "Sécuriser l’environnement numérique"),
    ("4.2", "Protéger les données personnelles et la vie privée"),
    ("4.3", "Protéger la santé, le bien-être et l’environnement"),
    ("5.1", "Résoudre des problèmes techniques"),
    ("5.2", "Évoluer dans un environnement numérique"),
];

const CRCN_EDU: &[(&str, &str)] = &[
    ("1.1", "Communiquer"),
    ("1.2", "Collaborer"),
    ("1.3", "Se former, développer une veille"),
    (
        "1.4",
        "Agir en faveur d’un numérique professionnel sûr et responsable",
    ),
    ("1.5", "Adopter une posture ouverte, critique et réflexive"),
    ("2.1", "Sélectionner des ressources"),
    ("2.2", "Concevoir des ressources"),
    ("2.3", "Gérer des ressources"),
    ("3.1", "Concevoir"),
    ("3.2", "Mettre en œuvre"),
    ("3.3", "Évaluer au service des apprentissages"),
    ("4.1", "Inclure et rendre accessible"),
    ("4.2", "Différencier"),
    ("4.3", "Engager les apprenants"),
    ("5.1", "Développer les compétences numériques des apprenants"),
    ("5.2", "Évaluer et certifier"),
];

const COMPETENCE_9: &[(&str, &str)] = &[
    (
        "9.1",
        "Tirer le meilleur parti des outils, des ressources et des usages numériques, en particulier pour permettre l’individualisation des apprentissages et développer les apprentissages collaboratifs",
    ),
    (
        "9.2",
        "Aider les élèves à s’approprier les outils et les usages numériques de manière critique et créative",
    ),
    (
        "9.3",
        "Participer à l’éducation des élèves à un usage responsable d’internet",
    ),
    (
        "9.4",
        "Utiliser efficacement les technologies pour échanger et se former",
    ),
];

impl Framework {
    /// Every framework.
    pub const ALL: [Self; 3] = [Self::Crcn, Self::CrcnEdu, Self::Competence9];

    /// The framework's short French name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Crcn => "CRCN",
            Self::CrcnEdu => "CRCN-Édu",
            Self::Competence9 => "Référentiel 2013, compétence 9",
        }
    }

    /// Every competence of the framework: code and official label.
    #[must_use]
    pub fn competences(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Crcn => CRCN,
            Self::CrcnEdu => CRCN_EDU,
            Self::Competence9 => COMPETENCE_9,
        }
    }
}

/// The competences of the CRCN-Édu that a lesson can show; the others are known by what is said or read.
const CRCN_EDU_SEEN_IN_CLASS: &[&str] = &["1.4", "2.1", "3.2", "3.3", "4.1", "4.2", "4.3", "5.1"];

impl FrameworkReference {
    /// How the competence is named in a text: « CRCN-Édu 3.2 », « compétence 9, item 1 (référentiel de 2013) ».
    #[must_use]
    pub fn designation(&self) -> String {
        match self.framework {
            Framework::Competence9 => {
                let item = self.code.rsplit('.').next().unwrap_or_default();
                format!("compétence 9, item {item} (référentiel de 2013)")
            }
            framework => format!("{} {}", framework.name(), self.code),
        }
    }

    /// Whether a lesson can show the competence; true of frameworks other than the CRCN-Édu.
    #[must_use]
    pub fn is_observable_in_class(&self) -> bool {
        self.framework != Framework::CrcnEdu || CRCN_EDU_SEEN_IN_CLASS.contains(&self.code.as_str())
    }

    /// The competence's official label; none for a code that the framework does not have.
    #[must_use]
    pub fn label(&self) -> Option<&'static str> {
        let found = self
            .framework
            .competences()
            .iter()
            .find(|(code, _)| *code == self.code);
        found.map(|(_, label)| *label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_framework_has_its_official_count() {
        let counts = Framework::ALL.map(|framework| framework.competences().len());
        assert_eq!(counts, [16, 16, 4]);
    }

    #[test]
    fn labels_have_the_apostrophe_of_print() {
        let all = Framework::ALL.into_iter().flat_map(Framework::competences);
        let straight: Vec<_> = all.filter(|(_, label)| label.contains('\'')).collect();
        assert_eq!(straight, Vec::<&(&str, &str)>::new());
    }

    #[test]
    fn an_unknown_code_has_no_label() {
        let reference = FrameworkReference {
            framework: Framework::Crcn,
            code: "6.1".into(),
        };
        assert_eq!(reference.label(), None);
    }
}
