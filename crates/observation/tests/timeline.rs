//! What the samples of a lesson show, whatever was noted.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use observation::grid::timeline::TimelineDefinition;
use observation::instant::Instant;
use observation::timeline::{Codes, Extent, Missed, Profile, Stretch, accepted, codes};
use observation::visit::{Sample, TimelineDocument};
use proptest::prelude::*;
use serde_json::json;

fn definition() -> TimelineDefinition {
    let codes = |codes: [&str; 3]| codes.map(|code| json!({ "code": code, "label": code }));
    let (teacher, tools) = (
        codes(["consigne", "circule", "bilan"]),
        codes(["aucun", "affichage", "individuel"]),
    );
    let tracks = json!([
        { "code": "enseignant", "label": "enseignant", "codes": teacher },
        { "code": "outils", "label": "outils", "several": true, "codes": tools },
    ]);
    serde_json::from_value(json!({ "interval_minutes": 2, "tracks": tracks })).unwrap()
}

fn noted(tracks: &[(&str, &[&str])]) -> Codes {
    let codes = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect();
    tracks
        .iter()
        .map(|(track, noted)| ((*track).to_owned(), codes(noted)))
        .collect()
}

fn document(samples: impl IntoIterator<Item = (u32, Codes)>) -> TimelineDocument {
    let sample = |(index, codes)| Sample { index, codes };
    TimelineDocument {
        interval_minutes: 2,
        samples: samples.into_iter().map(sample).collect(),
    }
}

fn lesson(minutes: i64) -> Extent {
    Extent {
        start: Instant::from_milliseconds(0),
        end: Instant::from_milliseconds(minutes * 60_000),
        going: false,
    }
}

#[test]
fn a_lesson_is_told_by_shares_changes_and_stretches() {
    let teacher = ["consigne", "circule", "circule", "", "circule", "bilan"];
    let samples = (0..).zip(teacher).filter(|(_, code)| !code.is_empty());
    let profile = Profile::of(
        &definition(),
        &document(samples.map(|(index, code)| (index, noted(&[("enseignant", &[code])])))),
        lesson(12),
    );
    let between = Missed {
        between: 1,
        ..Missed::default()
    };
    assert_eq!((profile.noted, profile.missed), (5, between));
    let track = &profile.tracks[0];
    let counts: Vec<u32> = track.codes.iter().map(|one| one.count).collect();
    assert_eq!(counts, [1, 3, 1]);
    // The missed sample breaks the stretch, and nothing is said of what changed around it.
    assert_eq!(
        track.codes[1].stretches,
        [Stretch { first: 1, samples: 2 }, Stretch { first: 4, samples: 1 }]
    );
    assert_eq!(track.codes[1].longest(), Some(Stretch { first: 1, samples: 2 }));
    let changes: Vec<String> = track
        .transitions
        .iter()
        .map(|one| format!("{}>{} {}", one.from.join("+"), one.to.join("+"), one.count))
        .collect();
    assert_eq!(changes, ["circule>bilan 1", "consigne>circule 1"]);
    assert_eq!(profile.tracks[1].noted, 0);
    assert_eq!(profile.tracks[1].codes[0].longest(), None);
}

#[test]
fn no_sample_shows_nothing() {
    let profile = Profile::of(&definition(), &document([]), lesson(55));
    assert_eq!((profile.noted, profile.missed.all(), profile.due()), (0, 28, 28));
    assert_eq!(profile.combinations, []);
}

#[test]
fn what_is_missing_is_counted_over_the_whole_lesson() {
    let some = |numbers: std::ops::Range<u32>| {
        let codes = || noted(&[("enseignant", &["consigne"])]);
        let numbers = numbers.map(|number| (number, codes()));
        Profile::of(&definition(), &document(numbers), lesson(55))
    };
    // Ten minutes of a lesson of 55, then one begun late, then one that ran over its time.
    let ten = some(0..5);
    assert_eq!((ten.missed.after, ten.due(), ten.is_scant()), (23, 28, true));
    let late = some(14..28);
    assert_eq!(
        (late.missed.before, late.missed.after, late.is_scant()),
        (14, 0, false)
    );
    assert!(some(15..28).is_scant());
    let over = some(0..30);
    assert_eq!((over.missed.all(), over.due()), (0, 30));
}

