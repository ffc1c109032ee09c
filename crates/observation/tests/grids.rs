//! The default grids: sound, within their counts, in neutral words and French typography, and pinned by their hash.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use observation::expression::is_true;
use observation::grid::framework::Framework;
use observation::grid::indicator::Measure;
use observation::grid::{Answer, Evidence, GridFile, Scope, Walk, check, codes};
use serde_json::Value;

const USAGES: [&str; 3] = [
    "usages-numerique-cycle-1",
    "usages-numerique-premier-degre",
    "usages-numerique-second-degre",
];
const SHORT: &str = "tour-d-ecole";
/// The sheet of a school as a whole: no lesson, nothing observed.
const SHEET: &str = "fiche-etablissement";

fn all() -> impl Iterator<Item = &'static str> {
    of_lessons().chain([SHEET])
}

fn of_lessons() -> impl Iterator<Item = &'static str> {
    USAGES.into_iter().chain([SHORT])
}

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets")
}

fn bytes(code: &str) -> Vec<u8> {
    std::fs::read(assets().join(format!("grids/{code}.json"))).expect("a default grid")
}

fn grid(code: &str) -> GridFile {
    let (file, problems) = check(&bytes(code));
    file.unwrap_or_else(|| panic!("{code}: {problems:#?}"))
}

fn json(code: &str) -> Value {
    serde_json::from_slice(&bytes(code)).expect("JSON")
}

#[test]
fn each_grid_passes_the_check_with_nothing_but_its_form_to_say() {
    for code in all() {
        let (_, problems) = check(&bytes(code));
        let said: Vec<_> = problems
            .iter()
            .filter(|problem| problem.code != codes::NOT_CANONICAL)
            .collect();
        assert!(said.is_empty(), "{code}: {said:#?}");
        assert_eq!(grid(code).grid().code, code);
    }
}

#[test]
fn each_grid_has_its_count_of_items_and_indicators() {
    for code in USAGES {
        let file = grid(code);
        let items = Walk::of(file.grid()).places().len();
        assert!((24..=36).contains(&items), "{code}: {items} items");
        assert!(file.grid().indicators.len() >= 15, "{code}");
        let tracks: Vec<_> = file.grid().timeline.iter().flat_map(|t| &t.tracks).collect();
        assert_eq!(
            tracks.iter().map(|track| track.code.as_str()).collect::<Vec<_>>(),
            ["enseignant", "eleves", "outils"]
        );
        assert!(
            tracks.iter().all(|track| (6..=9).contains(&track.codes.len())),
            "{code}"
        );
    }
    let short = grid(SHORT);
    assert_eq!(Walk::of(short.grid()).places().len(), 8);
    assert!(short.grid().indicators.len() >= 8);
    let sheet = grid(SHEET);
    assert!((12..=18).contains(&Walk::of(sheet.grid()).places().len()));
    assert!(sheet.grid().indicators.len() >= 12);
}

#[test]
fn the_sheet_of_a_school_is_declared_once_for_the_visit_and_observes_nobody() {
    let file = grid(SHEET);
    for place in Walk::of(file.grid()).places() {
        let item = place.item;
        assert_eq!(item.scope, Scope::Visit, "{}", item.code);
        assert_ne!(item.evidence, Evidence::Observed, "{}", item.code);
    }
    let tree = file
        .grid()
        .find("ordinateurs_recents")
        .unwrap()
        .item
        .constraint
        .clone()
        .unwrap();
    let holds = |given: &str| is_true(&tree.parse().unwrap(), &|_| "12".to_owned(), given);
    assert!(holds("12") && holds("9") && !holds("13"));
}

#[test]
fn each_grid_uses_every_kind_of_answer_and_of_measure() {
    let answer = |answer: &Answer| match answer {
        Answer::Level { .. } => "level",
        Answer::Single { .. } => "single",
        Answer::Multiple { .. } => "multiple",
        Answer::YesNo => "yes_no",
        Answer::Count { .. } => "count",
        Answer::Duration { .. } => "duration",
        Answer::Text { .. } => "text",
        _ => "other",
    };
    let measure = |measure: &Measure| match measure {
        Measure::Proportion { .. } => "proportion",
        Measure::Distribution { .. } => "distribution",
        Measure::MeanLevel { .. } => "mean_level",
        Measure::Count { .. } => "count",
        Measure::ShareOfTime { .. } => "share_of_time",
        Measure::Ratio { .. } => "ratio",
    };
    for code in USAGES {
        let file = grid(code);
        let answers: BTreeSet<_> = Walk::of(file.grid())
            .places()
            .iter()
            .map(|p| answer(&p.item.answer))
            .collect();
        assert_eq!(answers.len(), 7, "{code}: {answers:?}");
        let measures: BTreeSet<_> = file
            .grid()
            .indicators
            .iter()
            .map(|i| measure(&i.measure))
            .collect();
        assert_eq!(measures.len(), 6, "{code}: {measures:?}");
    }
}

