//! Cells of a list of teachers as people write them: shares, natures, names.

use super::teacher::Nature;
use crate::folding::{search_key, single_spaced};
use crate::uai::Uai;

/// A share of a full service, in percent: `50 %`, `0,5`, `50`, `mi-temps`, `temps complet`.
pub(super) fn share_percent(cell: &str) -> Option<u8> {
    let key = search_key(cell);
    match key.as_str() {
        "mi temps" => return Some(50),
        "temps plein" | "temps complet" | "complet" | "plein" => return Some(100),
        _ => {}
    }
    let number: f64 = cell.trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
    let is_fraction = !cell.contains('%') && number <= 1.0;
    let percent = if is_fraction { number * 100.0 } else { number };
    (1..=100).find(|whole| (f64::from(*whole) - percent).abs() <= 0.5)
}

/// How a service is held, by the words of its column and by the school of rattachement.
pub(super) fn nature(cell: &str, rattachement: Option<Uai>, school: Uai) -> Nature {
    const REPLACEMENT: [&str; 7] = ["tr", "zil", "bd", "tzr", "brigade", "suppleant", "suppleance"];
    const SHARED: [&str; 8] = [
        "partage",
        "partagee",
        "complement",
        "fractionne",
        "mi",
        "decharge",
        "partiel",
        "css",
    ];
    let key = search_key(cell);
    let says = |words: &[&str]| key.split(' ').any(|word| words.contains(&word));
    let elsewhere = rattachement.filter(|rattachement| *rattachement != school);
    if says(&REPLACEMENT) || key.contains("remplac") || (key.is_empty() && elsewhere.is_some()) {
        Nature::Replacement { rattachement }
    } else if says(&SHARED) {
        Nature::Shared
    } else {
        Nature::Main
    }
}

/// Family name and given name of one cell: a comma between them, or the family name in capitals, or its first word.
pub(super) fn full_name(cell: &str) -> Option<(String, String)> {
    let cell = single_spaced(cell);
    if let Some((family, given)) = cell.split_once(',') {
        return both(family.trim(), given.trim());
    }
    let is_capital =
        |word: &&str| word.chars().count() > 1 && word.chars().all(|character| !character.is_lowercase());
    let words: Vec<&str> = cell.split(' ').collect();
    let (family, given): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_capital(word));
    if family.is_empty() || given.is_empty() {
        return words
            .split_first()
            .and_then(|(family, given)| both(family, &given.join(" ")));
    }
    both(&family.join(" "), &given.join(" "))
}

fn both(family: &str, given: &str) -> Option<(String, String)> {
    (!family.is_empty() && !given.is_empty()).then(|| (family.to_owned(), given.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_percents() {
        for half in ["50", "50 %", "50%", "0,5", "0.5", "mi-temps", "Mi temps"] {
            assert_eq!(share_percent(half), Some(50), "{half}");
        }
        assert_eq!(
            (share_percent("1"), share_percent("100"), share_percent("1 %")),
            (Some(100), Some(100), Some(1))
        );
        for unclear in ["18h", "0", "150", "-5", "NaN", "", "%"] {
            assert_eq!(share_percent(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn one_cell_may_hold_both_names() {
        let read = |cell: &str| full_name(cell).map(|(family, given)| format!("{family}|{given}"));
        assert_eq!(read("DE LA TOUR Zoé").as_deref(), Some("DE LA TOUR|Zoé"));
        assert_eq!(read("Zoé HOARAU").as_deref(), Some("HOARAU|Zoé"));
        assert_eq!(read("Hoarau, Marie Anne").as_deref(), Some("Hoarau|Marie Anne"));
        assert_eq!(read("Hoarau Zoé").as_deref(), Some("Hoarau|Zoé"));
        assert_eq!(read("HOARAU"), None);
    }
}
