//! The advisory check before sealing: passages that may say what a report must not.
//!
//! It blocks nothing and decides nothing: it shows passages to the person who wrote them.

/// What a passage may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitive {
    /// The health of a person.
    Health,
    /// Union life.
    Union,
    /// A strike.
    Strike,
    /// Religion.
    Religion,
    /// A first name, which may be a pupil's.
    FirstName,
}

/// A passage to read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What it may be about.
    pub about: Sensitive,
    /// The word that called for it, as written.
    pub word: String,
}

/// Stems, folded (no accents, lower case); a word that begins with one calls for attention.
const STEMS: &[(Sensitive, &[&str])] = &[
    (
        Sensitive::Health,
        &[
            "malad",
            "sante",
            "medica",
            "medecin",
            "hospital",
            "depress",
            "enceinte",
            "grossesse",
            "handicap",
            "mdph",
            "burn-out",
            "burnout",
            "cancer",
            "therap",
            "psychiatr",
            "psycholog",
            "arret-maladie",
            "invalidit",
            "autis",
            "dyslex",
            "dyspra",
            "tdah",
        ],
    ),
    (
        Sensitive::Union,
        &[
            "syndic",
            "snuipp",
            "fsu",
            "unsa",
            "cgt",
            "sgen",
            "cfdt",
            "snes",
            "snalc",
            "fnec",
            "delegue-du-personnel",
        ],
    ),
    (Sensitive::Strike, &["greve", "greviste"]),
    (
        Sensitive::Religion,
        &[
            "religi",
            "catholi",
            "musulman",
            "islam",
            "juif",
            "juive",
            "judais",
            "chretien",
            "protestant",
            "hindou",
            "bouddh",
            "tamoul",
            "ramadan",
            "careme",
            "mosquee",
            "eglise",
            "voile-islamique",
            "priere",
            "croyan",
        ],
    ),
];

/// Frequent first names, folded. Not an official list: it serves to draw the eye, and misses many.
const FIRST_NAMES: &[&str] = &[
    "adam",
    "adele",
    "agathe",
    "alexandre",
    "alexis",
    "alice",
    "alicia",
    "amandine",
    "ambre",
    "amelie",
    "anais",
    "anna",
    "antoine",
    "arthur",
    "aurelie",
    "axel",
    "baptiste",
    "benjamin",
    "camille",
    "celia",
    "charlotte",
    "chloe",
    "clara",
    "clement",
    "corentin",
    "damien",
    "dylan",
    "elea",
    "elena",
    "elisa",
    "elise",
    "eliott",
    "elodie",
    "eloise",
    "elsa",
    "emilie",
    "emma",
    "enzo",
    "estelle",
    "ethan",
    "eva",
    "evan",
    "fabien",
    "fanny",
    "florian",
    "gabin",
    "gabriel",
    "gaspard",
    "hugo",
    "ilyes",
    "ines",
    "jade",
    "jeanne",
    "jeremy",
    "jules",
    "julia",
    "julie",
    "julien",
    "juliette",
    "justine",
    "karim",
    "kenza",
    "kevin",
    "killian",
    "laura",
    "laurine",
    "lea",
    "lena",
    "leo",
    "leon",
    "lilou",
    "lina",
    "lisa",
    "loan",
    "lola",
    "lou",
    "louane",
    "louis",
    "louise",
    "louka",
    "lucas",
    "lucie",
    "lucien",
    "maelle",
    "maeva",
    "malo",
    "manon",
    "margaux",
    "margot",
    "marius",
    "mathis",
    "mathilde",
    "matteo",
    "maxence",
    "maxime",
    "mehdi",
    "melissa",
    "mila",
    "mohamed",
    "morgane",
    "nathan",
    "nina",
    "nino",
    "noa",
    "noah",
    "noe",
    "nolan",
    "oceane",
    "oscar",
    "paul",
    "pauline",
    "pierre",
    "quentin",
    "rachel",
    "rayan",
    "robin",
    "romain",
    "romane",
    "rose",
    "sacha",
    "salome",
    "samuel",
    "sarah",
    "simon",
    "sofia",
    "solene",
    "theo",
    "thibault",
    "thomas",
    "timeo",
    "tom",
    "tristan",
    "valentin",
    "victor",
    "victoria",
    "vincent",
    "yanis",
    "yasmine",
    "zoe",
];

/// The passages of `text` to read again; names of the persons observed, in `expected`, call for nothing.
#[must_use]
pub fn sensitive_passages(text: &str, expected: &[&str]) -> Vec<Advice> {
    let expected: Vec<String> = expected
        .iter()
        .flat_map(|name| name.split_whitespace())
        .map(folded)
        .collect();
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty());
    let unexpected = words.filter(|word| !expected.contains(&folded(word)));
    unexpected.filter_map(advice).collect()
}

fn advice(word: &str) -> Option<Advice> {
    let plain = folded(word);
    let stem = STEMS
        .iter()
        .find(|(_, stems)| stems.iter().any(|stem| begins(&plain, stem)));
    let capital = word.starts_with(char::is_uppercase);
    let first_name = capital && FIRST_NAMES.contains(&plain.as_str());
    let about = stem
        .map(|(about, _)| *about)
        .or(first_name.then_some(Sensitive::FirstName))?;
    Some(Advice {
        about,
        word: word.to_owned(),
    })
}

/// Short stems are whole words: « cgt » is not « cgtx ».
fn begins(word: &str, stem: &str) -> bool {
    if stem.len() <= 4 {
        word == stem
    } else {
        word.starts_with(stem)
    }
}

fn folded(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = word
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Sensitive, String)> {
        let advice = sensitive_passages(text, &["Anna Payet"]);
        advice.into_iter().map(|one| (one.about, one.word)).collect()
    }

    #[test]
    fn each_subject_is_flagged() {
        assert_eq!(
            found("absente pour maladie"),
            [(Sensitive::Health, "maladie".into())]
        );
        assert_eq!(found("déléguée SNUipp"), [(Sensitive::Union, "SNUipp".into())]);
        assert_eq!(found("jour de Grève"), [(Sensitive::Strike, "Grève".into())]);
        assert_eq!(
            found("pendant le ramadan"),
            [(Sensitive::Religion, "ramadan".into())]
        );
        assert_eq!(
            found("Léa aide son voisin"),
            [(Sensitive::FirstName, "Léa".into())]
        );
    }

    #[test]
    fn ordinary_words_and_the_persons_observed_are_not() {
        assert!(
            found("Mme Anna Payet lance la consigne ; les élèves rosissent de plaisir, tom pouce").is_empty()
        );
    }
}
