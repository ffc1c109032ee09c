//! Nothing that is said of a recommendation of another is ever in one's report, whatever a draft holds.

use std::collections::BTreeSet;

use observation::uai::Uai;
use observation::visit::{FollowUp, Progress, SubjectPlan, codes, concern, review};
use proptest::prelude::*;
use uuid::Uuid;

use super::sample::{grid, sealed, visit};

/// Three persons, each of whom was merged from three entries of the register.
const ANNA: u128 = 10;
const PAUL: u128 = 20;
const ZOE: u128 = 30;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn person(of: Uuid) -> Uuid {
    id(of.as_u128() / 10 * 10)
}

fn persons(ids: &[Uuid]) -> BTreeSet<Uuid> {
    ids.iter().copied().map(person).collect()
}

fn teachers(numbers: &[u128]) -> SubjectPlan {
    SubjectPlan::Teachers(numbers.iter().copied().map(id).collect())
}

fn school(number: u32) -> SubjectPlan {
    SubjectPlan::School(Uai::from_number(number).unwrap())
}

fn follow(named: &[u128]) -> FollowUp {
    let said = FollowUp::new(id(1), Progress::Done, "Garder une trace audio", "Chaque semaine");
    said.of(named.iter().copied().map(id).collect())
}

/// What a document says that keeps no follow-up.
const NOTHING: [Vec<Uuid>; 0] = [];

/// What the document of a visit to `visited` says of it, as readers of the document find whom it concerns.
fn in_document(one: &FollowUp, visited: &SubjectPlan) -> Vec<Vec<Uuid>> {
    let mut visit = visit();
    visit.plan.subject = visited.clone();
    visit.debrief.follow_ups = vec![one.clone()];
    let kept = sealed(&visit).debrief.follow_ups;
    kept.iter().map(|one| one.concerned(visited.teachers())).collect()
}

#[test]
fn what_was_recommended_concerns_those_of_its_visit_alone() {
    let to = |made_to: &SubjectPlan, visited: &SubjectPlan| concern(made_to, visited, person);
    let both = teachers(&[ANNA, PAUL]);
    assert_eq!(to(&teachers(&[ANNA]), &both), Some(vec![id(ANNA)]));
    assert_eq!(to(&teachers(&[ANNA, ZOE]), &both), Some(vec![id(ANNA)]));
    assert_eq!(
        to(&teachers(&[ANNA + 1]), &both),
        Some(vec![id(ANNA)]),
        "merged since"
    );
    assert_eq!(to(&teachers(&[ZOE]), &both), None);
    assert_eq!(to(&school(9_749_901), &school(9_749_901)), Some(Vec::new()));
    assert_eq!(to(&school(9_749_902), &school(9_749_901)), None);
    assert_eq!(to(&school(9_749_901), &both), None);
    assert_eq!(to(&teachers(&[ANNA]), &school(9_749_901)), None);
}

#[test]
fn a_follow_up_is_addressed_by_whom_the_recommendation_was_made_to() {
    let both = teachers(&[ANNA, PAUL]);
    let addressed = |named: &[u128], made_to: Option<SubjectPlan>, visited: &SubjectPlan| {
        let one = follow(named).addressed(made_to.as_ref(), visited, person);
        one.map(|one| one.teachers)
    };
    let of = |numbers: &[u128]| Some(numbers.iter().copied().map(id).collect::<Vec<_>>());
    assert_eq!(
        addressed(&[], Some(teachers(&[ANNA + 2, ZOE])), &both),
        of(&[ANNA])
    );
    assert_eq!(addressed(&[], Some(both.clone()), &both), of(&[ANNA, PAUL]));
    assert_eq!(
        addressed(&[PAUL], Some(both.clone()), &both),
        of(&[PAUL]),
        "settled for the other"
    );
    assert_eq!(
        addressed(&[PAUL], Some(teachers(&[ANNA])), &both),
        of(&[ANNA]),
        "never his, whatever a page says"
    );
    assert_eq!(addressed(&[ZOE], Some(teachers(&[ANNA, ZOE])), &both), of(&[ZOE]));
    assert_eq!(addressed(&[PAUL], Some(teachers(&[ZOE])), &both), of(&[ZOE]));
    // The visit was to be to Zoé; the recommendation is in a notebook that was lost.
    assert_eq!(addressed(&[ZOE], None, &both), of(&[ZOE]));
    assert_eq!(addressed(&[ANNA + 1], None, &both), of(&[ANNA]));
    assert_eq!(addressed(&[], None, &both), of(&[]));
    assert_eq!(addressed(&[], Some(school(9_749_901)), &both), None);
    assert_eq!(
        addressed(&[], Some(school(9_749_901)), &school(9_749_901)),
        of(&[])
    );
}

