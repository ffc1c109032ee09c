//! Names made comparable: without case, accents, ligatures, apostrophes or hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What remains of `text` when it is searched or compared: lower-case words without accents, one space between them.
#[must_use]
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for character in text.nfkd().flat_map(char::to_lowercase) {
        match character {
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            'ß' => key.push_str("ss"),
            mark if is_combining_mark(mark) => {}
            // U+02BC is a letter to Unicode, an apostrophe to those who type it.
            letter if letter.is_alphanumeric() && letter != '\u{2bc}' => key.push(letter),
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The name of a column, comparable: as [`search_key`], with `_` between words.
#[must_use]
pub fn column_key(name: &str) -> String {
    search_key(name).replace(' ', "_")
}

/// `text` as it should be shown: no space at either end, one between words.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |line, word| line + " " + word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let key = "ecole de l hay les roses";
        for spelling in [
            "École de L'Haÿ-les-Roses",
            "ECOLE  DE L’HAY LES ROSES ",
            "école de lʼHay_les–Roses",
        ] {
            assert_eq!(search_key(spelling), key);
        }
        assert_eq!(search_key("Sacré-Cœur, Œuvre"), "sacre coeur oeuvre");
        assert_eq!(column_key("Code postal"), column_key("CODE_POSTAL"));
        assert_eq!(single_spaced("  a \u{a0} b\n"), "a b");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,40}") {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn case_never_matters(text in "[ a-zA-Zéèêëàâäùûüçôöîïœæ'’-]{0,30}") {
            prop_assert_eq!(search_key(&text.to_uppercase()), search_key(&text));
            prop_assert_eq!(search_key(&text.to_lowercase()), search_key(&text));
        }
    }
}
