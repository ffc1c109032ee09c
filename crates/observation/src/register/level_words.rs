//! Class levels as people write them in a list of teachers: « CM1-CM2 », « 6e 2 », « Tle pro ».

use super::level_names::{Named, both_years, is_division, levels_of, named};
use crate::folding::search_key;
use crate::grid::levels::ALL;

/// The levels of lycée that the voie professionnelle has too.
const LYCEE: [(&str, &str); 3] = [("2de", "2de pro"), ("1re", "1re pro"), ("Tle", "Tle pro")];

/// Words that say the voie professionnelle.
const PRO: [&str; 5] = ["pro", "professionnelle", "professionnel", "lp", "bacpro"];

/// Words that say another voie, or a série of it.
const OTHER_VOIE: [&str; 16] = [
    "gt",
    "g",
    "generale",
    "general",
    "techno",
    "technologique",
    "stmg",
    "sti2d",
    "st2s",
    "stl",
    "std2a",
    "sthr",
    "stav",
    "s2tmd",
    "prepa",
    "metiers",
];

/// The years of a CAP, a BTS or a CPGE, on either side of the word.
const YEARS: [(char, &[&str]); 2] = [
    ('1', &["1re", "1ere", "premiere"]),
    ('2', &["2e", "2eme", "deuxieme", "tle", "term", "terminale"]),
];

/// Words around levels that say nothing more.
const FILLERS: [&str; 18] = [
    "section", "sections", "classe", "classes", "cours", "de", "des", "du", "d", "la", "le", "niveau",
    "niveaux", "cycle", "double", "annee", "bac", "voie",
];

/// The levels named in a cell, in the order of the school, and whether every word of it was understood.
pub(super) fn read_levels(cell: &str) -> (Vec<String>, bool) {
    let mut found = Found::default();
    for part in cell.split(['/', ',', ';', '+', '&', '|', '(', ')', '\n']) {
        found.read(part);
    }
    let levels = ALL.iter().map(|level| level.code);
    let named = levels.filter(|code| found.levels.iter().any(|level| level.code == *code));
    let understood = found.unclear == 0 && (!found.pro_ahead || found.names_pro());
    (named.map(str::to_owned).collect(), understood)
}

#[derive(Default)]
struct Found {
    levels: Vec<Named>,
    /// How many words were not understood.
    unclear: usize,
    /// Whether « bac pro » came first: of all levels of lycée that follow.
    pro_ahead: bool,
}

impl Found {
    /// Reads what stands between two separators.
    fn read(&mut self, part: &str) {
        // « CP à CM2 » names levels that it does not write.
        self.unclear += usize::from(part.split_whitespace().any(|word| matches!(word, "à" | "À")));
        for phrase in words(part).split(|word| word == "et") {
            self.read_phrase(&joined(phrase));
        }
    }

    /// A division, such as « 2 » or « B », says nothing but after a level: alone it is not taken for one.
    fn read_phrase(&mut self, words: &[String]) {
        let mut after_level = false;
        for word in words {
            if let Some(levels) = levels_of(word, after_level) {
                self.levels.extend(levels);
                after_level = true;
                if self.pro_ahead {
                    self.say_voie(true);
                }
            } else if PRO.contains(&word.as_str()) {
                self.pro_ahead |= !self.say_voie(true);
            } else if after_level && OTHER_VOIE.contains(&word.as_str()) {
                self.say_voie(false);
            } else {
                self.unclear += usize::from(!(after_level && is_division(word)));
            }
        }
    }

    fn names_pro(&self) -> bool {
        let is_pro = |level: &Named| LYCEE.iter().any(|(_, pro)| *pro == level.code);
        self.levels.iter().any(is_pro)
    }

    /// Says the voie of the last levels of lycée, « 2de et 1re pro » being both of one; whether there was any.
    fn say_voie(&mut self, is_pro: bool) -> bool {
        let mut said = false;
        for level in self.levels.iter_mut().rev() {
            let Some((_, pro)) = LYCEE
                .iter()
                .find(|(code, _)| *code == level.code && !level.voie_said)
            else {
                break;
            };
            said = true;
            level.voie_said = true;
            level.code = if is_pro { pro } else { level.code };
        }
        said
    }
}

/// The words of a part, folded, those aside that say nothing.
fn words(part: &str) -> Vec<String> {
    let ordinal = ["3", "4", "5", "6"].iter().fold(part.to_owned(), |text, digit| {
        text.replace(&format!("{digit}°"), &format!("{digit}e"))
    });
    let key = search_key(&ordinal)
        .replace("toute petite", "tps")
        .replace("tres petite", "tps")
        .replace("prepa pro", "metiers");
    let kept = key
        .split(' ')
        .filter(|word| !word.is_empty() && !FILLERS.contains(word));
    kept.map(str::to_owned).collect()
}

