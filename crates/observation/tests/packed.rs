//! Facts that are packed come back as they were, and are counted as one who reads them one by one counts them.
#![allow(clippy::unwrap_used)]

#[path = "packed/naive.rs"]
mod naive;

use std::collections::BTreeMap;

use observation::canonical::Sha256;
use observation::directory::EducationPrioritaire;
use observation::facts::{FORMAT, FactPlace, FactValue, Facts, SampleCount, SeanceFacts};
use observation::grid::{Answer, Degree, Grid, GridFile, Item, Scope, Walk};
use observation::packed::{
    Answers, Block, Layout, Misfit, PackedVisit, Place, Question, Tally, Teachers, Window,
};
use observation::uai::Uai;
use observation::visit::Standing;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use uuid::Uuid;

/// The grid of every kind of item, and the one that inspectors use most.
fn grids() -> [GridFile; 2] {
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden/complete-1.json")).unwrap();
    let usual = include_str!("../../../assets/grids/usages-numerique-premier-degre.json");
    [golden["grid"].as_str().unwrap(), usual].map(|text| GridFile::from_stored(text.to_owned()).unwrap())
}

fn value(grid: &Grid, item: &Item) -> BoxedStrategy<FactValue> {
    let mut codes: Vec<String> = grid
        .choices_of(item)
        .iter()
        .map(|choice| choice.code.clone())
        .collect();
    if let Answer::Single { or_other: true, .. } | Answer::Multiple { or_other: true, .. } = item.answer {
        codes.push("autre".to_owned());
    }
    match &item.answer {
        Answer::Level { scale } => {
            let levels: Vec<u8> = grid
                .scale(scale)
                .unwrap()
                .levels
                .iter()
                .map(|level| level.value)
                .collect();
            select(levels).prop_map(FactValue::Level).boxed()
        }
        Answer::Single { .. } => select(codes).prop_map(FactValue::Choice).boxed(),
        Answer::Multiple { .. } => {
            let count = 0..=codes.len();
            subsequence(codes, count).prop_map(FactValue::Choices).boxed()
        }
        Answer::YesNo => any::<bool>().prop_map(FactValue::YesNo).boxed(),
        Answer::Count { min, max } => (i64::from(*min)..=i64::from(*max))
            .prop_map(FactValue::Number)
            .boxed(),
        Answer::Duration { max } => (0..=i64::from(*max)).prop_map(FactValue::Number).boxed(),
        Answer::Acknowledge => Just(FactValue::Acknowledged).boxed(),
        _ => any::<i64>().prop_map(FactValue::Number).boxed(),
    }
}

fn answer(grid: &Grid, item: &Item) -> impl Strategy<Value = Option<FactValue>> + use<> {
    let states = [
        FactValue::NotObserved,
        FactValue::NotApplicable,
        FactValue::NotRelevant,
    ];
    prop_oneof![
        1 => Just(None),
        2 => select(states.to_vec()).prop_map(Some),
        4 => value(grid, item).prop_map(Some),
    ]
}

fn answers(grid: &Grid, scope: Scope) -> impl Strategy<Value = BTreeMap<String, FactValue>> + use<> {
    let walk = Walk::of(grid);
    let items = walk.places().iter().map(|place| place.item);
    let items = items.filter(|item| item.is_fact() && item.scope == scope);
    let each: Vec<_> = items
        .map(|item| (Just(item.code.clone()), answer(grid, item)))
        .collect();
    each.prop_map(|all| {
        all.into_iter()
            .filter_map(|(code, answer)| Some((code, answer?)))
            .collect()
    })
}

fn samples(grid: &Grid) -> impl Strategy<Value = Vec<SampleCount>> + use<> {
    let tracks = &grid.timeline.as_ref().unwrap().tracks;
    let codes: Vec<_> = tracks
        .iter()
        .map(|track| {
            let codes: Vec<String> = track.codes.iter().map(|code| code.code.clone()).collect();
            (Just(track.code.clone()), subsequence(codes, 1..=2))
        })
        .collect();
    btree_map(
        codes.prop_map(|all| all.into_iter().collect::<BTreeMap<_, _>>()),
        1_u32..400,
        0..3,
    )
    .prop_map(|all| {
        all.into_iter()
            .map(|(codes, count)| SampleCount { codes, count })
            .collect()
    })
}

fn place() -> impl Strategy<Value = FactPlace> {
    let number = select(vec![9_749_901_u32, 9_749_902, 0, 9_999_999]);
    let circonscription = select(vec![None, Uai::from_number(9_741_234), Uai::from_number(0)]);
    let sort = select(vec![
        (
            "ecole_elementaire",
            Some(Degree::Premier),
            EducationPrioritaire::RepPlus,
        ),
        ("college", Some(Degree::Second), EducationPrioritaire::Aucune),
        ("autre", None, EducationPrioritaire::Rep),
    ]);
    (number, circonscription, sort).prop_map(|(number, circonscription, (kind, degree, zone))| FactPlace {
        uai: Uai::from_number(number).unwrap(),
        kind: kind.to_owned(),
        degree,
        status: "public".to_owned(),
        education_prioritaire: zone,
        circonscription,
    })
}

