//! One fictitious visit, taken through the commands as far as a test wants it: planned, observed, sealed.

use std::sync::Arc;

use app::App;
use observation::directory::{School, fictitious};
use observation::grid::Degree;
use serde_json::{Value, json};

use crate::machine::{Machine, ask, set_up};

/// What a test is told when a command is refused: the codes of the problems.
pub type Told<T> = Result<T, Vec<String>>;

/// The text of the personal notes: no output may hold it.
pub const SECRET: &str = "Trèfle-Indigo-Quarante";

/// How many schools the directory has.
pub const SCHOOLS: usize = 60;

/// A visit in a notebook of its own.
pub struct Story {
    /// The application, unlocked.
    pub app: App,
    /// The machine it runs on.
    pub machine: Arc<Machine>,
    /// The schools of the directory.
    pub schools: Vec<School>,
    /// The teacher visited.
    pub teacher: String,
    /// The visit.
    pub visit: String,
    /// Its only séance.
    pub seance: String,
}

impl Story {
    /// A visit planned in a school of the 1er degré, with the grid of that degree.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn planned(seed: u64) -> Told<Self> {
        let machine = Machine::new(seed).map_err(|error| vec![error.to_string()])?;
        Self::planned_on(machine, seed)
    }

    /// The same, on this machine, which has no notebook yet.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn planned_on(machine: Arc<Machine>, seed: u64) -> Told<Self> {
        let app = set_up(Arc::clone(&machine))?;
        Self::planned_by(app, machine, seed)
    }

    /// The same in this application, whose first start is done and whose notebook is empty.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn planned_by(app: App, machine: Arc<Machine>, seed: u64) -> Told<Self> {
        let schools = fictitious::schools(SCHOOLS, seed);
        let csv = fictitious::csv(&schools, fictitious::Columns::Of2026, &[]);
        import(&app, csv)?;
        let identity = json!({
            "id": null, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles", "mail": "",
        });
        let teacher = text(&ask(&app, "save_teacher", identity)?["id"]);
        let mut story = Self {
            app,
            machine,
            schools,
            teacher,
            visit: String::new(),
            seance: String::new(),
        };
        let planned = story.ask("save_plan", story.plan()?)?;
        story.visit = text(&planned["plan"]["id"]);
        story.seance = text(&planned["plan"]["seances"][0]["id"]);
        Ok(story)
    }

    /// The same visit, observed and debriefed, with personal notes.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn observed(seed: u64) -> Told<Self> {
        let story = Self::planned(seed)?;
        story.observe()?;
        Ok(story)
    }

    /// The same visit, sealed.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn sealed(seed: u64) -> Told<Self> {
        let story = Self::observed(seed)?;
        story.seal("")?;
        Ok(story)
    }

    /// Two years pass, of which the préréglage knows the school years.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn two_years_pass(&self) -> Told<()> {
        let mut preset = self.ask("preset", json!({}))?;
        let mut years = preset["school_years"].as_array().cloned().unwrap_or_default();
        years.push(json!({ "label": "2028-2029", "starts_on": "2028-08-14", "verified": false }));
        preset["school_years"] = json!(years);
        let inspector = json!({
            "name": "Camille Dubreuil", "function": "Inspectrice", "service": "Circonscription", "circonscriptions": [],
            "disciplines": [], "preset": preset,
        });
        self.ask("save_inspector", inspector)?;
        self.machine.pass(2 * 366 * 24 * 60);
        Ok(())
    }

    /// A visit to the same school, nobody being observed: planned, with its grid and some answers.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn of_school(seed: u64) -> Told<Self> {
        Self::planned(seed)?.turned_to_school()
    }

    /// The same story, which goes on with a visit to the same school, nobody being observed.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn turned_to_school(self) -> Told<Self> {
        let mut story = self;
        let lists = story.ask("preparation_lists", json!({}))?;
        let mut kinds = lists["kinds"].as_array().into_iter().flatten();
        let kind = kinds.find(|kind| kind["of_school"] == true);
        let code = kind.map(|kind| kind["code"].clone()).unwrap_or_default();
        let mut plan = story.plan()?;
        (plan["kind"], plan["teachers"], plan["seances"]) = (code, json!([]), json!([]));
        plan["date"] = story.ask("status", json!({}))?["today"].clone();
        plan["grid"] = json!(story.grid("fiche-etablissement")?);
        story.visit = text(&story.ask("save_plan", plan)?["plan"]["id"]);
        for (item, count) in [("eleves", 240), ("ordinateurs", 36), ("ordinateurs_recents", 12)] {
            let state = json!({ "state": "count", "value": count });
            let answer = json!({ "visit": story.visit, "seance": null, "item": item, "state": state, "comment": null });
            story.ask("answer", answer)?;
        }
        Ok(story)
    }

    /// A plan that nothing is wrong with.
    ///
    /// # Errors
    /// When the grids cannot be read.
    pub fn plan(&self) -> Told<Value> {
        let school = self
            .schools
            .iter()
            .find(|one| one.degree() == Some(Degree::Premier));
        let seance = json!({
            "id": "", "start": "08:15", "end": "09:00", "started": null, "ended": null, "levels": ["CE1"],
            "discipline_code": "francais", "discipline": "Français", "room": "", "class": "", "half_class": false, "pupils": 22,
        });
        Ok(json!({
            "id": "", "kind": "accompagnement", "announced": true, "announced_on": "2026-11-10",
            "teachers": [self.teacher], "uai": school.map(|one| one.uai.to_string()), "date": "2026-11-24",
            "seances": [seance], "grid": self.grid("usages-numerique-premier-degre")?, "objectives": "Traces gardées",
        }))
    }

    /// The identity of the grid of this code.
    ///
    /// # Errors
    /// When the grids cannot be read.
    pub fn grid(&self, code: &str) -> Told<String> {
        let grids = self.ask("grids", json!({}))?;
        let found = grids
            .as_array()
            .into_iter()
            .flatten()
            .find(|grid| grid["code"] == code);
        Ok(found.map(|grid| text(&grid["sha256"])).unwrap_or_default())
    }

    /// Answers two items, writes a paragraph, a recommendation and personal notes.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn observe(&self) -> Told<()> {
        self.answer("usage_numerique", json!({ "state": "yes_no", "value": true }))?;
        self.answer("lien_objectif", json!({ "state": "level", "value": 2 }))?;
        self.write("La consigne est reformulée.")?;
        let recommendation = json!({
            "id": "", "text": "Garder une trace audio", "item": "", "competence": "crcn_edu 3.3", "due": "2027-02-01",
            "training": "", "training_code": "", "teacher": null,
        });
        let debrief = json!({ "interview": "", "strengths": [], "recommendations": [recommendation] });
        self.ask("save_debrief", json!({ "visit": self.visit, "debrief": debrief }))?;
        self.ask(
            "save_personal_notes",
            json!({ "visit": self.visit, "text": SECRET }),
        )?;
        Ok(())
    }

    /// Writes one paragraph in the séance.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn write(&self, words: &str) -> Told<Value> {
        let note = json!({
            "id": "", "seance": self.seance, "time": "", "text": words, "tags": [], "in_report": true,
        });
        self.ask("save_note", json!({ "visit": self.visit, "note": note }))
    }

    /// Answers one item of the séance.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn answer(&self, item: &str, state: Value) -> Told<Value> {
        let request = json!({ "visit": self.visit, "seance": self.seance, "item": item, "state": state, "comment": null });
        self.ask("answer", request)
    }

    /// Seals, with a reason where it is a rectificatif.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn seal(&self, reason: &str) -> Told<Value> {
        self.ask("seal", json!({ "visit": self.visit, "reason": reason }))
    }

    /// Asks for one command.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn ask(&self, name: &str, request: Value) -> Told<Value> {
        ask(&self.app, name, request)
    }

    /// The request that names the visit.
    #[must_use]
    pub fn named(&self) -> Value {
        json!({ "visit": self.visit })
    }

    /// Writes the visit as `.carnet.json`; its bytes.
    ///
    /// # Errors
    /// The codes of what was refused, or why the file cannot be read.
    pub fn exported(&self) -> Told<Vec<u8>> {
        let file = self.ask("export_visit", self.named())?;
        std::fs::read(text(&file["path"])).map_err(|error| vec![error.to_string()])
    }

    /// Writes the report of the first teacher; its bytes.
    ///
    /// # Errors
    /// The codes of what was refused, or why the file cannot be read.
    pub fn reported(&self) -> Told<Vec<u8>> {
        let file = self.ask("export_report", json!({ "visit": self.visit, "teacher": "" }))?;
        std::fs::read(text(&file["path"])).map_err(|error| vec![error.to_string()])
    }
}

/// Imports a directory file; its report.
///
/// # Errors
/// The codes of what was refused.
pub fn import(app: &App, csv: Vec<u8>) -> Told<Value> {
    let staged = app.stage_file("annuaire.csv", csv);
    let staged = staged.map_err(|failure| {
        failure
            .problems
            .into_iter()
            .map(|one| one.code)
            .collect::<Vec<_>>()
    })?;
    ask(app, "import_directory", json!({ "file": staged.file }))
}

/// The text of a member of a response.
#[must_use]
pub fn text(member: &Value) -> String {
    member.as_str().unwrap_or_default().to_owned()
}
