//! Search as one types: every school is found by its name, its commune and its UAI, however they are typed.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use observation::directory::fictitious::schools;
use observation::directory::{School, SchoolIndex, search_key};
use observation::uai::Uai;
use proptest::prelude::*;

fn names(found: &[Uai], schools: &[School]) -> Vec<String> {
    let name = |uai: &Uai| {
        schools
            .iter()
            .find(|school| school.uai == *uai)
            .map(|school| school.name.clone())
    };
    found.iter().filter_map(name).collect()
}

fn named(number: u32, name: &str, commune: &str) -> School {
    let like = schools(2, 1).pop().expect("two schools");
    School {
        uai: Uai::from_number(number).expect("a number"),
        name: name.into(),
        commune: commune.into(),
        circonscription: None,
        ..like
    }
}

#[test]
fn the_uai_comes_first_then_the_name_then_the_commune() {
    let schools = [
        named(9_749_901, "Collège des Filaos", "Saint-Aubépin"),
        named(9_749_902, "École Saint-Aubépin", "Roche-Vanille"),
        named(9_749_903, "École Cœur de Corail", "L'Haÿ-les-Filaos"),
    ];
    let index = SchoolIndex::new(&schools);
    let search = |query: &str| names(&index.search(query, 10), &schools);
    assert_eq!(search("SAINT aub"), ["École Saint-Aubépin", "Collège des Filaos"]);
    assert_eq!(search("filao"), ["Collège des Filaos", "École Cœur de Corail"]);
    assert_eq!(search("coeur l hay"), ["École Cœur de Corail"]);
    assert_eq!(search("9749903"), ["École Cœur de Corail"]);
    assert_eq!(
        search("école 97499"),
        ["École Cœur de Corail", "École Saint-Aubépin"]
    );
    assert_eq!(search("collège vanille"), Vec::<String>::new());
    assert_eq!(search("").len(), 3);
    assert_eq!(index.search("97499", 2).len(), 2);
}

#[test]
fn an_empty_index_answers() {
    assert_eq!(SchoolIndex::default().search("a", 5), []);
}

/// The same letters as another person would type them.
fn typed(text: &str, style: usize) -> String {
    match style % 4 {
        0 => text.to_uppercase(),
        1 => search_key(text),
        2 => text.replace(['-', '\''], " "),
        _ => text.to_lowercase(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_school_is_always_found_by_what_is_its_own(seed in any::<u64>(), at in 0usize..300, style in any::<usize>(), cut in 0usize..6) {
        let schools = schools(300, seed);
        let (school, index) = (&schools[at], SchoolIndex::new(&schools));
        let uai = school.uai.to_string();
        let both = format!("{} {}", school.commune, school.name);
        for own in [&school.name, &school.commune, &uai, &both] {
            let query = typed(own, style);
            prop_assert!(index.search(&query, 300).contains(&school.uai), "{}", query);
            let begun: String = query.chars().take(query.chars().count() - cut.min(query.chars().count())).collect();
            prop_assert!(index.search(&begun, 300).contains(&school.uai), "{}", begun);
        }
        prop_assert_eq!(index.search(&uai, 1), [school.uai]);
    }

    #[test]
    fn any_query_is_answered_within_its_limit(query in "\\PC{0,30}", limit in 0usize..20) {
        let schools = schools(60, 1);
        prop_assert!(SchoolIndex::new(&schools).search(&query, limit).len() <= limit);
    }
}