fn seance(grid: &Grid) -> impl Strategy<Value = SeanceFacts> + use<> {
    let levels = subsequence(
        vec!["CP".to_owned(), "CE1".to_owned(), "2de pro".to_owned()],
        0..=2,
    );
    let discipline = select(vec![None, Some("francais".to_owned()), Some("L0202".to_owned())]);
    let place = proptest::option::weighted(0.2, place());
    (
        levels,
        discipline,
        place,
        answers(grid, Scope::Seance),
        samples(grid),
    )
        .prop_map(|(levels, discipline, place, answers, samples)| SeanceFacts {
            lesson: Sha256::of(b"lesson"),
            place,
            levels,
            discipline,
            answers,
            samples,
        })
}

fn facts(file: &GridFile) -> impl Strategy<Value = Facts> + use<> {
    let (sha256, code) = (file.sha256(), file.grid().code.clone());
    let when = select(vec![
        ("2026-08", "2025-2026"),
        ("2026-08", "2026-2027"),
        ("2027-01", "2026-2027"),
    ]);
    let kind = select(vec!["accompagnement", "rendez_vous_de_carriere"]);
    let seances = vec(seance(file.grid()), 0..3);
    (when, kind, place(), answers(file.grid(), Scope::Visit), seances).prop_map(
        move |((month, year), kind, place, answers, seances)| Facts {
            format: FORMAT.to_owned(),
            academie: "la-reunion".to_owned(),
            grid: sha256,
            grid_code: code.clone(),
            kind: kind.to_owned(),
            month: month.to_owned(),
            school_year: year.to_owned(),
            place,
            answers,
            seances,
            recommended_competences: Vec::new(),
            recommended_trainings: Vec::new(),
            fictitious: false,
        },
    )
}

fn teachers(seances: usize) -> impl Strategy<Value = Option<Teachers>> {
    let keys = || vec(select(vec![[1; 32], [2; 32], [3; 32]]), 0..3);
    let lists = prop_oneof![Just(Vec::new()), vec(keys(), seances)];
    let named = (
        select(vec!["discipline/L0202", "circonscription/9741234Y"]),
        any::<u128>(),
        keys(),
        lists,
    );
    proptest::option::of(named.prop_map(|(circle, epoch, observed, seances)| Teachers {
        circle: circle.to_owned(),
        epoch: Uuid::from_u128(epoch),
        observed,
        seances,
    }))
}

fn visit(file: &GridFile) -> impl Strategy<Value = (Facts, PackedVisit)> + use<> {
    let standing = select(vec![
        Standing::Unsaid,
        Standing::Communicated,
        Standing::Withdrawn,
    ]);
    (facts(file), standing).prop_flat_map(|(facts, standing)| {
        let seances = facts.seances.len();
        teachers(seances).prop_map(move |teachers| {
            let packed = PackedVisit::of(facts.clone(), standing, teachers);
            (facts.clone(), packed)
        })
    })
}

/// Visits of one of the grids: few, then more than a word holds.
fn visits() -> impl Strategy<Value = (GridFile, Vec<(Facts, PackedVisit)>)> {
    select(grids().to_vec()).prop_flat_map(|file| {
        let few = vec(visit(&file), 0..6);
        let many = vec(visit(&file), 64..140);
        (Just(file), prop_oneof![8 => few, 1 => many])
    })
}

fn questions() -> impl Strategy<Value = Question> {
    let places = vec![
        Place::Academie,
        Place::School(Uai::from_number(9_749_901).unwrap()),
        Place::Circonscription(Uai::from_number(9_741_234).unwrap()),
    ];
    let windows = vec![
        Window::Always,
        Window::Months {
            first: "2026-09".to_owned(),
            last: "2027-01".to_owned(),
        },
        Window::SchoolYears(vec!["2026-2027".to_owned()]),
    ];
    (select(places), select(windows), any::<bool>()).prop_map(|(place, window, communicated_only)| Question {
        place,
        window,
        communicated_only,
    })
}

fn packed(layout: &Layout, visits: &[(Facts, PackedVisit)]) -> (Vec<PackedVisit>, Block) {
    let visits: Vec<PackedVisit> = visits.iter().map(|(_, visit)| visit.clone()).collect();
    let block = Block::pack(layout, &visits).unwrap();
    (visits, block)
}

