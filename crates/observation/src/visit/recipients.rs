//! Who receives a report: never, on a teacher of a public école, its director, who is no superior of the teachers.

use super::PlaceSnapshot;
use crate::folding::search_key;
use crate::grid::Degree;
use crate::mail::is_shared;

/// Words that may stand between what one does and where, those of inclusive spellings among them.
const SMALL: [&str; 15] = [
    "a", "adjoint", "adjointe", "charge", "chargee", "d", "de", "des", "du", "e", "l", "la", "les", "rice",
    "trice",
];
/// What is directed and is no école: services of the State, of a diocese, sections of the 2nd degré.
const ELSEWHERE: [&str; 18] = [
    "academique",
    "academiques",
    "cabinet",
    "delegue",
    "deleguee",
    "departemental",
    "departementale",
    "diocesain",
    "diocesaine",
    "dsden",
    "erea",
    "formations",
    "rectorat",
    "regional",
    "regionale",
    "ressources",
    "segpa",
    "services",
];

/// Who answers for a school of which a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The direction of a public école.
    Direction,
    /// The chef d'établissement: of the 2nd degré, or of a private école.
    Chef,
    /// One of them: the directory does not say which.
    Unknown,
}

/// Who answers for this school.
#[must_use]
pub fn head_of(place: Option<&PlaceSnapshot>) -> Head {
    match place.map(|one| (is_ecole(one), is_private(one), one.degree)) {
        Some((true, false, _)) => Head::Direction,
        Some((true, true, _) | (_, _, Some(Degree::Second))) => Head::Chef,
        _ => Head::Unknown,
    }
}

/// The first of `recipients` who directs the public école where persons of these `functions` are observed; none elsewhere, or
/// where they direct it themselves.
#[must_use]
pub fn director_among<'r>(
    recipients: &'r [String],
    place: &PlaceSnapshot,
    functions: &[&str],
) -> Option<&'r str> {
    let forbidden = is_ecole(place) && !is_private(place);
    let is_own = !functions.is_empty() && functions.iter().all(|one| names_director(one));
    let mut found = recipients
        .iter()
        .map(String::as_str)
        .filter(|one| names_director(one));
    found.next().filter(|_| forbidden && !is_own)
}

/// Whether `line` names who directs an école, or a mailbox that the direction reads: « Directrice de l’école », « la
/// direction », « chargée d’école », « dir.9741234X@ac-reunion.fr ».
#[must_use]
pub fn names_director(line: &str) -> bool {
    let key = search_key(line);
    let words: Vec<&str> = key.split(' ').collect();
    let directs = |at: usize, word: &str| match word {
        "charge" | "chargee" | "charges" | "chargees" => {
            matches!(next(&words, at), Some("ecole" | "ecoles" | "direction"))
        }
        "responsable" | "chef" | "cheffe" | "dirige" | "tete" => {
            matches!(next(&words, at), Some("ecole" | "ecoles"))
        }
        "dir" => !is_elsewhere(next(&words, at)),
        other => is_direction(other) && !is_elsewhere(next(&words, at)),
    };
    let mailbox = |word: &str| word.contains('@') && is_shared(word);
    let mut numbered = words.iter().enumerate();
    numbered.any(|(at, word)| directs(at, word)) || line.split_whitespace().any(mailbox)
}

fn is_direction(word: &str) -> bool {
    word.contains("directeur") || word.contains("directric") || word.ends_with("direction")
}

fn is_elsewhere(word: Option<&str>) -> bool {
    word.is_some_and(|one| ELSEWHERE.contains(&one))
}

/// The word after that of rank `at`, but for small words.
fn next<'w>(words: &[&'w str], at: usize) -> Option<&'w str> {
    let mut after = words.iter().skip(at + 1).copied();
    after.find(|word| !SMALL.contains(word))
}

/// By its degree, else by its kind: older documents do not say the degree.
fn is_ecole(place: &PlaceSnapshot) -> bool {
    place.degree == Some(Degree::Premier) || place.kind.starts_with("ecole_")
}

fn is_private(place: &PlaceSnapshot) -> bool {
    place.status.starts_with("prive")
}
