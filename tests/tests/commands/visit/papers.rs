//! Paper around a visit: announced, planned, filled in by hand.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

use super::refused;

fn print(story: &Story, paper: &str) -> Value {
    let written = story
        .ask("print_paper", json!({ "visit": story.visit, "paper": paper }))
        .unwrap();
    let bytes = std::fs::read(text(&written["path"])).unwrap();
    assert_eq!(reports::check::check(&bytes), [], "{paper}");
    written
}

#[test]
fn each_paper_is_written_in_one_go_and_is_accessible() {
    let story = Story::planned(81).unwrap();
    let names: Vec<String> = ["announcement", "plan", "blank_grid"]
        .map(|paper| text(&print(&story, paper)["name"]))
        .to_vec();
    assert_eq!(
        names,
        [
            "2026-11-24 Annonce Delphine Hoarau.pdf",
            "2026-11-24 Plan Delphine Hoarau.pdf",
            "Grille vierge Usages du numérique à l école élémentaire cycles 2 et 3.pdf",
        ]
    );
}

/// The numbers on the lines of the timeline of the visit's blank grid, the minutes among them.
fn lines_of_time(story: &Story) -> Vec<u32> {
    let bytes = std::fs::read(text(&print(story, "blank_grid")["path"])).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let told = document.extract_text(&pages).unwrap();
    let (_, after) = told.rsplit_once("Chronologie").unwrap();
    let after = after.lines();
    after.filter_map(|line| line.trim().parse().ok()).collect()
}

#[test]
fn the_blank_grid_has_a_line_for_each_sample_of_the_whole_lesson() {
    let story = Story::planned(84).unwrap();
    let lines = lines_of_time(&story);
    assert!(
        lines.contains(&0) && lines.contains(&56) && lines.contains(&60),
        "{lines:?}"
    );
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["seances"][0]["end"] = json!("09:45");
    story.ask("save_plan", plan).unwrap();
    assert!(lines_of_time(&story).contains(&90));
}

#[test]
fn a_visit_of_notes_only_has_no_grid_to_print() {
    let story = Story::planned(82).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["grid"] = json!("");
    story.ask("save_plan", plan).unwrap();
    let asked = story.ask(
        "print_paper",
        json!({ "visit": story.visit, "paper": "blank_grid" }),
    );
    assert_eq!(asked, refused("app.grid_unknown"));
    print(&story, "announcement");
}

#[test]
fn the_plan_recalls_what_was_recommended_before() {
    let story = Story::sealed(83).unwrap();
    story.machine.pass(7 * 24 * 60);
    let next = json!({ "visit": story.visit, "date": "2026-12-01" });
    let copy = story.ask("duplicate_visit", next).unwrap();
    let asked = json!({ "visit": copy["plan"]["id"], "paper": "plan" });
    let written = story.ask("print_paper", asked).unwrap();
    assert_eq!(written["name"], "2026-12-01 Plan Delphine Hoarau.pdf");
}
