//! Who receives a report: never, on a teacher of a public école, its director, who is no superior of the teachers.

use super::PlaceSnapshot;
use crate::folding::search_key;
use crate::grid::Degree;
use crate::mail::{bears_uai, is_shared};

/// Words that may stand between what one does and where, those of inclusive spellings among them.
const SMALL: [&str; 19] = [
    "a",
    "adjoint",
    "adjointe",
    "adjointes",
    "adjoints",
    "charge",
    "chargee",
    "chargees",
    "charges",
    "d",
    "de",
    "des",
    "du",
    "e",
    "l",
    "la",
    "les",
    "rice",
    "trice",
];
/// What is directed and is no école: services of the State, of a diocese, sections of the 2nd degré.
const ELSEWHERE: [&str; 35] = [
    "academie",
    "academies",
    "academique",
    "academiques",
    "cabinet",
    "cabinets",
    "delegue",
    "deleguee",
    "deleguees",
    "delegues",
    "departemental",
    "departementale",
    "departementales",
    "departementaux",
    "diocesain",
    "diocesaine",
    "diocesaines",
    "diocesains",
    "dsden",
    "erea",
    "formations",
    "inspe",
    "inspes",
    "numerique",
    "numeriques",
    "rectorat",
    "rectorats",
    "region",
    "regional",
    "regionale",
    "regionales",
    "regionaux",
    "ressources",
    "segpa",
    "services",
];
/// What makes of « l’école » a policy that an inspector is in charge of: « l’école inclusive ».
const POLICIES: [&str; 9] = [
    "elementaire",
    "elementaires",
    "inclusive",
    "inclusives",
    "maternelle",
    "maternelles",
    "numerique",
    "primaire",
    "rurale",
];
/// What may stand in a function before « directrice ».
const BEFORE: [&str; 8] = [
    "de",
    "des",
    "ecoles",
    "et",
    "faisant",
    "fonction",
    "professeur",
    "professeure",
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
    let is_own = !functions.is_empty() && functions.iter().all(|one| is_directing(one));
    let mut found = recipients
        .iter()
        .map(String::as_str)
        .filter(|one| names(one, Some(place)));
    found.next().filter(|_| forbidden && !is_own)
}

/// Whether `line` names who directs an école, or a mailbox that the direction reads: « Directrice de l’école », « la
/// direction », « chargée d’école », « direction-ecole@commune.fr ». Whose a mailbox with a UAI is, no line says alone.
#[must_use]
pub fn names_director(line: &str) -> bool {
    names(line, None)
}

/// The same, where `place` is the école: its own mailboxes count too.
fn names(line: &str, place: Option<&PlaceSnapshot>) -> bool {
    let is_own = |address: &str| place.is_some_and(|one| address.contains(seven_figures(one)));
    line.split([',', ';']).any(|part| {
        let (numbered, words): (Vec<&str>, Vec<&str>) =
            part.split_whitespace().partition(|one| is_numbered(one));
        says_director(&words.join(" ")) || numbered.into_iter().any(is_own)
    })
}

/// Those of its UAI: its letter may be mistyped.
fn seven_figures(place: &PlaceSnapshot) -> &str {
    place.uai.as_str().get(..7).unwrap_or_default()
}

/// Whether this is a mailbox that bears a UAI.
fn is_numbered(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, _)| bears_uai(local))
}

fn says_director(part: &str) -> bool {
    let key = search_key(part);
    let words: Vec<&str> = key.split(' ').collect();
    let mailbox = |word: &str| word.contains('@') && is_shared(word);
    (0..words.len()).any(|at| directs(&words, at)) || part.split_whitespace().any(mailbox)
}

/// Whether this function is to direct an école, and not to work beside who does: « décharge de direction ».
fn is_directing(function: &str) -> bool {
    function.split([',', ';']).any(|part| {
        let key = search_key(part);
        let words: Vec<&str> = key.split(' ').collect();
        let first = words.iter().position(|word| !BEFORE.contains(word));
        let heads = |word: &str| {
            let mut beginnings = ["directeur", "directric", "charge"].into_iter();
            beginnings.any(|beginning| word.starts_with(beginning))
        };
        first.is_some_and(|at| heads(words[at]) && directs(&words, at))
    })
}

/// Whether the word of rank `at` is what somebody does who directs an école.
fn directs(words: &[&str], at: usize) -> bool {
    let after = after(words, at);
    match words[at] {
        "charge" | "chargee" | "charges" | "chargees" | "responsable" | "chef" | "cheffe" | "dirige"
        | "tete" => leads(&after),
        "dir" => !is_elsewhere(&after),
        word => is_direction(word) && !is_elsewhere(&after),
    }
}

fn is_direction(word: &str) -> bool {
    word.contains("directeur") || word.contains("directric") || word.ends_with("direction")
}

/// The words after that of rank `at`, but for small words.
fn after<'w>(words: &[&'w str], at: usize) -> Vec<&'w str> {
    let after = words.iter().skip(at + 1).copied();
    after.filter(|word| !SMALL.contains(word)).collect()
}

/// Whether these words, after « chargée », say an école or its direction.
fn leads(after: &[&str]) -> bool {
    match after {
        ["direction", rest @ ..] => !is_elsewhere(rest),
        ["ecole" | "ecoles", rest @ ..] => rest.first().is_none_or(|word| !POLICIES.contains(word)),
        _ => false,
    }
}

/// Whether these words, after « directeur », say no école: « ou la directrice académique ».
fn is_elsewhere(after: &[&str]) -> bool {
    let place = match after {
        ["ou" | "et", other, rest @ ..] if is_direction(other) => rest,
        [other, rest @ ..] if is_direction(other) => rest,
        all => all,
    };
    place.first().is_some_and(|word| ELSEWHERE.contains(word))
}

/// By its degree, else by its kind: older documents do not say the degree.
fn is_ecole(place: &PlaceSnapshot) -> bool {
    place.degree == Some(Degree::Premier) || place.kind.starts_with("ecole_")
}

fn is_private(place: &PlaceSnapshot) -> bool {
    place.status.starts_with("prive")
}
