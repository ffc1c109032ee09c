//! One of every kind of document that the product prints, each made by the commands that a person gives.

use std::fs;

use app::App;
use app::sample::Sample;
use serde_json::{Value, json};

use crate::machine::{Machine, PASSPHRASE, ask, set_up};
use crate::story::{Story, Told, text};

/// The commands that write a PDF; of `dossier` the first of two files.
pub const DOORS: [&str; 6] = [
    "export_recovery_sheet",
    "print_paper",
    "print_grid",
    "export_report",
    "export_dossier",
    "export_released",
];

/// A printed document.
#[derive(Debug)]
pub struct Printed {
    /// What it is, as in `announcement-of-lesson`.
    pub kind: &'static str,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Every kind of document, in the order of a visit.
///
/// # Errors
/// The codes of what was refused.
pub fn every_kind(seed: u64) -> Told<Vec<Printed>> {
    let mut folder = Folder::default();
    recovery_sheet(&mut folder, seed)?;
    blank_grids(&mut folder, seed)?;
    around_a_lesson(&mut folder, seed)?;
    around_a_school(&mut folder, seed)?;
    around_a_release(&mut folder, seed)?;
    Ok(folder.0)
}

/// What was printed so far.
#[derive(Default)]
struct Folder(Vec<Printed>);

impl Folder {
    fn keep(&mut self, kind: &'static str, file: &Value) -> Told<()> {
        let bytes = fs::read(text(&file["path"])).map_err(|error| vec![error.to_string()])?;
        self.0.push(Printed { kind, bytes });
        Ok(())
    }

    fn paper(&mut self, kind: &'static str, story: &Story, paper: &str) -> Told<()> {
        let request = json!({ "visit": story.visit, "paper": paper });
        self.keep(kind, &story.ask("print_paper", request)?)
    }

    fn report(&mut self, kind: &'static str, story: &Story, with_course: bool) -> Told<()> {
        let request = json!({ "visit": story.visit, "teacher": "", "with_course": with_course });
        self.keep(kind, &story.ask("export_report", request)?)
    }
}

fn recovery_sheet(folder: &mut Folder, seed: u64) -> Told<()> {
    let machine = Machine::new(seed).map_err(|error| vec![error.to_string()])?;
    let app = App::new(machine);
    ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE }))?;
    folder.keep("recovery-sheet", &ask(&app, "export_recovery_sheet", json!({}))?)
}

/// Each grid that Carnet brings.
fn blank_grids(folder: &mut Folder, seed: u64) -> Told<()> {
    let story = Story::planned(seed)?;
    let grids = story.ask("grids", json!({}))?;
    for grid in grids.as_array().into_iter().flatten() {
        let written = story.ask("print_grid", json!({ "sha256": grid["sha256"] }))?;
        folder.keep("blank-grid", &written)?;
    }
    Ok(())
}

/// Two visits to two teachers: the second, with a timeline, follows what the first recommended, and is answered.
fn around_a_lesson(folder: &mut Folder, seed: u64) -> Told<()> {
    let mut story = Story::sealed(seed)?;
    let mut plan = story.plan()?;
    let other =
        json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "" });
    let other = text(&story.ask("save_teacher", other)?["id"]);
    (plan["date"], plan["teachers"]) = (json!("2026-11-25"), json!([story.teacher, other]));
    let saved = story.ask("save_plan", plan)?;
    story.visit = text(&saved["plan"]["id"]);
    story.seance = text(&saved["plan"]["seances"][0]["id"]);
    folder.paper("announcement-of-lesson", &story, "announcement")?;
    folder.paper("plan-of-lesson", &story, "plan")?;
    folder.paper("blank-grid-of-lesson", &story, "blank_grid")?;
    story.machine.pass(24 * 60 + 15);
    keep_time(&story)?;
    story.observe()?;
    follow(&story, &saved)?;
    folder.report("projet", &story, false)?;
    story.seal("")?;
    folder.report("report-with-timeline", &story, false)?;
    exchange(&story, &story.teacher)?;
    folder.report("report-and-reply", &story, true)?;
    story.ask("begin_correction", story.named())?;
    story.answer("lien_objectif", json!({ "state": "level", "value": 3 }))?;
    story.seal("Erreur de saisie")?;
    folder.report("rectificatif", &story, false)?;
    let dossier = story.ask("export_dossier", json!({ "id": story.teacher }))?;
    folder.keep("dossier", &dossier["pdf"])
}

