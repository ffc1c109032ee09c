//! To whom a report goes: never to the director of a public école on a teacher; to its head, on a school.

use app::host::Host;
use observation::directory::{School, Status};
use serde_json::{Value, json};
use whole_product::beside::opened;
use whole_product::machine::{PASSPHRASE, ask};
use whole_product::story::{Story, text};

use super::codes;
use super::refused;

const DIRECTOR: &str = "La direction de l’école";

fn settings(story: &Story, recipients: &[&str]) -> Value {
    let mut preset = story.ask("preset", json!({})).unwrap();
    preset["recipients"] = json!(recipients);
    json!({
        "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)", "service": "",
        "circonscriptions": [], "disciplines": [], "preset": preset,
    })
}

#[test]
fn the_settings_take_no_director_among_the_recipients() {
    let story = Story::planned(121).unwrap();
    for director in [
        "Directrice d’école",
        DIRECTOR,
        "Chargée d’école",
        "direction-ecole@commune.fr",
    ] {
        let told = story.ask("save_inspector", settings(&story, &["L’enseignante", director]));
        assert_eq!(told, refused("preset.director"), "{director}");
    }
    let kept = story.ask("preset", json!({})).unwrap();
    assert_eq!(kept["recipients"].as_array().map(Vec::len), Some(1), "{kept}");
    // Whose école a mailbox with a UAI is of, the settings do not know: it may be the circonscription's.
    for other in ["Le chef d’établissement", "ce.9741111A@ac-reunion.fr"] {
        let both = settings(&story, &["L’enseignante", other]);
        story.ask("save_inspector", both).unwrap();
    }
}

/// A notebook whose préréglage was written before that was refused.
fn told_before(story: &Story) {
    ask(&story.app, "lock", json!({})).unwrap();
    let notebook = opened(&story.machine.notebook_folder()).unwrap();
    let (inspector, mut preset) = notebook.inspector().unwrap().unwrap();
    preset.recipients.push(DIRECTOR.to_owned());
    notebook.save_inspector(&inspector, &preset).unwrap();
    drop(notebook);
    ask(&story.app, "unlock", json!({ "passphrase": PASSPHRASE })).unwrap();
}

#[test]
fn nothing_is_announced_written_or_sealed_for_a_director() {
    let story = Story::observed(122).unwrap();
    told_before(&story);
    let review = story.ask("review", story.named()).unwrap();
    assert!(codes(&review).contains("review.director"), "{review}");
    let announce = json!({ "visit": story.visit, "paper": "announcement" });
    let projet = json!({ "visit": story.visit, "teacher": "" });
    assert_eq!(story.ask("print_paper", announce), refused("review.director"));
    assert_eq!(story.ask("export_report", projet), refused("review.director"));
    assert_eq!(story.seal(""), refused("review.director"));
    story
        .ask("print_paper", json!({ "visit": story.visit, "paper": "plan" }))
        .unwrap();
    // Mended in the settings, it goes on.
    story
        .ask("save_inspector", settings(&story, &["L’enseignante"]))
        .unwrap();
    story.seal("").unwrap();
}

#[test]
fn a_teacher_who_directs_the_ecole_receives_her_own_report() {
    let story = Story::observed(123).unwrap();
    let identity = json!({
        "id": story.teacher, "family_name": "Hoarau", "given_name": "Delphine", "function": "Directrice d’école", "mail": "",
    });
    ask(&story.app, "save_teacher", identity).unwrap();
    told_before(&story);
    story.seal("").unwrap();
    let handed =
        json!({ "happening": "communicated", "means": "mail", "recipients": ["La directrice"], "due": null });
    let request =
        json!({ "visit": story.visit, "teacher": story.teacher, "on": "2026-11-24", "happening": handed });
    story.ask("note_state", request).unwrap();
}

fn school(story: &Story) -> &School {
    let visit = story.ask("visit", story.named()).unwrap();
    let uai = text(&visit["plan"]["uai"]);
    story
        .schools
        .iter()
        .find(|one| one.uai.to_string() == uai)
        .unwrap()
}

#[test]
fn a_school_receives_its_report_through_its_head() {
    let story = Story::of_school(124).unwrap();
    let private = school(&story).status != Some(Status::Public);
    let head = if private {
        "Le chef d’établissement"
    } else {
        DIRECTOR
    };
    let told = |story: &Story| {
        let request = json!({ "visit": story.visit, "teacher": "" });
        story.ask("preview_report", request).unwrap()["blocks"].to_string()
    };
    assert!(told(&story).contains(&format!("{head}.")), "{}", told(&story));
    story.seal("").unwrap();
    assert!(told(&story).contains(&format!("{head}.")) && !told(&story).contains("personne d’autre"));
    let courses = story.ask("courses", story.named()).unwrap();
    assert_eq!(courses[0]["recipients"], json!([head]));
    assert_eq!(courses[0]["mail"], json!(school(&story).mail));
    let handed = json!({ "happening": "communicated", "means": "mail", "recipients": [head], "due": null });
    let request = json!({ "visit": story.visit, "teacher": "", "on": "2026-11-24", "happening": handed });
    story.ask("note_state", request).unwrap();
}

#[test]
fn the_draft_of_a_mail_on_a_school_goes_to_its_mailbox() {
    let story = Story::of_school(125).unwrap();
    story.seal("").unwrap();
    let written = story
        .ask("export_mail", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    let eml = std::fs::read_to_string(text(&written["path"])).unwrap();
    assert!(eml.contains(&school(&story).mail), "{eml}");
    let plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    assert_eq!(plan["teachers"], json!([]));
}