#[test]
fn each_item_says_what_to_look_at_and_each_level_what_is_seen() {
    for code in all() {
        let file = grid(code);
        let mut descriptors = BTreeSet::new();
        for place in Walk::of(file.grid()).places() {
            let item = place.item;
            assert!(
                item.look_for.as_ref().is_some_and(|text| !text.is_blank()),
                "{code}: {}",
                item.code
            );
            for descriptor in &item.descriptors {
                let text = descriptor.text.in_language("fr");
                let sentences = text.matches(". ").count() + usize::from(text.ends_with('.'));
                assert_eq!(sentences, 1, "{code}: {}: {text}", item.code);
                assert!(descriptors.insert(text.to_owned()), "{code}: twice: {text}");
            }
        }
    }
}

#[test]
fn an_item_that_grids_share_is_answered_alike() {
    let mut kinds = BTreeMap::new();
    for code in all() {
        let file = grid(code);
        for place in Walk::of(file.grid()).places() {
            let item = place.item;
            let kind = serde_json::to_value(&item.answer).unwrap()["type"].clone();
            let shape = (kind, item.evidence, item.scope, item.is_fact());
            let before = kinds.entry(item.code.clone()).or_insert_with(|| shape.clone());
            assert_eq!(*before, shape, "{code}: {}", item.code);
        }
    }
}

#[test]
fn choices_that_grids_share_by_code_bear_labels_of_one_meaning_for_tools() {
    let mut labels = BTreeMap::new();
    for code in of_lessons() {
        let file = grid(code);
        let lists = &file.grid().choice_lists;
        assert_eq!(
            lists.iter().map(|list| list.code.as_str()).collect::<Vec<_>>(),
            ["outils", "outils_presents"]
        );
        for choice in lists.iter().flat_map(|list| &list.choices) {
            let label = choice.label.in_language("fr").replace("enfant", "élève");
            let before = labels.entry(choice.code.clone()).or_insert_with(|| label.clone());
            assert_eq!(*before, label, "{code}: {}", choice.code);
        }
    }
}

/// Choices that say that there is nothing, whatever they say it of.
const NOTHING: [&str; 8] = [
    "aucun",
    "aucune",
    "absente",
    "rien",
    "non",
    "ferme",
    "pas_d_ent",
    "jamais",
];

#[test]
fn a_choice_of_nothing_stands_alone_and_is_named_as_it_is_printed() {
    for code in all() {
        let file = grid(code);
        for place in Walk::of(file.grid()).places() {
            let item = place.item;
            if !matches!(item.answer, Answer::Multiple { .. }) {
                continue;
            }
            let choices = file.grid().choices_of(item).iter();
            for choice in choices.filter(|choice| NOTHING.contains(&choice.code.as_str())) {
                let tree = item.constraint.as_ref().expect("a constraint").parse().unwrap();
                let holds = |given: &str| is_true(&tree, &|_| String::new(), given);
                assert!(holds(&choice.code), "{code}: {}", item.code);
                assert!(!holds(&format!("autre {}", choice.code)), "{code}: {}", item.code);
                let message = item
                    .constraint_message
                    .as_ref()
                    .map_or("", |text| text.in_language("fr"));
                let named = format!("«\u{a0}{}\u{a0}»", choice.label.in_language("fr"));
                assert!(message.contains(&named), "{code}: {}: {message}", item.code);
            }
        }
    }
}

/// Items whose lowest level, or whose every answer, shows their competences at work.
const ALWAYS_AT_WORK: [&str; 5] = [
    "outils_utilises",
    "groupement",
    "place_numerique",
    "recherche_info",
    "programmation",
];

#[test]
fn each_item_says_which_answers_show_its_competences_at_work() {
    for code in all() {
        let file = grid(code);
        for place in Walk::of(file.grid()).places() {
            let item = place.item;
            let expected = !item.frameworks.is_empty() && !ALWAYS_AT_WORK.contains(&item.code.as_str());
            assert_eq!(item.frameworks_when.is_some(), expected, "{code}: {}", item.code);
            let Some(when) = &item.frameworks_when else {
                continue;
            };
            let tree = when.parse().unwrap();
            let shows = |given: &str| is_true(&tree, &|_| String::new(), given);
            if matches!(item.answer, Answer::Level { .. }) {
                assert!(!shows("1") && shows("2") && shows("4"), "{code}: {}", item.code);
            }
            let choices = file.grid().choices_of(item).iter();
            for choice in choices.filter(|choice| NOTHING.contains(&choice.code.as_str())) {
                assert!(!shows(&choice.code), "{code}: {}: {}", item.code, choice.code);
            }
        }
    }
}

#[test]
fn a_lesson_without_digital_tool_can_still_teach_responsible_use() {
    for code in USAGES {
        let file = grid(code);
        let place = file.grid().find("themes_responsables").expect("an item");
        assert!(place.relevant.is_empty(), "{code}");
    }
}

