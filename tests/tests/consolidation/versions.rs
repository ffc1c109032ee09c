//! Indicators over the versions of a grid: what the author says compares stands in one series, what does not in two.

use observation::canonical::Sha256;
use observation::facts::FactValue;
use observation::grid::{GridFile, check};
use observation::indicator::{Editions, Evaluated, Evaluation, Partition, Population};
use observation::packed::PackedVisit;
use observation::release::{
    CellScope, Circumstances, Figures, Order, Plan, Published, ReleaseDocument, Released, Rules, Why, draft,
    prepare,
};
use serde_json::{Value, json};
use whole_product::drawn::{Drawn, Size};

type Visits = Vec<(Sha256, PackedVisit)>;

const YEARS: [&str; 3] = ["2023-2024", "2024-2025", "2025-2026"];

/// A grid of three questions, of which one has other codes in its second version.
fn written(version: &str, tools: &str, places: [&str; 2], lineage: Option<Value>) -> GridFile {
    let item = |code: &str, answer: Value| {
        json!({ "node": "item", "code": code, "label": code, "fact": true, "evidence": "observed",
                "scope": "seance", "answer": answer })
    };
    let choices = places.map(|code| json!({ "code": code, "label": code }));
    let yes_no = || json!({ "type": "yes_no" });
    let share = |code: &str, item: &str| {
        json!({ "code": code, "label": code, "sentence": "Soit {valeur}.", "unit": "seance",
                "measure": { "type": "proportion", "holds": { "is": { "item": item, "any_of": ["oui"] } } } })
    };
    let mut grid = json!({
        "format": "carnet/grid/1", "code": "essai", "version": version, "language": "fr", "title": "Essai",
        "subject": "teachers", "applies_to": { "degrees": ["premier"], "levels": ["CM2"] },
        "content": [
            item(tools, yes_no()),
            item("lieu", json!({ "type": "single", "choices": choices })),
            item("calme", yes_no()),
        ],
        "indicators": [
            share("part", tools),
            json!({ "code": "lieux", "label": "lieux", "sentence": "{modalite} : {valeur}.", "unit": "seance",
                    "measure": { "type": "distribution", "item": "lieu" } }),
            share("calmes", "calme"),
        ],
    });
    if let Some(lineage) = lineage {
        grid["lineage"] = lineage;
    }
    let (file, findings) = check(grid.to_string().as_bytes());
    file.unwrap_or_else(|| panic!("{findings:?}"))
}

fn first() -> GridFile {
    written("1", "outils", ["a", "b"], None)
}

fn second(first: &GridFile, indicators: Value) -> GridFile {
    let lineage = json!({
        "follows": first.sha256(),
        "items": [
            { "code": "outils_numeriques", "former": "outils", "verdict": "comparable" },
            { "code": "lieu", "verdict": "recoded", "mapping": { "a": "classe", "b": "salle" } },
        ],
        "indicators": indicators,
    });
    written("2", "outils_numeriques", ["classe", "salle"], Some(lineage))
}

/// What an author says who measures calm otherwise from now on.
fn said() -> Value {
    json!([
        { "code": "part", "verdict": "comparable" },
        { "code": "lieux", "verdict": "recoded", "mapping": { "a": "classe", "b": "salle" } },
        { "code": "calmes", "verdict": "break" },
    ])
}

/// Visits by a grid, over so many school years.
fn drawn(file: &GridFile, seed: u64, years: u32) -> Visits {
    let size = Size {
        visits: 240 * years as usize,
        schools: 12,
        circonscriptions: 2,
        teachers: 8,
        years,
    };
    Drawn::new(file, size, seed).visits()
}

/// The visits of the first version as those of the second would be, translated here by hand.
fn translated(visits: &Visits, second: &GridFile) -> Visits {
    let mut translated = visits.clone();
    for (grid, visit) in &mut translated {
        *grid = second.sha256();
        for seance in &mut visit.seances {
            if let Some(tools) = seance.answers.remove("outils") {
                seance.answers.insert("outils_numeriques".to_owned(), tools);
            }
            if let Some(FactValue::Choice(place)) = seance.answers.get_mut("lieu") {
                *place = if place == "a" { "classe" } else { "salle" }.to_owned();
            }
        }
    }
    translated
}

/// The segments of an indicator over the schools, the present one first.
fn segments(grids: &[GridFile], visits: Visits, code: &str) -> Vec<Evaluated> {
    let last = grids.last().unwrap();
    let population = Population::of(Editions::leading_to(last, grids), visits);
    let evaluation = Evaluation::of(&population);
    let definition = last.grid().indicators.iter().find(|one| one.code == code);
    let unit = definition.map_or(observation::grid::Scope::Seance, |one| one.unit);
    let partition = Partition::of(&population, unit, 12, |unit| {
        usize::try_from(unit.place.uai.number() - 9_740_001).ok()
    });
    let segments = evaluation.segments(code);
    let evaluated = segments.iter().map(|one| evaluation.evaluate(one, &partition));
    evaluated.collect()
}