fn scanned(layout: &Layout, block: &Block, question: &Question) -> Tally {
    let mut tally = Tally::none(layout);
    let answers = Answers::from_bytes(layout, &block.answers).unwrap();
    tally.add(layout, &answers, question);
    tally
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn visits_come_back_as_they_were_packed((file, visits) in visits()) {
        let layout = Layout::of(file.grid());
        prop_assert!(visits.iter().all(|(facts, _)| facts.fit(file.grid())));
        let (visits, block) = packed(&layout, &visits);
        prop_assert_eq!(block.visits(&layout).unwrap(), visits);
    }

    #[test]
    fn a_scan_counts_as_one_who_reads((file, visits) in visits(), question in questions()) {
        let layout = Layout::of(file.grid());
        let (packed, block) = packed(&layout, &visits);
        let asked = packed.iter().zip(&visits).filter(|(packed, _)| question.keeps(&packed.circumstances));
        let expected = naive::counts(file.grid(), asked.map(|(_, (facts, _))| facts), &question);
        let found = naive::told(&layout, &scanned(&layout, &block, &question));
        prop_assert_eq!(&found, &expected);
        let Some((last, fewer)) = packed.split_last() else { return Ok(()) };
        let forgetful = Block::pack(&layout, fewer).unwrap();
        let told = naive::told(&layout, &scanned(&layout, &forgetful, &question));
        let counts = question.keeps(&last.circumstances) && naive::is_in(question.place, &last.place);
        prop_assert!(!counts || told != expected, "a scan that forgets a visit is caught");
    }

    #[test]
    fn any_bytes_end_in_visits_or_in_a_refusal((file, visits) in visits(), at in any::<Index>(), byte in any::<u8>(), part in 0..3_usize) {
        let layout = Layout::of(file.grid());
        let (_, mut block) = packed(&layout, &visits);
        let bytes = [&mut block.answers, &mut block.samples, &mut block.teachers].into_iter().nth(part).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = block.visits(&layout);
        let bytes = [&mut block.answers, &mut block.samples, &mut block.teachers].into_iter().nth(part).unwrap();
        bytes.truncate(at);
        prop_assert!(block.visits(&layout).is_err());
    }
}

#[test]
fn a_fact_that_does_not_fit_is_named() {
    let [file, _] = grids();
    let layout = Layout::of(file.grid());
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden/complete-1.json")).unwrap();
    let text = golden["facts"][0].as_str().unwrap();
    let facts: Facts = serde_json::from_str(text).unwrap();
    let pack =
        |facts: &Facts| Block::pack(&layout, &[PackedVisit::of(facts.clone(), Standing::Unsaid, None)]);
    assert!(pack(&facts).is_ok());
    for (item, value) in [
        ("niveau", FactValue::Level(9)),
        ("niveau", FactValue::YesNo(true)),
        ("nombre", FactValue::Number(41)),
        ("nombre", FactValue::Number(-1)),
        ("plusieurs", FactValue::Choices(vec!["z".to_owned()])),
        ("texte", FactValue::Acknowledged),
    ] {
        let mut wrong = facts.clone();
        wrong.seances[0].answers.insert(item.to_owned(), value);
        assert_eq!(pack(&wrong), Err(Misfit(item.to_owned())));
    }
}

#[test]
fn an_unforeseen_choice_alone_is_packed_as_a_set_of_one() {
    let [file, _] = grids();
    let layout = Layout::of(file.grid());
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden/complete-1.json")).unwrap();
    let mut facts: Facts = serde_json::from_str(golden["facts"][0].as_str().unwrap()).unwrap();
    let other = || "autre".to_owned();
    facts.seances[0]
        .answers
        .insert("plusieurs_autre".to_owned(), FactValue::Choice(other()));
    assert!(facts.fit(file.grid()));
    let block = Block::pack(&layout, &[PackedVisit::of(facts, Standing::Unsaid, None)]).unwrap();
    let read = block.visits(&layout).unwrap();
    assert_eq!(
        read[0].seances[0].answers["plusieurs_autre"],
        FactValue::Choices(vec![other()])
    );
}

#[test]
fn every_value_of_a_long_list_is_counted_by_itself() {
    let [file, _] = grids();
    let mut grid = file.grid().clone();
    let codes: Vec<String> = (0..150).map(|number| format!("c{number}")).collect();
    let choices: Vec<_> = codes
        .iter()
        .map(|code| serde_json::json!({ "code": code, "label": code }))
        .collect();
    let mut written = serde_json::to_value(&grid).unwrap();
    let text = written
        .to_string()
        .replace("\"code\":\"oui_non\"", "\"code\":\"longue\"");
    written = serde_json::from_str(&text).unwrap();
    naive::set_answer(
        &mut written,
        "longue",
        &serde_json::json!({ "type": "single", "choices": choices }),
    );
    grid = serde_json::from_value(written).unwrap();
    let layout = Layout::of(&grid);
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden/complete-1.json")).unwrap();
    let mut facts: Facts = serde_json::from_str(golden["facts"][0].as_str().unwrap()).unwrap();
    facts.answers.clear();
    facts.seances.truncate(1);
    let of_code = |code: &String| {
        let mut facts = facts.clone();
        facts.seances[0].answers = BTreeMap::from([("longue".to_owned(), FactValue::Choice(code.clone()))]);
        PackedVisit::of(facts, Standing::Unsaid, None)
    };
    let visits: Vec<PackedVisit> = codes.iter().chain(&codes[149..]).map(of_code).collect();
    let block = Block::pack(&layout, &visits).unwrap();
    let told = naive::told(&layout, &scanned(&layout, &block, &Question::all()));
    let count = |code: &str| told[&("longue".to_owned(), code.to_owned())];
    assert_eq!(
        (count("c0"), count("c63"), count("c148"), count("c149")),
        (1, 1, 1, 2)
    );
}