#[test]
fn a_sample_is_kept_in_the_grids_order_and_all_that_is_strange_is_said_at_once() {
    let kept = accepted(
        &definition(),
        &noted(&[
            ("outils", &["individuel", "affichage", "affichage"]),
            ("enseignant", &[]),
        ]),
    );
    assert_eq!(kept, Ok(noted(&[("outils", &["affichage", "individuel"])])));
    let strange = noted(&[
        ("enseignant", &["consigne", "bilan"]),
        ("outils", &["tableau"]),
        ("parents", &["x"]),
    ]);
    let problems = accepted(&definition(), &strange).unwrap_err();
    let found: Vec<&str> = problems.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(found, [codes::SINGLE, codes::CODE, codes::CODE]);
}

fn any_codes() -> impl Strategy<Value = Codes> {
    let teacher = prop::option::of(prop::sample::select(vec!["consigne", "circule", "bilan"]));
    let tools = prop::sample::subsequence(vec!["aucun", "affichage", "individuel"], 0..=3);
    (teacher, tools).prop_map(|(teacher, tools)| {
        let teacher: Vec<&str> = teacher.into_iter().collect();
        accepted(
            &definition(),
            &noted(&[("enseignant", &teacher), ("outils", &tools)]),
        )
        .unwrap()
    })
}

fn any_samples() -> impl Strategy<Value = BTreeMap<u32, Codes>> {
    let codes = any_codes().prop_filter("an empty sample is missed", |codes| !codes.is_empty());
    prop::collection::btree_map(0..60u32, codes, 0..40)
}

proptest! {
    #[test]
    fn counts_add_up(samples in any_samples(), minutes in 0..200i64) {
        let profile = Profile::of(&definition(), &document(samples.clone()), lesson(minutes));
        prop_assert_eq!(profile.noted as usize, samples.len());
        // Each sample of the lesson is noted or missed, whichever those noted are.
        let reached = samples.keys().next_back().map_or(0, |last| last + 1);
        let due = lesson(minutes).samples(2).max(reached);
        prop_assert_eq!(profile.due(), due);
        let empty = (0..due).filter(|number| !samples.contains_key(number)).count();
        prop_assert_eq!(profile.missed.all() as usize, empty);
        prop_assert_eq!(profile.is_scant(), samples.len() * 2 < due as usize);
        let all: u32 = profile.combinations.iter().map(|one| one.count).sum();
        prop_assert_eq!(all, profile.noted);
        let teacher = &profile.tracks[0];
        let of_codes: u32 = teacher.codes.iter().map(|one| one.count).sum();
        prop_assert_eq!(of_codes, teacher.noted, "one code a sample on a single track");
        for track in &profile.tracks {
            let together: u32 = track.combinations.iter().map(|one| one.count).sum();
            prop_assert_eq!(together, track.noted);
            for code in &track.codes {
                let stretched: u32 = code.stretches.iter().map(|one| one.samples).sum();
                prop_assert_eq!(stretched, code.count);
                prop_assert!(code.stretches.windows(2).all(|pair| pair[0].first + pair[0].samples < pair[1].first));
            }
        }
    }

    #[test]
    fn the_order_in_which_samples_stand_changes_nothing(samples in any_samples(), turn in 0..40usize) {
        let mut turned: Vec<_> = samples.clone().into_iter().collect();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(
            Profile::of(&definition(), &document(turned), lesson(55)),
            Profile::of(&definition(), &document(samples), lesson(55))
        );
    }
}
