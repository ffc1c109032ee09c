//! A document that was reopened and sealed again says the same.

use observation::answers::{AnswerKey, Answered, State, Value};
use observation::visit::{Sample, TimelineDocument, Visit, reopened};
use proptest::prelude::*;

use super::sample::*;

/// A visit of answers, paragraphs and a timeline, with lessons noted or not.
fn drawn() -> impl Strategy<Value = Visit> {
    let texts = proptest::collection::vec("[a-zà-ÿ ]{1,20}[a-z]", 0..4);
    let states = proptest::collection::vec(0_u8..4, 0..12);
    (texts, states, any::<bool>(), any::<bool>(), 0_u32..5).prop_map(
        |(texts, states, began, ended, samples)| {
            let mut visit = visit();
            for text in texts {
                visit = noted(visit, 20, &text, "equipement_classe", None);
            }
            let grid = grid();
            let walk = observation::grid::Walk::of(grid.grid());
            for (place, state) in walk.places().iter().zip(states) {
                let state = match state {
                    0 => State::NotObserved,
                    1 => State::NotApplicable,
                    2 => State::Value(Value::YesNo(true)),
                    _ => State::Unanswered,
                };
                let seance = (place.item.scope == observation::grid::Scope::Seance).then_some(FIRST);
                let given = Answered {
                    state,
                    comment: "vu".into(),
                };
                visit
                    .answers
                    .insert(AnswerKey::of(&place.item.code, seance), given);
            }
            visit.plan.seances[0].started_at = began.then(|| at(17));
            visit.plan.seances[0].ended_at = ended.then(|| at(58));
            if samples > 0 {
                let samples = (0..samples).map(|index| Sample {
                    index,
                    codes: Default::default(),
                });
                let kept = TimelineDocument {
                    interval_minutes: 2,
                    samples: samples.collect(),
                };
                visit.timelines.insert(FIRST, kept);
            }
            visit
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_sealed_again_says_the_same(visit in drawn()) {
        let mut document = sealed(&visit);
        // The sample names nobody; the plan does.
        let mut again = reopened(&document);
        again.plan.subject = visit.plan.subject.clone();
        let mut resealed = sealed(&again);
        // What a planned time was is no longer told from what was noted, but by its own mark.
        resealed.sealed_at = document.sealed_at;
        document.nonce = resealed.nonce;
        prop_assert_eq!(resealed, document);
    }
}
