//! Releases of a notebook without a store, and the reports made of them: what is told, what is not, and nobody in it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;

use app::App;
use app::sample::Sample;
use serde_json::{Value, json};
use whole_product::inspecting::Inspecting;
use whole_product::machine::{Machine, ask, set_up};
use whole_product::story::text;

const SEED: u64 = 406;

const SAMPLE: Sample = Sample {
    schools: 8,
    teachers: 64,
    past_visits: 260,
    coming_visits: 0,
    seed: SEED,
};

/// Six schools, many visits: a year of them is complete.
fn inspector() -> App {
    let app = set_up(Machine::new(SEED).unwrap()).unwrap();
    app.make_up(SAMPLE).unwrap();
    app
}

fn asked(app: &App, name: &str, request: Value) -> Value {
    ask(app, name, request).unwrap()
}

fn order(app: &App, name: &str) -> Value {
    let known = asked(app, "releases", json!({}));
    json!({
        "name": name, "anchor": known["anchors"][0], "teachers": known["teachers"], "withdrawn": [], "reason": "",
    })
}

fn published(app: &App, order: Value) -> Value {
    let draft = asked(app, "prepare_release", order);
    asked(app, "publish_release", json!({ "sha256": draft["sha256"] }))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The bytes of what was exported.
fn exported(app: &App, scope: &str, format: &str) -> Vec<Vec<u8>> {
    let files = asked(
        app,
        "export_released",
        json!({ "scope": scope, "format": format }),
    );
    list(&files)
        .map(|file| fs::read(text(&file["path"])).unwrap())
        .collect()
}

/// The names of the register.
fn family_names(app: &App) -> BTreeSet<String> {
    let all = asked(app, "teachers", json!({ "query": "", "uai": null }));
    list(&all).map(|one| text(&one["family_name"])).collect()
}

#[test]
fn a_release_is_looked_at_then_signed_then_stands() {
    let app = inspector();
    let before = asked(&app, "releases", json!({}));
    assert_eq!(
        (&before["alone"], &before["may_publish"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(before["releases"], json!([]));

    let draft = asked(&app, "prepare_release", order(&app, "Première parution"));
    assert!(text(&draft["told"]).contains("chiffres publiés"), "{draft}");
    assert!(
        text(&draft["schools"]).contains("avec au moins un chiffre"),
        "{draft}"
    );
    assert!(list(&draft["reasons"]).count() > 0, "{draft}");
    assert_eq!(
        asked(&app, "releases", json!({}))["releases"],
        json!([]),
        "nothing is published yet"
    );

    let another = json!({ "sha256": "0".repeat(64) });
    assert_eq!(
        ask(&app, "publish_release", another).unwrap_err(),
        ["app.release_not_prepared"]
    );
    let view = asked(&app, "publish_release", json!({ "sha256": draft["sha256"] }));
    assert_eq!(list(&view["releases"]).count(), 1);
    assert_eq!(
        view["anchors"].as_array().map(Vec::len),
        Some(1),
        "the anchor is fixed"
    );

    let again = ask(&app, "prepare_release", order(&app, "La même")).unwrap_err();
    assert_eq!(again, ["sync.nothing_new"]);
}

#[test]
fn all_that_is_wrong_with_an_order_shows_at_once() {
    let app = set_up(Machine::new(SEED + 1).unwrap()).unwrap();
    let wrong = json!({ "name": " ", "anchor": "2023", "teachers": 2, "withdrawn": ["x"], "reason": "" });
    let codes = ask(&app, "prepare_release", wrong).unwrap_err();
    let expected = [
        "app.release_unsaid",
        "app.release_unsaid",
        "app.release_rules",
        "app.release_withdrawn",
    ];
    assert_eq!(codes, expected);
    let anchor = json!({ "name": "Une", "anchor": "2023", "teachers": 5, "withdrawn": [], "reason": "" });
    assert_eq!(
        ask(&app, "prepare_release", anchor).unwrap_err(),
        ["app.release_anchor"]
    );
    let scope = json!({ "scope": "school/9740001A" });
    assert_eq!(
        ask(&app, "released_report", scope).unwrap_err(),
        ["app.release_scope"]
    );
}

#[test]
fn reports_and_tables_tell_what_was_released_and_nobody() {
    let app = inspector();
    let view = published(&app, order(&app, "Première parution"));
    let names = family_names(&app);
    let places: Vec<&Value> = list(&view["schools"])
        .chain(list(&view["circonscriptions"]))
        .collect();
    assert!(
        list(&view["schools"]).any(|school| school["shows"] == true),
        "{view}"
    );
    for place in places {
        let scope = text(&place["scope"]);
        let report = asked(&app, "released_report", json!({ "scope": scope }));
        let pages = report["preview"]["pages"].as_u64().unwrap();
        let expected = if scope.starts_with("school") {
            1..=4
        } else {
            4..=12
        };
        assert!(expected.contains(&pages), "{scope}: {pages} pages");
        let words = report.to_string();
        for name in &names {
            assert!(!words.contains(name.as_str()), "{scope} names {name}");
        }
        assert!(words.contains("masqué (secret)"), "{scope}");
    }
    let csv = String::from_utf8(exported(&app, "academie", "csv").remove(0)).unwrap();
    assert!(csv.contains("masqué (secret)") && csv.contains("publié"));
    assert_eq!(exported(&app, "academie", "csv").len(), 2, "with its dictionary");
    assert_eq!(&exported(&app, "academie", "xlsx")[0][..2], b"PK");
    let alone = json!({ "scope": "academie", "format": "pdf" });
    assert_eq!(
        ask(&app, "export_released", alone).unwrap_err(),
        ["app.release_format"]
    );
}

#[test]
fn collective_recommendations_stand_in_the_report() {
    let app = inspector();
    let view = published(&app, order(&app, "Première parution"));
    let scope = text(&view["schools"][0]["scope"]);
    let said = json!({ "scope": scope, "text": "Garder une trace\n\n Partager les réussites " });
    let report = asked(&app, "save_collective_recommendations", said);
    assert_eq!(
        report["recommendations"],
        "Garder une trace\nPartager les réussites"
    );
    let words = report["preview"].to_string();
    assert!(words.contains("Recommandations collectives") && words.contains("Partager les réussites"));
}

#[test]
fn what_is_withdrawn_is_masked_from_then_on() {
    let app = inspector();
    let view = published(&app, order(&app, "Première parution"));
    let key = text(&view["withdrawable"][0]["key"]);
    let mut withdrawing = order(&app, "Correction");
    withdrawing["withdrawn"] = json!([key]);
    let unsaid = ask(&app, "prepare_release", withdrawing.clone()).unwrap_err();
    assert_eq!(unsaid, ["app.release_unsaid"]);
    withdrawing["reason"] = json!("Une saisie en double");
    let view = published(&app, withdrawing);
    assert_eq!(list(&view["releases"]).count(), 2);
    assert_eq!(view["releases"][0]["reason"], "Une saisie en double");
    let left: Vec<String> = list(&view["withdrawable"]).map(|one| text(&one["key"])).collect();
    assert!(!left.contains(&key), "{key} stands still");
    // What was told once stays known: it is never told anew.
    let again = ask(&app, "prepare_release", order(&app, "Encore")).unwrap_err();
    assert_eq!(again, ["sync.nothing_new"]);
}

/// What a report says, without the day on which it is made.
fn said(report: &Value) -> Value {
    report["preview"]["blocks"].clone()
}

#[test]
fn the_purge_of_old_years_leaves_what_was_published_of_them() {
    let machine = Machine::new(SEED).unwrap();
    let app = set_up(std::sync::Arc::clone(&machine)).unwrap();
    app.make_up(SAMPLE).unwrap();
    let view = published(&app, order(&app, "Première parution"));
    let scope = text(&view["schools"][0]["scope"]);
    let before = asked(&app, "released_report", json!({ "scope": scope }));
    let table = exported(&app, "academie", "csv");

    asked(&app, "keep_years", json!({ "years": 1 }));
    let mut preset = asked(&app, "preset", json!({}));
    let mut years = preset["school_years"].as_array().cloned().unwrap();
    years.push(json!({ "label": "2028-2029", "starts_on": "2028-08-14", "verified": false }));
    preset["school_years"] = json!(years);
    let inspector = json!({
        "name": "Camille Dubreuil", "function": "Inspectrice", "service": "Circonscription fictive",
        "circonscriptions": [], "disciplines": [], "preset": preset,
    });
    asked(&app, "save_inspector", inspector);
    machine.pass(2 * 366 * 24 * 60);
    let proposal = asked(&app, "purge_proposal", json!({}));
    let visits: Vec<&Value> = list(&proposal["visits"]).map(|one| &one["visit"]["id"]).collect();
    assert!(visits.len() > 100, "{}", visits.len());
    let chosen = json!({ "notes": [], "visits": visits, "teachers": [], "replace_backups": false });
    asked(&app, "purge", chosen);

    let left = asked(&app, "consolidation", json!({}));
    assert_eq!(left["counting"], 0, "no visit is left to count");
    let after = asked(&app, "released_report", json!({ "scope": scope }));
    assert_eq!(said(&before), said(&after));
    assert_eq!(table, exported(&app, "academie", "csv"));
}

/// Every command and every export that tells figures, of a notebook with visits of two teachers alone: none tells any.
#[test]
fn nothing_is_told_of_two_teachers_anywhere() {
    let app = set_up(Machine::new(SEED + 2).unwrap()).unwrap();
    let at_work = Inspecting::begun(&app).unwrap();
    for (name, uses) in [("Nom-un", true), ("Nom-deux", false)] {
        at_work.visit(name, 0, uses).unwrap();
    }
    let criteria = json!({ "school": at_work.uai(0) });
    let told = [
        asked(&app, "consolidation", json!({})),
        asked(&app, "consolidation", json!({ "criteria": criteria })),
        asked(&app, "compare_groups", json!({})),
        asked(&app, "training_needs", json!({})),
    ];
    for view in &told {
        let words = view.to_string();
        assert!(
            !words.contains("50\u{a0}%") && !words.contains("100\u{a0}%"),
            "{words}"
        );
        assert!(!words.contains("Nom-"), "{words}");
    }
    asked(
        &app,
        "freeze_consolidation",
        json!({ "name": "Aujourd’hui", "consolidation": {} }),
    );
    // A release that tells nothing would close its years for good.
    let told = ask(&app, "prepare_release", order(&app, "De deux personnes"));
    assert_eq!(told.unwrap_err(), ["sync.nothing_new"]);
    for (scope, format) in [
        ("academie".to_owned(), "csv"),
        (format!("school/{}", at_work.uai(0)), "pdf"),
        (format!("circonscription/{}", at_work.circonscription()), "pdf"),
    ] {
        let request = json!({ "scope": scope, "format": format });
        assert_eq!(
            ask(&app, "export_released", request).unwrap_err(),
            ["app.release_nothing_of_it"]
        );
    }
}
