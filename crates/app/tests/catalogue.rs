//! The catalogue is complete: each code has a sentence, and each sentence a code.
#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

const ALL: &[&[&str]] = &[
    app::problem::codes::ALL,
    notebook::codes::ALL,
    notebook::keys::codes::ALL,
    notebook::sync::CODES,
    notebook::system::codes::ALL,
    observation::answers::codes::ALL,
    observation::clock::codes::ALL,
    observation::consolidation::codes::ALL,
    observation::directory::codes::ALL,
    observation::grid::codes::ALL,
    observation::holidays::codes::ALL,
    observation::json::codes::ALL,
    observation::preset::codes::ALL,
    observation::register::codes::ALL,
    observation::table::codes::ALL,
    observation::timeline::codes::ALL,
    observation::uai::codes::ALL,
    observation::visit::codes::ALL,
    observation::visit::course::codes::ALL,
    reports::codes::ALL,
    sync_protocol::codes::ALL,
];

#[test]
fn each_code_has_a_sentence_and_each_sentence_a_code() {
    let refusals = sync_protocol::Refusal::ALL.map(sync_protocol::Refusal::code);
    let all = ALL.iter().flat_map(|codes| codes.iter().copied());
    let codes: BTreeSet<&str> = all.chain(refusals).collect();
    let sentences: BTreeSet<&str> = app::catalogue::known_codes().collect();
    let silent: Vec<_> = codes.difference(&sentences).collect();
    let orphans: Vec<_> = sentences.difference(&codes).collect();
    assert!(silent.is_empty(), "codes without a sentence: {silent:?}");
    assert!(orphans.is_empty(), "sentences without a code: {orphans:?}");
}

/// The sentences of every area.
fn sentences() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/messages/fr");
    let files = std::fs::read_dir(folder)
        .expect("the catalogue")
        .map(|entry| entry.expect("a file").path());
    let areas = files.map(|file| {
        let text = std::fs::read_to_string(&file).expect("its text");
        serde_json::from_str::<BTreeMap<String, String>>(&text).expect("its sentences")
    });
    areas.flatten().collect()
}

#[test]
fn every_file_of_the_catalogue_is_used() {
    let used: BTreeSet<&str> = app::catalogue::known_codes().collect();
    // The store says its own sentences, and tests that each is used.
    let unused: Vec<_> = sentences()
        .into_iter()
        .filter(|(code, _)| !code.starts_with("store.") && !used.contains(code.as_str()))
        .collect();
    assert_eq!(unused, []);
}

#[test]
fn every_sentence_has_the_spaces_of_french() {
    let wrong: Vec<_> = sentences()
        .into_iter()
        .filter(|(_, sentence)| has_wrong_space(sentence))
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn the_sentences_of_the_fictitious_data_have_the_spaces_of_french() {
    let text = include_str!("../../../assets/sample/texts.json");
    let lists: BTreeMap<String, Vec<String>> = serde_json::from_str(text).expect("its lists");
    let wrong: Vec<_> = lists
        .into_values()
        .flatten()
        .filter(|sentence| has_wrong_space(sentence))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A space that a line may break, or none, where French wants one that holds.
fn has_wrong_space(sentence: &str) -> bool {
    let letters: Vec<char> = sentence.chars().collect();
    letters.windows(3).any(|three| match three {
        [before, ':', ' ' | '\u{a0}'] => *before != '\u{a0}',
        [before, ';' | '?' | '!', ' '] => *before != '\u{202f}',
        ['«', after, _] => *after != '\u{a0}',
        [_, before, '»'] => *before != '\u{a0}',
        [_, 'l' | 'd' | 'n' | 'c' | 'j' | 's', '\''] => true,
        _ => false,
    })
}

#[test]
fn a_wrong_space_is_seen() {
    assert!(has_wrong_space("Choisi : rien"));
    assert!(has_wrong_space("Vraiment ? oui"));
    assert!(has_wrong_space("Le «mot» choisi"));
    assert!(!has_wrong_space(
        "Le «\u{a0}mot\u{a0}» choisi\u{a0}: 8:15\u{202f}; rien."
    ));
}