#[test]
fn what_compares_is_one_series_whatever_its_codes_were() {
    let first = first();
    let second = second(&first, said());
    let (of_first, of_second) = (drawn(&first, 1, 1), drawn(&second, 2, 3));
    let grids = [first, second];
    let both: Visits = of_first.iter().chain(&of_second).cloned().collect();
    let as_if: Visits = translated(&of_first, &grids[1])
        .into_iter()
        .chain(of_second)
        .collect();
    for code in ["part", "lieux"] {
        let mixed = segments(&grids, both.clone(), code);
        assert_eq!(mixed.len(), 1, "{code}");
        assert_eq!(mixed, segments(&grids[1..], as_if.clone(), code), "{code}");
        // Without those of the first version it would be another figure.
        let apart = segments(&grids, as_if[of_first.len()..].to_vec(), code);
        assert_ne!(mixed, apart, "{code}");
    }
}

#[test]
fn a_break_ends_a_series_and_so_does_silence_about_what_changed() {
    let first = first();
    let said = second(&first, said());
    let silent = second(&first, json!([]));
    let of_first = drawn(&first, 1, 1);
    let alone = segments(std::slice::from_ref(&first), of_first.clone(), "calmes");
    let of_second = drawn(&said, 2, 3);
    let both: Visits = of_first.iter().chain(&of_second).cloned().collect();
    let broken = segments(&[first.clone(), said.clone()], both, "calmes");
    assert_eq!(broken.len(), 2);
    assert_eq!(broken[0], segments(&[said], of_second, "calmes")[0]);
    assert_eq!(broken[1], alone[0]);

    let of_silent = drawn(&silent, 2, 3);
    let both: Visits = of_first.into_iter().chain(of_silent).collect();
    // « part » reads another item, and nobody says that it compares; « calmes » is the same in both.
    let grids = [first, silent];
    assert_eq!(segments(&grids, both.clone(), "part").len(), 2);
    assert_eq!(segments(&grids, both, "calmes").len(), 1);
}

/// A year by the first version, two by the second.
fn three_years(first: &GridFile, second: &GridFile) -> Visits {
    let later = drawn(second, 2, 3).into_iter();
    let later = later.filter(|(_, visit)| visit.circumstances.school_year != YEARS[0]);
    drawn(first, 1, 1).into_iter().chain(later).collect()
}

#[test]
fn no_three_years_are_told_across_a_break() {
    let first = first();
    let second = second(&first, said());
    let visits = three_years(&first, &second);
    let grids = [first, second];
    let population = Population::of(Editions::leading_to(&grids[1], &grids), visits);
    let (years, earlier) = (YEARS.map(str::to_owned), Figures::new());
    let plan = Plan {
        rules: Rules::default(),
        complete: &years,
        anchor: YEARS[0],
        earlier: &earlier,
    };
    let prepared = prepare(&population, &plan);
    let of_academie = |code: &str, is_year: bool| {
        let figures = prepared.figures.iter().filter(move |(key, _)| {
            key.indicator == code
                && key.cell.scope == CellScope::Academie
                && key.cell.education_prioritaire.is_none()
                && key.cell.window.is_year() == is_year
        });
        figures.collect::<Vec<_>>()
    };
    let (key, block) = of_academie("calmes", false)[0];
    assert_eq!((*block, prepared.untold[key]), (Released::HIDDEN, Why::Break));
    let shown = |code, is_year| {
        of_academie(code, is_year)
            .iter()
            .filter(|(_, one)| one.shows())
            .count()
    };
    assert_eq!(shown("calmes", true), 2, "the years since are told");
    assert_eq!(shown("part", false), 1, "what compares is told over three years");
    assert_eq!(shown("part", true), 3);
}

#[test]
fn a_release_says_since_when_an_indicator_is_measured_so() {
    let first = first();
    let second = second(&first, said());
    let visits = three_years(&first, &second).into_iter();
    let visits: Vec<_> = visits.map(|(grid, visit)| (grid, visit.into())).collect();
    let circumstances = Circumstances {
        academie: "974",
        on: "2026-11-23".parse().unwrap(),
        fictitious: false,
        grids: &[first, second],
    };
    let order = Order {
        name: "Parution".to_owned(),
        anchor: YEARS[0].to_owned(),
        rules: Rules::default(),
        withdrawn: Vec::new(),
        reason: None,
    };
    let draft = draft(circumstances, &visits, &order, &Published::default()).unwrap();
    let head = ReleaseDocument::read(&draft.head).unwrap();
    let since = head.indicators.iter();
    let since: Vec<(&str, Option<&str>)> = since
        .map(|one| (one.definition.code.as_str(), one.since.as_deref()))
        .collect();
    let expected = [("part", None), ("lieux", None), ("calmes", Some("2024-2025"))];
    assert_eq!(since, expected);
}