#[test]
fn tools_that_served_are_asked_of_a_list_without_none() {
    for code in of_lessons() {
        let file = grid(code);
        let codes = |name: &str| {
            let item = file.grid().find(name).expect("an item").item;
            let choices = file.grid().choices_of(item).iter();
            choices.map(|choice| choice.code.clone()).collect::<Vec<_>>()
        };
        let mut used = codes("outils_utilises");
        assert!(!used.contains(&"aucun".to_owned()), "{code}");
        used.push("aucun".to_owned());
        assert_eq!(used, codes("outils_presents"), "{code}");
    }
}

#[test]
fn pupils_framework_is_not_asked_of_the_youngest_and_what_is_declared_is_said_so() {
    let file = grid(USAGES[0]);
    let walk = Walk::of(file.grid());
    let references = walk.places().iter().flat_map(|place| &place.item.frameworks);
    assert!(
        references
            .into_iter()
            .all(|reference| reference.framework != Framework::Crcn)
    );
    for code in all() {
        let file = grid(code);
        for name in ["limites", "souhaits_formation", "ia_generative", "frequence"] {
            let declared = file
                .grid()
                .find(name)
                .is_none_or(|place| place.item.evidence == Evidence::Declared);
            assert!(declared, "{code}: {name}");
        }
    }
}

/// Every text that a reader reads, with its place.
fn prose(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    const READ: [&str; 9] = [
        "label",
        "look_for",
        "text",
        "sentence",
        "caution",
        "title",
        "description",
        "constraint_message",
        "credits",
    ];
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, inner)| prose(inner, &format!("{at}/{name}"), found)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, inner)| {
            if let Value::String(text) = inner
                && at.ends_with("credits")
            {
                found.push((at.to_owned(), text.clone()));
            }
            prose(inner, &format!("{at}/{i}"), found);
        }),
        Value::String(text) if READ.iter().any(|name| at.ends_with(&format!("/{name}"))) => {
            found.push((at.to_owned(), text.clone()));
        }
        _ => {}
    }
}

fn texts(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    prose(&json(code), "", &mut found);
    assert!(found.len() > 40, "{code}");
    found
}

/// Words of the rendez-vous de carrière, and words that judge a person.
const FORBIDDEN: [&str; 16] = [
    "consolider",
    "satisfaisan",
    "excellen",
    "insuffisamment",
    "incapable",
    "bon enseignant",
    "mauvais",
    "faible",
    "défaillan",
    "lacune",
    "doit ",
    "devrait",
    "maîtrise",
    "efficace",
    "performan",
    "rendez-vous de carrière",
];

fn forbidden_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    FORBIDDEN.into_iter().find(|word| text.contains(word))
}

#[test]
fn no_text_judges_or_borrows_from_the_career_form() {
    assert_eq!(forbidden_word("Très satisfaisant"), Some("satisfaisan"));
    assert_eq!(forbidden_word("À consolider"), Some("consolider"));
    for code in all() {
        for (at, text) in texts(code) {
            assert_eq!(forbidden_word(&text), None, "{code}{at}: {text}");
        }
    }
}

/// What offends French typography in a text, if anything.
fn typographic_fault(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let fault = |i: usize| {
        let before = i.checked_sub(1).map(|j| letters[j]);
        let after = letters.get(i + 1).copied();
        match letters[i] {
            '\'' | '"' | '\t' | '\n' => true,
            ':' | '»' => before != Some('\u{a0}'),
            ';' | '?' | '!' | '%' => before != Some('\u{202f}'),
            '«' => after != Some('\u{a0}'),
            ' ' => after == Some(' ') || before.is_none() || after.is_none(),
            '.' => before == Some('.') || after == Some('.'),
            _ => false,
        }
    };
    (0..letters.len())
        .find(|i| fault(*i))
        .map(|i| format!("{:?} at {i}", letters[i]))
}

#[test]
fn french_typography_is_kept() {
    for wrong in [
        "l'outil",
        "oui ?",
        "a : b",
        "« a »",
        "deux  mots",
        "50 %",
        "fin ",
        "a\u{a0}; b",
    ] {
        assert!(typographic_fault(wrong).is_some(), "{wrong}");
    }
    for code in all() {
        for (at, text) in texts(code) {
            assert_eq!(typographic_fault(&text), None, "{code}{at}: {text}");
        }
    }
}

#[test]
fn each_problem_has_its_sentence_and_each_sentence_its_problem() {
    let text = std::fs::read_to_string(assets().join("messages/fr/grid.json")).expect("the catalogue");
    let sentences: BTreeMap<String, String> = serde_json::from_str(&text).expect("a catalogue");
    let told: BTreeSet<&str> = sentences.keys().map(String::as_str).collect();
    assert_eq!(told, codes::ALL.iter().copied().collect::<BTreeSet<_>>());
    for (code, sentence) in &sentences {
        assert_eq!(typographic_fault(sentence), None, "{code}: {sentence}");
    }
}

/// A published grid is immutable: a change here is a decision, and calls for a new version label.
#[test]
fn the_identity_of_each_grid_is_known() {
    let identity = |code: &str| {
        let file = grid(code);
        format!("{code} {} {}", file.grid().version, file.sha256())
    };
    insta::assert_snapshot!(all().map(identity).collect::<Vec<_>>().join("\n"));
}
