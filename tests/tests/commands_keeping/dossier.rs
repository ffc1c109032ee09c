//! All that the notebook holds about one person, in a PDF that conforms and in JSON.

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};
use whole_product::story::{SECRET, Story, text};

use super::refused;

fn dossier(story: &Story) -> (Vec<u8>, Value) {
    let written = story
        .ask("export_dossier", json!({ "id": story.teacher }))
        .unwrap();
    let pdf = fs::read(text(&written["pdf"]["path"])).unwrap();
    let data = fs::read(text(&written["json"]["path"])).unwrap();
    (pdf, serde_json::from_slice(&data).unwrap())
}

fn words(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn everything_about_one_person_is_in_it_own_notes_included_and_nothing_of_another() {
    let story = Story::sealed(241).unwrap();
    let other = json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "luc@exemple.fr" });
    story.ask("save_teacher", other).unwrap();
    let (pdf, data) = dossier(&story);
    assert_eq!(reports::check::check(&pdf), []);
    let read = words(&pdf);
    for held in [
        "Delphine Hoarau",
        "Registre",
        "Garder une trace audio",
        "La consigne est reformulée",
        SECRET,
    ] {
        assert!(read.contains(held), "{held} is missing");
    }
    let all = data.to_string();
    assert!(all.contains(SECRET) && all.contains("lien_objectif") && all.contains("Hoarau"));
    for absent in ["Técher", "luc@exemple.fr"] {
        assert!(!read.contains(absent) && !all.contains(absent), "{absent}");
    }
    assert_eq!(data["visits"].as_array().unwrap().len(), 1);
    assert_eq!(data["visits"][0]["revisions"].as_array().unwrap().len(), 1);
    assert_eq!(data["register"].as_array().unwrap().len(), 1);
    assert_snapshot!("dossier_members", members(&data));
}

#[test]
fn a_person_never_visited_has_a_dossier_that_says_so() {
    let story = Story::planned(242).unwrap();
    let other =
        json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "" });
    let other = text(&story.ask("save_teacher", other).unwrap()["id"]);
    let written = story.ask("export_dossier", json!({ "id": other })).unwrap();
    let pdf = fs::read(text(&written["pdf"]["path"])).unwrap();
    assert!(words(&pdf).contains("ne contient aucune visite"));
    assert_eq!(
        story.ask("export_dossier", json!({ "id": "personne" })),
        refused("app.teacher_unknown")
    );
}

/// The names of the members, three levels deep.
fn members(data: &Value) -> String {
    let names = |value: &Value| {
        value
            .as_object()
            .map(|all| all.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let visit = &data["visits"][0];
    let lines = [
        names(data).join(" "),
        names(visit).join(" "),
        names(&visit["revisions"][0]).join(" "),
        names(&data["register"][0]).join(" "),
    ];
    lines.join("\n")
}