/// From now on a timeline of ten samples, of which one is missing, until the lesson is over.
///
/// # Errors
/// The codes of what was refused.
pub fn keep_time(story: &Story) -> Told<()> {
    let seance = json!({ "visit": story.visit, "seance": story.seance, "interval_minutes": 2 });
    story.ask("start_timeline", seance)?;
    for index in (0..10).filter(|index| *index != 4) {
        let codes = if index < 3 {
            json!({ "enseignant": ["consigne"], "eleves": ["ecoutent"], "outils": ["affichage"] })
        } else {
            json!({ "enseignant": ["circule"], "eleves": ["binomes", "echangent"], "outils": ["appareil_partage"] })
        };
        let sample = json!({ "visit": story.visit, "seance": story.seance, "index": index, "codes": codes });
        story.ask("save_sample", sample)?;
        story.machine.pass(2);
    }
    story.machine.pass(45);
    Ok(())
}

/// Says, beside what is recommended now, what became of what was.
fn follow(story: &Story, planned: &Value) -> Told<()> {
    let made = &planned["earlier"][0]["recommendations"][0];
    let mut debrief = story.ask("observation", story.named())?["debrief"].clone();
    debrief["strengths"] = json!([{ "id": "", "text": "Une trace par élève", "teacher": null }]);
    debrief["follow_ups"] = json!([{
        "recommendation": made["id"], "progress": "done", "recalled": made["text"], "said": "Chaque semaine",
    }]);
    story.ask(
        "save_debrief",
        json!({ "visit": story.visit, "debrief": debrief }),
    )?;
    Ok(())
}

/// The report is handed over, answered with a file, remarked on, and the exchange closed.
fn exchange(story: &Story, teacher: &str) -> Told<()> {
    let on = text(&story.ask("courses", story.named())?[0]["sealed_on"]);
    let staged = story.app.stage_file("réponse.pdf", b"%PDF-1.7".to_vec());
    let file = staged.map_err(|failure| vec![format!("{failure:?}")])?.file;
    let steps = [
        json!({ "happening": "communicated", "means": "mail", "recipients": ["La personne observée"], "due": null }),
        json!({ "happening": "reply", "text": "Le débit était faible.\nJe l’avais signalé.", "file": file }),
        json!({ "happening": "remark", "text": "C’est exact." }),
        json!({ "happening": "closed", "reason": "Rien de plus" }),
    ];
    for happening in steps {
        let request = json!({ "visit": story.visit, "teacher": teacher, "on": on, "happening": happening });
        story.ask("note_state", request)?;
    }
    Ok(())
}

/// A visit to a school, where nobody is observed.
fn around_a_school(folder: &mut Folder, seed: u64) -> Told<()> {
    let story = Story::of_school(seed)?;
    folder.paper("announcement-of-school", &story, "announcement")?;
    folder.paper("plan-of-school", &story, "plan")?;
    folder.paper("blank-grid-of-school", &story, "blank_grid")?;
    folder.report("projet-of-school", &story, false)?;
    story.seal("")?;
    folder.report("report-of-school", &story, false)?;
    exchange(&story, "")?;
    folder.report("report-and-reply-of-school", &story, true)
}

/// The reports of a school and of its circonscription, of what was released.
fn around_a_release(folder: &mut Folder, seed: u64) -> Told<()> {
    let machine = Machine::new(seed).map_err(|error| vec![error.to_string()])?;
    let app = set_up(machine)?;
    app.make_up(Sample {
        schools: 8,
        teachers: 64,
        past_visits: 260,
        coming_visits: 0,
        seed,
    })
    .map_err(|failure| vec![format!("{failure:?}")])?;
    let known = ask(&app, "releases", json!({}))?;
    let order = json!({
        "name": "Une parution", "anchor": known["anchors"][0], "teachers": known["teachers"], "withdrawn": [],
        "reason": "",
    });
    let draft = ask(&app, "prepare_release", order)?;
    let view = ask(&app, "publish_release", json!({ "sha256": draft["sha256"] }))?;
    for (kind, place) in [
        ("report-of-school-released", &view["schools"][0]),
        ("report-of-circonscription-released", &view["circonscriptions"][0]),
    ] {
        let request = json!({ "scope": place["scope"], "format": "pdf" });
        folder.keep(kind, &ask(&app, "export_released", request)?[0])?;
    }
    Ok(())
}
