//! Texts as people type and paste them, from nothing to 10,000 characters.

use super::Hand;

/// The longest text, in characters.
const LONGEST: u64 = 10_000;

const SENTENCES: [&str; 7] = [
    "Les élèves comparent deux cartes, puis justifient leur choix à l’oral. ",
    "La consigne est «\u{a0}reformulée\u{a0}» par un élève\u{202f}; chacun sait ce qu’il cherche. ",
    "Œuvre collective\u{a0}: 12,5\u{202f}% des réponses restent à relire… ",
    "L'ENT ne répond plus a 9 h 05;on passe aux ardoises ? ",
    "Première ligne\nDeuxième ligne\r\n\r\n- un tiret\n\t- un autre ",
    "https://exemple.invalid/un/chemin/tres/long?avec=des&parametres=encore#et-une-ancre ",
    "\u{feff}Collé d’ailleurs\u{ad}\u{200b}\u{7}, e\u{301} de\u{301}compose\u{301}. ",
];

const STRANGE: [&str; 6] = [
    "👩\u{200d}🏫🇫🇷 1️⃣ 😀",
    "שיעור מדעים ",
    "درس العلوم \u{202e}",
    "中文課堂日本語한국어",
    "𝕸𝖆𝖙𝖍 ∀x∈ℝ ﷽ \u{10ffff}",
    "z\u{335}\u{321}\u{35c}a\u{337}\u{328}l\u{336}g\u{334}o",
];

/// A text of any length up to 10,000 characters; most are short, many are blank.
pub(super) fn any_text(hand: &mut Hand) -> String {
    let length = match hand.upto(19) {
        0..=4 => 0,
        5..=15 => hand.upto(240),
        16..=18 => hand.upto(1_500),
        _ => hand.upto(LONGEST),
    };
    filled(hand, length)
}

/// A short text of one line, such as a name; sometimes blank, strange or far too long.
pub(super) fn line(hand: &mut Hand) -> String {
    match hand.upto(11) {
        0 => String::new(),
        1 => hand.0.one_of(&STRANGE).to_owned(),
        2 => word(hand, 300),
        3 => " \u{a0}\u{200b} ".to_owned(),
        _ => hand
            .0
            .one_of(&[
                "Fontaine-Rivière",
                "École Jules-Exemple",
                "D’Exemple",
                "professeure des écoles",
            ])
            .to_owned(),
    }
}

fn filled(hand: &mut Hand, length: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < length {
        match hand.upto(9) {
            0 => text += hand.0.one_of(&STRANGE),
            1 => text += &word(hand, 900),
            _ => text += hand.0.one_of(&SENTENCES),
        }
    }
    text.chars().take(length).collect()
}

/// One word that no line holds.
fn word(hand: &mut Hand, most: u64) -> String {
    let part = hand.0.one_of(&["anticonstitutionnellement", "ŒÆ", "_", "1"]);
    let length = hand.upto(most);
    part.chars().cycle().take(length).collect()
}
