//! The course of a report: nothing is skipped, nothing is back-dated silently.

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::visit::course::codes;
use observation::visit::{Course, Happening, Means, STATE_FORMAT, Stage, StateDocument};
use proptest::prelude::*;
use uuid::Uuid;

const SEALED: u32 = 10;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn revision() -> Sha256 {
    Sha256::of(b"revision")
}

fn state(happened: Happening, on: u32) -> StateDocument {
    StateDocument {
        format: STATE_FORMAT.to_owned(),
        nonce: Sha256::of(b"nonce"),
        visit: Uuid::nil(),
        revision: revision(),
        teacher: None,
        on: day(on),
        noted_at: "2026-11-24T08:00:00.000Z".parse().unwrap(),
        zone: "Indian/Reunion".to_owned(),
        happened,
    }
}

fn communicated(due: Option<u32>) -> Happening {
    Happening::Communicated {
        means: Means::ByHand,
        recipients: vec!["La personne observée".to_owned()],
        reply_due: due.map(day),
    }
}

fn reply(text: &str) -> Happening {
    Happening::Reply {
        text: text.to_owned(),
        file: None,
    }
}

fn remark(text: &str) -> Happening {
    Happening::Remark {
        text: text.to_owned(),
    }
}

fn closed(reason: &str) -> Happening {
    Happening::Closed {
        reason: reason.to_owned(),
    }
}

fn stage(states: &[StateDocument], today: u32) -> Stage {
    Course::of(states, revision(), None).stage(day(today))
}

fn objections(states: &[StateDocument], happening: &Happening, on: u32, today: u32) -> Vec<String> {
    let course = Course::of(states, revision(), None);
    let problems = course.objections(happening, day(on), day(SEALED), day(today));
    problems.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn a_report_is_handed_over_then_answered_then_closed() {
    let mut states = Vec::new();
    assert_eq!(stage(&states, 12), Stage::ToHandOver);
    states.push(state(communicated(Some(20)), 12));
    assert_eq!(stage(&states, 20), Stage::AwaitingReply(Some(day(20))));
    assert_eq!(stage(&states, 21), Stage::DelayOver(day(20)));
    states.push(state(reply("Le débit était faible."), 18));
    assert_eq!(stage(&states, 25), Stage::Replied);
    states.push(state(closed(""), 21));
    assert_eq!(stage(&states, 25), Stage::Closed);
    // Late, yet received: it is joined all the same.
    assert_eq!(objections(&states, &reply("Encore un mot."), 24, 25), [""; 0]);
    states.push(state(reply("Encore un mot."), 24));
    assert_eq!(stage(&states, 25), Stage::Replied);
}

#[test]
fn nothing_comes_before_the_handing_over_nor_twice() {
    for early in [reply("Un mot."), remark("Un mot."), closed("Un motif")] {
        assert_eq!(objections(&[], &early, 12, 12), [codes::NOT_COMMUNICATED]);
    }
    let handed = [state(communicated(Some(20)), 12)];
    assert_eq!(
        objections(&handed, &communicated(None), 13, 13),
        [codes::ALREADY_COMMUNICATED]
    );
    assert_eq!(objections(&handed, &remark("Un mot."), 13, 13), [codes::NO_REPLY]);
    assert_eq!(objections(&handed, &closed(""), 13, 13), [codes::CLOSING_REASON]);
    assert_eq!(objections(&handed, &closed(""), 21, 21), [""; 0]);
    let over = [handed[0].clone(), state(closed(""), 21)];
    assert_eq!(objections(&over, &closed(""), 22, 22), [codes::ALREADY_CLOSED]);
}

#[test]
fn all_that_is_wrong_with_a_day_or_a_text_is_said_at_once() {
    let nobody = Happening::Communicated {
        means: Means::Mail,
        recipients: vec![" ".to_owned()],
        reply_due: Some(day(7)),
    };
    assert_eq!(
        objections(&[], &nobody, 9, 8),
        [codes::FUTURE, codes::BEFORE_SEAL, codes::RECIPIENTS, codes::DUE]
    );
    let handed = [state(communicated(Some(20)), 12)];
    assert_eq!(
        objections(&handed, &reply(" "), 11, 13),
        [codes::BEFORE_COMMUNICATION, codes::REPLY_EMPTY]
    );
}

#[test]
fn what_happened_to_another_revision_or_to_a_colleague_counts_for_neither() {
    let (ours, theirs) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut of_colleague = state(communicated(None), 12);
    of_colleague.teacher = Some(theirs);
    let mut of_former = state(communicated(None), 12);
    of_former.revision = Sha256::of(b"former");
    let states = [of_colleague, of_former];
    let course = |teacher| Course::of(&states, revision(), Some(teacher)).stage(day(12));
    assert_eq!(course(ours), Stage::ToHandOver);
    assert_eq!(course(theirs), Stage::AwaitingReply(None));
}

fn any_happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        prop::option::of(1u32..28).prop_map(communicated),
        prop::sample::select(vec!["", "Un mot."]).prop_map(reply),
        prop::sample::select(vec!["", "Un mot."]).prop_map(remark),
        prop::sample::select(vec!["", "Un motif"]).prop_map(closed),
    ]
}

proptest! {
    /// Whatever one tries to say, what is accepted tells one story: one handing over, first, and no day before it.
    #[test]
    fn what_is_accepted_is_a_story(tried in prop::collection::vec((any_happening(), 1u32..28), 0..12)) {
        let mut states: Vec<StateDocument> = Vec::new();
        for (happening, on) in tried {
            if objections(&states, &happening, on, 28).is_empty() {
                states.push(state(happening, on));
            }
        }
        let is_handing = |one: &&StateDocument| matches!(one.happened, Happening::Communicated { .. });
        prop_assert!(states.iter().filter(is_handing).count() <= 1);
        if let Some(first) = states.first() {
            prop_assert!(is_handing(&first));
            prop_assert!(states.iter().all(|one| one.on >= first.on && one.on >= day(SEALED)));
        }
    }
}
