//! The words that name a class level, with what people stick to them: « 6e3 », « CM1CM2 », « TG2 ».

/// Levels under the words that people use for them, after folding.
const NAMES: [(&str, &[&str]); 25] = [
    ("TPS", &["tps"]),
    ("PS", &["ps", "petite", "petits"]),
    ("MS", &["ms", "moyenne", "moyens"]),
    ("GS", &["gs", "grande", "grands"]),
    ("CP", &["cp"]),
    ("CE1", &["ce1"]),
    ("CE2", &["ce2"]),
    ("CM1", &["cm1"]),
    ("CM2", &["cm2"]),
    ("6e", &["6e", "6eme", "sixieme"]),
    ("5e", &["5e", "5eme", "cinquieme"]),
    ("4e", &["4e", "4eme", "quatrieme"]),
    ("3e", &["3e", "3eme", "troisieme"]),
    ("2de", &["2de", "2nde", "2nd", "seconde"]),
    ("1re", &["1re", "1ere", "premiere"]),
    ("Tle", &["tle", "term", "terminale", "tale"]),
    ("CAP1", &["cap1", "1cap"]),
    ("CAP2", &["cap2", "2cap", "tcap"]),
    ("BTS1", &["bts1", "1bts", "sts1", "1sts"]),
    ("BTS2", &["bts2", "2bts", "sts2", "2sts"]),
    ("CPGE1", &["cpge1", "1cpge"]),
    ("CPGE2", &["cpge2", "2cpge"]),
    ("ULIS", &["ulis"]),
    ("UPE2A", &["upe2a"]),
    ("SEGPA", &["segpa"]),
];

/// Courses of two years: their name without a year names both.
const TWO_YEARS: [(&str, [&str; 2]); 4] = [
    ("cap", ["CAP1", "CAP2"]),
    ("bts", ["BTS1", "BTS2"]),
    ("sts", ["BTS1", "BTS2"]),
    ("cpge", ["CPGE1", "CPGE2"]),
];

/// Both years of the course that `word` names, without saying which of them.
pub(super) fn both_years(word: &str) -> Option<[&'static str; 2]> {
    TWO_YEARS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, years)| *years)
}

/// A level read, and whether its voie was said.
pub(super) struct Named {
    pub code: &'static str,
    pub voie_said: bool,
}

/// The level of that very name, in the singular or the plural.
pub(super) fn named(word: &str) -> Option<&'static str> {
    let is_one = |name: &str| name == word || (name.len() > 3 && word.strip_suffix('s') == Some(name));
    let found = NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|name| is_one(name)));
    found.map(|(code, _)| *code)
}

/// The levels that one word names, with its division or another level stuck to it: « 6e3 », « CM1CM2 », « TG2 », « 5B ».
pub(super) fn levels_of(word: &str, after_level: bool) -> Option<Vec<Named>> {
    let named = |code| Named {
        code,
        voie_said: false,
    };
    let both = both_years(word).map(Vec::from);
    if let Some(codes) = both.or_else(|| stuck(word)) {
        return Some(codes.into_iter().map(named).collect());
    }
    general_class(word)
        .map(|code| Named {
            code,
            voie_said: true,
        })
        .or_else(|| college_class(word).filter(|_| !after_level).map(named))
        .map(|level| vec![level])
}

fn stuck(word: &str) -> Option<Vec<&'static str>> {
    const LONGEST: usize = 16;
    if word.len() > LONGEST {
        return None;
    }
    if let Some(code) = named(word) {
        return Some(vec![code]);
    }
    NAMES.iter().find_map(|(code, names)| {
        let mut rests = names
            .iter()
            .filter_map(|name| Some((*name, word.strip_prefix(name)?)));
        rests.find_map(|(name, rest)| {
            let others = stuck(rest).or_else(|| is_division_of(name, rest).then(Vec::new))?;
            Some(std::iter::once(*code).chain(others).collect())
        })
    })
}

/// « 1G3 » and « TG2 », as timetables call the classes of lycée.
fn general_class(word: &str) -> Option<&'static str> {
    const CLASSES: [(&str, &str); 3] = [("2gt", "2de"), ("1g", "1re"), ("tg", "Tle")];
    let of_class = |prefix: &str| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    CLASSES
        .iter()
        .find(|(prefix, _)| of_class(prefix))
        .map(|(_, code)| *code)
}

/// « 5B », as collèges call their classes.
fn college_class(word: &str) -> Option<&'static str> {
    let (year, letter) = word.split_at_checked(1)?;
    let is_letter = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase());
    named(&format!("{year}e")).filter(|_| is_letter)
}

/// Digits, a letter, or both: what tells the classes of one level apart.
pub(super) fn is_division(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_lowercase).count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    letters + digits == word.len() && letters <= 1 && digits <= 2 && college_class(word).is_none()
}

/// A short name with a letter stuck to it is often something else: « CPE », « CPC ».
fn is_division_of(name: &str, rest: &str) -> bool {
    let may_be_a_letter = name.len() > 2 || name.starts_with(|first: char| first.is_ascii_digit());
    is_division(rest) && (may_be_a_letter || matches!(rest, "a" | "b") || rest.parse::<u8>().is_ok())
}