#[test]
fn a_document_names_only_those_observed_and_nobody_where_there_is_one() {
    let both = teachers(&[ANNA, PAUL]);
    assert_eq!(in_document(&follow(&[ANNA, ZOE]), &both), [[id(ANNA)]]);
    assert_eq!(in_document(&follow(&[ZOE]), &both), NOTHING);
    assert_eq!(in_document(&follow(&[ANNA]), &teachers(&[ANNA])), [[id(ANNA)]]);
    assert_eq!(in_document(&follow(&[ANNA]), &teachers(&[PAUL])), NOTHING);
    assert_eq!(in_document(&follow(&[ANNA]), &school(9_749_901)), NOTHING);
    // As older documents have it.
    assert_eq!(in_document(&follow(&[]), &both), [Vec::<Uuid>::new()]);
    assert_eq!(in_document(&follow(&[]), &teachers(&[PAUL])), [[id(PAUL)]]);
}

#[test]
fn what_no_report_would_say_is_told_before_sealing_and_needs_no_reason() {
    let codes_of = |named: &[u128], visited: &SubjectPlan| {
        let mut visit = visit();
        visit.plan.subject = visited.clone();
        let dropped = FollowUp::new(id(1), Progress::Dropped, "Garder une trace audio", "");
        visit.debrief.follow_ups = vec![dropped.of(named.iter().copied().map(id).collect())];
        let found = review(&visit, grid().grid(), &[], chrono_tz::Indian::Reunion);
        let found = found
            .into_iter()
            .map(|one| (one.problem.is_error(), one.problem.code));
        let followed = [codes::CONCERN, codes::DROPPED];
        let kept = |code: &String| followed.iter().find(|one| *one == code).copied();
        found
            .filter_map(|(is_error, code)| Some((kept(&code)?, is_error)))
            .collect::<Vec<_>>()
    };
    let both = teachers(&[ANNA, PAUL]);
    assert_eq!(codes_of(&[ZOE], &both), [(codes::CONCERN, false)]);
    assert_eq!(codes_of(&[], &both), [(codes::CONCERN, false)]);
    assert_eq!(codes_of(&[PAUL], &both), [(codes::DROPPED, true)]);
    assert_eq!(codes_of(&[], &teachers(&[ANNA])), [(codes::DROPPED, true)]);
    assert_eq!(codes_of(&[], &school(9_749_901)), [(codes::DROPPED, true)]);
    assert_eq!(codes_of(&[ANNA], &school(9_749_901)), [(codes::CONCERN, false)]);
}

/// Some of the three persons, each by one of his identifiers.
fn some() -> impl Strategy<Value = Vec<Uuid>> {
    let one = |person: u128| proptest::option::of(0_u128..3).prop_map(move |rank| Some(id(person + rank?)));
    (one(ANNA), one(PAUL), one(ZOE))
        .prop_map(|(anna, paul, zoe)| [anna, paul, zoe].into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_follow_up_of_another_is_ever_said_to_one(made_to in some(), observed in some(), named in some()) {
        let (made, visited) = (SubjectPlan::Teachers(made_to.clone()), SubjectPlan::Teachers(observed.clone()));
        let mut one = follow(&[]);
        one.teachers.clone_from(&named);
        let addressed = one.addressed((!made_to.is_empty()).then_some(&made), &visited, person);
        let said: Vec<Uuid> = addressed.iter().flat_map(|one| in_document(one, &visited)).flatten().collect();
        let his = |of: &[Uuid], who: &Uuid| of.is_empty() || persons(of).contains(&person(*who));
        prop_assert!(said.iter().all(|who| observed.contains(who) && his(&made_to, who)), "{said:?}");
        // Those whom it does concern are told, each once: of those to whom it was made, those named.
        let named: Vec<Uuid> = named.into_iter().filter(|who| his(&made_to, who)).collect();
        let concerned = observed.iter().filter(|who| his(&made_to, who) && his(&named, who));
        if !made_to.is_empty() {
            prop_assert_eq!(said, concerned.copied().collect::<Vec<_>>());
        }
    }
}
