//! Finding words in what was written: without case nor accents, each word by its beginning.

use crate::folding::search_key;

/// How many words are shown before and after the first that was found.
const AROUND: usize = 12;

/// The part of `text` around the first word looked for; none when a word of `query` begins no word of it, or `query` is blank.
#[must_use]
pub fn excerpt(text: &str, query: &str) -> Option<String> {
    let sought = search_key(query);
    let sought: Vec<&str> = sought.split(' ').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let keys: Vec<String> = words.iter().map(|word| search_key(word)).collect();
    let place = |word: &&str| keys.iter().position(|key| begins(key, word));
    let places = sought.iter().map(place).collect::<Option<Vec<usize>>>()?;
    let first = places.into_iter().min()?;
    Some(around(&words, first))
}

/// The first line of `text` that has a word looked for; none where [`excerpt`] gives none.
#[must_use]
pub fn line<'t>(text: &'t str, query: &str) -> Option<&'t str> {
    excerpt(text, query)?;
    let sought = search_key(query);
    let sought: Vec<&str> = sought.split(' ').filter(|word| !word.is_empty()).collect();
    let has_one = |line: &&str| {
        let mut keys = line.split_whitespace().map(search_key);
        keys.any(|key| sought.iter().any(|word| begins(&key, word)))
    };
    text.lines().find(has_one).map(str::trim)
}

/// « l’écran » is two words for who looks for « écran ».
fn begins(key: &str, word: &str) -> bool {
    key.split(' ').any(|part| part.starts_with(word))
}

fn around(words: &[&str], place: usize) -> String {
    let (from, to) = (
        place.saturating_sub(AROUND),
        (place + AROUND + 1).min(words.len()),
    );
    let shown = words[from..to].join(" ");
    let before = if from > 0 { "… " } else { "" };
    let after = if to < words.len() { " …" } else { "" };
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_word_must_begin_some_word_whatever_its_accents() {
        let text = "Les élèves lisent à l’écran, puis comparent.";
        assert_eq!(excerpt(text, "ELEVE ecran").as_deref(), Some(text));
        assert_eq!(excerpt(text, "eleve tablette"), None);
        assert_eq!(excerpt(text, "cran"), None);
        assert_eq!(excerpt(text, " "), None);
    }

    #[test]
    fn the_line_is_the_one_that_has_a_word_looked_for() {
        let text = "Consigne orale.\n  Lecture à l’écran \nBilan";
        assert_eq!(line(text, "ecran lecture"), Some("Lecture à l’écran"));
        assert_eq!(line(text, "bilan consigne"), Some("Consigne orale."));
        assert_eq!(line(text, "bilan tablette"), None);
    }

    #[test]
    fn a_long_text_is_shown_around_what_was_found() {
        let text = (1..=60)
            .map(|number| format!("mot{number}"))
            .collect::<Vec<_>>()
            .join(" ");
        let found = excerpt(&text, "mot30");
        assert!(found.is_some_and(|found| found.starts_with("… mot18 ") && found.ends_with(" mot42 …")));
    }

    proptest! {
        #[test]
        fn any_word_of_a_text_finds_it(words in prop::collection::vec("[a-zéèçÀŒ]{1,8}", 1..50), pick in any::<prop::sample::Index>()) {
            let text = words.join(" ");
            let word = pick.get(&words);
            let found = excerpt(&text, word);
            prop_assert!(found.is_some_and(|found| found.contains(word.as_str()) || search_key(&found).contains(&search_key(word))));
        }

        #[test]
        fn any_text_and_any_query_end(text in ".*", query in ".*") {
            let _ = excerpt(&text, &query);
        }
    }
}
