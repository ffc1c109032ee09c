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
    /// The word that called for it, as written; several, where the passage is made of several.
    pub word: String,
}

/// Stems, folded (no accents, lower case), several words of one passage apart by a space; words that begin with them call
/// for attention. A language taught, such as tamoul, is no sign of religion.
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
            "burn out",
            "burnout",
            "cancer",
            "therap",
            "psychiatr",
            "psycholog",
            "invalidit",
            "autis",
            "dyslex",
            "dyspra",
            "tdah",
            "asthm",
            "epilep",
            "allergi",
            "diabet",
            "pai",
            "pap",
            "pps",
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
            "delegue du personnel",
            "delegue des personnels",
            "representant du personnel",
            "representant des personnels",
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
            "ramadan",
            "careme",
            "mosquee",
            "eglise",
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
    let words: Vec<(&str, String)> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(|word| (word, folded(word)))
        .collect();
    let from_each = (0..words.len()).map(|first| &words[first..]);
    from_each
        .filter(|words| !expected.contains(&words[0].1))
        .filter_map(advice)
        .collect()
}

/// What the words call for from the first of them on.
fn advice(words: &[(&str, String)]) -> Option<Advice> {
    let (word, plain) = &words[0];
    let of_stems = STEMS.iter().find_map(|(about, stems)| {
        let length = stems.iter().find_map(|stem| passage(words, stem))?;
        Some((*about, length))
    });
    let first_name = word.starts_with(char::is_uppercase) && FIRST_NAMES.contains(&plain.as_str());
    let (about, length) = of_stems.or(first_name.then_some((Sensitive::FirstName, 1)))?;
    let written: Vec<&str> = words[..length].iter().map(|(word, _)| *word).collect();
    Some(Advice {
        about,
        word: written.join(" "),
    })
}

/// How many words begin with those of `stem`, one by one; none where they do not. A hyphen joins as a space does.
fn passage(words: &[(&str, String)], stem: &str) -> Option<usize> {
    let stems: Vec<&str> = stem.split(' ').collect();
    if stems.len() > 1 && words[0].1.replace('-', " ").starts_with(stem) {
        return Some(1);
    }
    let mut pairs = stems.iter().zip(words);
    let parted = |stem: &str, word: &str| word.split('-').any(|part| begins(part, stem));
    let all = stems.len() <= words.len() && pairs.all(|(stem, (_, word))| parted(stem, word));
    all.then_some(stems.len())
}

/// Short stems are whole words, in the singular or the plural: « cgt » is not « cgtx ».
fn begins(word: &str, stem: &str) -> bool {
    if stem.len() <= 4 {
        word == stem || word.strip_suffix('s') == Some(stem)
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
        assert_eq!(
            found("un élève a un PAI, asthmatique"),
            [
                (Sensitive::Health, "PAI".into()),
                (Sensitive::Health, "asthmatique".into())
            ]
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
    fn plurals_and_passages_of_several_words_are_flagged() {
        let one = |text: &str| found(text).pop();
        let flagged = |about: Sensitive, word: &str| Some((about, word.to_owned()));
        assert_eq!(
            one("les délégués du personnel sont là"),
            flagged(Sensitive::Union, "délégués du personnel")
        );
        assert_eq!(
            one("la représentante des personnels"),
            flagged(Sensitive::Union, "représentante des personnels")
        );
        assert_eq!(
            one("en arrêt-maladie"),
            flagged(Sensitive::Health, "arrêt-maladie")
        );
        assert_eq!(one("un burn-out"), flagged(Sensitive::Health, "burn-out"));
        assert_eq!(one("un burn out"), flagged(Sensitive::Health, "burn out"));
        for (about, text) in [
            (Sensitive::Religion, "juif"),
            (Sensitive::Religion, "juifs"),
            (Sensitive::Religion, "juives"),
            (Sensitive::Religion, "musulmans"),
            (Sensitive::Strike, "grévistes"),
            (Sensitive::Union, "syndicats"),
        ] {
            assert_eq!(one(text), flagged(about, text));
        }
    }

    #[test]
    fn a_language_taught_and_a_delegate_of_the_class_are_not_flagged() {
        assert_eq!(
            found("En langue tamoule, le délégué du groupe lit ; le tamoul est enseigné"),
            []
        );
    }

    #[test]
    fn ordinary_words_and_the_persons_observed_are_not() {
        assert!(
            found("Mme Anna Payet lance la consigne ; les élèves rosissent de plaisir, tom pouce").is_empty()
        );
    }
}