/// Words that are one when they are written together: « CE 1 », « 6 ème », « 1re année de CAP ».
fn joined(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        let one = joined.last().and_then(|last| one_word(last, word));
        match one {
            Some(one) => {
                joined.pop();
                joined.push(one);
            }
            None => joined.push(word.clone()),
        }
    }
    joined
}

fn one_word(first: &str, second: &str) -> Option<String> {
    let together = format!("{first}{second}");
    if named(first).is_none() && named(&together).is_some() {
        return Some(together);
    }
    let (course, year) = match (both_years(first).is_some(), both_years(second).is_some()) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let (rank, _) = YEARS.iter().find(|(_, words)| words.contains(&year))?;
    Some(format!("{course}{rank}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> String {
        let (levels, understood) = read_levels(cell);
        levels.join(" ") + if understood { "" } else { " ?" }
    }

    #[test]
    fn usual_spellings_are_read() {
        for (cell, expected) in [
            ("3ème", "3e"),
            ("3e", "3e"),
            ("3°", "3e"),
            ("3ᵉ", "3e"),
            ("Troisième", "3e"),
            ("troisièmes", "3e"),
            ("6 ème", "6e"),
            ("6ème - 5e", "6e 5e"),
            ("SEGPA 5e", "5e SEGPA"),
            ("CM1-CM2", "CM1 CM2"),
            ("CM2/CM1", "CM1 CM2"),
            ("CM1CM2", "CM1 CM2"),
            ("CE 1", "CE1"),
            ("PS/MS", "PS MS"),
            ("TPS", "TPS"),
            ("Petite et moyenne section", "PS MS"),
            ("toute petite section, PS", "TPS PS"),
            ("2nde", "2de"),
            ("Terminale", "Tle"),
            ("Tle", "Tle"),
            ("1ère", "1re"),
            ("Seconde, 1ère, Terminale", "2de 1re Tle"),
            ("1re STMG", "1re"),
            ("ULIS", "ULIS"),
            ("UPE2A", "UPE2A"),
            ("", ""),
            ("-", ""),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_division_is_no_level() {
        for (cell, expected) in [
            ("6e 2", "6e"),
            ("6e 1", "6e"),
            ("6e3", "6e"),
            ("6eB", "6e"),
            ("6ème A, 5ème 3", "6e 5e"),
            ("CM1 B", "CM1"),
            ("CP2", "CP"),
            ("5B", "5e"),
            ("2nde 5", "2de"),
            ("TG2", "Tle"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn the_voie_professionnelle_has_levels_of_its_own() {
        for (cell, expected) in [
            ("2de pro", "2de pro"),
            ("Tle pro", "Tle pro"),
            ("Terminale Bac Pro", "Tle pro"),
            ("bac pro 2de", "2de pro"),
            ("bac pro : 2de, 1re", "2de pro 1re pro"),
            ("3e prépa-métiers", "3e"),
            ("1ère professionnelle", "1re pro"),
            ("2de, 1re et Tle pro", "2de pro 1re pro Tle pro"),
            ("2de GT et 1re pro", "2de 1re pro"),
            ("TG2, 1re pro", "Tle 1re pro"),
            ("CAP 1", "CAP1"),
            ("CAP2", "CAP2"),
            ("1re année de CAP", "CAP1"),
            ("Terminale CAP", "CAP2"),
            ("CAP", "CAP1 CAP2"),
            ("2de pro, CAP", "CAP1 CAP2 2de pro"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_lycees_teach_after_the_baccalaureat_is_read() {
        for (cell, expected) in [
            ("BTS", "BTS1 BTS2"),
            ("BTS 2", "BTS2"),
            ("STS1", "BTS1"),
            ("BTS 1re année", "BTS1"),
            ("2e année de CPGE", "CPGE2"),
            ("Tle, CPGE", "Tle CPGE1 CPGE2"),
            ("BTS SIO", "BTS1 BTS2 ?"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (cell, kept) in [
            ("CM1 chez Mme X", "CM1"),
            ("6", ""),
            ("6e, 5", "6e"),
            ("6e 3B", "6e"),
            ("cycle 2", ""),
            ("CP à CM2", "CP CM2"),
            ("CPE", ""),
            ("3e pro", "3e"),
        ] {
            assert_eq!(read(cell), format!("{kept} ?"), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn each_level_given_is_one_of_the_school(cell in "([0-9]{0,2}|[a-zA-Zèéà°]{0,4}|CAP|BTS|CPGE|pro|Tle|2de|6e|cycle|[ /,-]){0,8}") {
            let (levels, _) = read_levels(&cell);
            let codes: Vec<&str> = ALL.iter().map(|level| level.code).collect();
            let ranks: Vec<Option<usize>> = levels.iter().map(|level| codes.iter().position(|code| code == level)).collect();
            prop_assert!(ranks.iter().all(Option::is_some) && ranks.is_sorted(), "{:?}", levels);
            prop_assert!(ranks.windows(2).all(|two| two[0] != two[1]));
        }

        #[test]
        fn any_cell_is_read(cell in "\\PC{0,60}") {
            let _ = read_levels(&cell);
        }
    }
}
