//! What was seen of each item from visit to visit: answers side by side, nothing of one visit alone, nothing of another's lesson.

use std::collections::BTreeSet;

use observation::answers::Value;
use observation::visit::{VisitDocument, over_time};
use proptest::prelude::*;
use uuid::Uuid;

use super::sample::{FIRST, SECOND, answered, sealed, visit};

const ONE: Uuid = Uuid::from_u128(10);
const OTHER: Uuid = Uuid::from_u128(11);

/// The visit of that rank, a month after the one before, with these levels of an item in its two lessons.
fn of_rank(rank: u8, levels: [Option<u8>; 2]) -> VisitDocument {
    let mut visit = visit();
    for (seance, level) in [FIRST, SECOND].into_iter().zip(levels) {
        if let Some(level) = level {
            visit = answered(visit, Some(seance), "lien_objectif", Value::Level(level));
        }
    }
    let mut document = sealed(&visit);
    document.visit = Uuid::from_u128(900 + u128::from(rank));
    document.date = document.date + chrono::Months::new(u32::from(rank));
    document
}

#[test]
fn an_item_is_told_from_its_second_visit_on_the_earliest_first() {
    let visits = [of_rank(3, [Some(3), None]), of_rank(0, [Some(1), Some(2)])];
    let seen = over_time(&visits, &[ONE]);
    let levels: Vec<String> = seen["lien_objectif"]
        .iter()
        .map(|one| format!("{} {:?}", one.visit.date, one.answer.state))
        .collect();
    assert_eq!(
        levels,
        [
            "2026-11-24 Value(Level(1))",
            "2026-11-24 Value(Level(2))",
            "2027-02-24 Value(Level(3))",
        ]
    );
    assert!(over_time(&visits[..1], &[ONE]).is_empty(), "one visit alone");
    assert!(
        over_time(&visits[1..], &[ONE]).is_empty(),
        "two lessons of one visit"
    );
}

#[test]
fn the_lesson_that_another_led_is_not_told() {
    let mut visits = [of_rank(0, [Some(1), Some(4)]), of_rank(1, [Some(2), None])];
    visits[0].seances[1].teachers = vec![OTHER];
    let told = |ids: &[Uuid]| over_time(&visits, ids).get("lien_objectif").map_or(0, Vec::len);
    assert_eq!((told(&[ONE]), told(&[OTHER]), told(&[ONE, OTHER])), (2, 3, 3));
}

#[test]
fn what_a_condition_set_aside_or_a_free_text_says_nothing() {
    let mut visits = [of_rank(0, [Some(1), None]), of_rank(1, [Some(2), None])];
    visits[0].seances[0].answers[0].not_relevant = true;
    assert!(over_time(&visits, &[ONE]).is_empty());
    let written = |rank| {
        let visit = answered(visit(), None, "limites", Value::Text("Le réseau".into()));
        let mut document = sealed(&visit);
        document.visit = Uuid::from_u128(rank);
        document
    };
    assert!(over_time(&[written(1), written(2)], &[ONE]).is_empty());
}

proptest! {
    // A visit is sealed for each: few are enough.
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn each_item_has_two_visits_and_every_answer_once(
        levels in prop::collection::vec((prop::option::of(1..=4_u8), prop::option::of(1..=4_u8)), 0..6),
    ) {
        let visits: Vec<VisitDocument> = levels
            .iter()
            .zip(0..)
            .map(|((one, other), rank)| of_rank(rank, [*one, *other]))
            .collect();
        let seen = over_time(&visits, &[ONE]);
        let given = levels.iter().filter(|(one, other)| one.is_some() || other.is_some()).count();
        prop_assert_eq!(seen.contains_key("lien_objectif"), given > 1);
        for all in seen.values() {
            let of: BTreeSet<Uuid> = all.iter().map(|one| one.visit.visit).collect();
            prop_assert!(of.len() > 1);
            let answers: usize = levels.iter().map(|(one, other)| one.iter().chain(other).count()).sum();
            prop_assert_eq!(all.len(), answers);
            prop_assert!(all.windows(2).all(|pair| pair[0].visit.date <= pair[1].visit.date));
        }
    }
}
