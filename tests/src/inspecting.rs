//! Visits as an inspector makes them, by commands: real ones, of a directory that was imported, handed over.

use app::App;
use observation::directory::fictitious::{self, Columns};
use observation::directory::{Kind, School};
use serde_json::{Value, json};

use crate::machine::ask;
use crate::story::{Told, import, text};

/// An inspector at work in the schools of one circonscription.
pub struct Inspecting<'a> {
    app: &'a App,
    schools: Vec<School>,
    grid: String,
}

/// The day of every visit: the school year 2025-2026 is complete since.
const DAY: &str = "2026-03-17";

impl<'a> Inspecting<'a> {
    /// The directory is imported; the schools are the élémentaires of the circonscription that has most.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn begun(app: &'a App) -> Told<Self> {
        let all = fictitious::schools(40, 7);
        import(app, fictitious::csv(&all, Columns::Of2026, &[]))?;
        let codes = |school: &School| school.circonscription.as_ref().and_then(|one| one.code);
        let is_one = |school: &&School| school.kind == Kind::EcoleElementaire && codes(school).is_some();
        let elementary: Vec<&School> = all.iter().filter(is_one).collect();
        let count = |school: &School| {
            let alike = elementary.iter().filter(|other| codes(other) == codes(school));
            alike.count()
        };
        let most = elementary.iter().max_by_key(|school| count(school)).copied();
        let circonscription = most.and_then(codes);
        let schools = elementary.into_iter().filter(|one| codes(one) == circonscription);
        let grids = ask(app, "grids", json!({}))?;
        let mut known = grids.as_array().into_iter().flatten();
        let grid = known.find(|grid| grid["code"] == "usages-numerique-premier-degre");
        Ok(Self {
            app,
            schools: schools.cloned().collect(),
            grid: grid.map(|grid| text(&grid["sha256"])).unwrap_or_default(),
        })
    }

    /// The UAI of a school, from 0.
    #[must_use]
    pub fn uai(&self, school: usize) -> String {
        self.schools[school].uai.to_string()
    }

    /// The code of the circonscription.
    #[must_use]
    pub fn circonscription(&self) -> String {
        let known = self.schools[0].circonscription.as_ref();
        let code = known.and_then(|one| one.code);
        code.map(|code| code.to_string()).unwrap_or_default()
    }

    /// A teacher of a school is visited, and reads the report; whether digital tools were used is said.
    ///
    /// # Errors
    /// The codes of what was refused.
    pub fn visit(&self, name: &str, school: usize, uses: bool) -> Told<String> {
        let identity = json!({
            "id": null, "family_name": name, "given_name": "Camille", "function": "Professeure des écoles", "mail": "",
        });
        let teacher = text(&ask(self.app, "save_teacher", identity)?["id"]);
        let planned = ask(self.app, "save_plan", self.plan(&teacher, school))?;
        let (visit, seance) = (
            text(&planned["plan"]["id"]),
            text(&planned["plan"]["seances"][0]["id"]),
        );
        for (item, state) in answers(uses) {
            let answer =
                json!({ "visit": visit, "seance": seance, "item": item, "state": state, "comment": null });
            ask(self.app, "answer", answer)?;
        }
        ask(self.app, "seal", json!({ "visit": visit, "reason": "" }))?;
        self.hand_over(&visit, &teacher)?;
        Ok(visit)
    }

    fn plan(&self, teacher: &str, school: usize) -> Value {
        let seance = json!({
            "id": "", "start": "08:15", "end": "09:00", "started": "08:15", "ended": "09:00", "levels": ["CE1"],
            "discipline_code": "francais", "discipline": "Français", "room": "", "class": "", "half_class": false,
            "pupils": 22,
        });
        json!({
            "id": "", "kind": "accompagnement", "announced": true, "announced_on": "2026-03-02",
            "teachers": [teacher], "uai": self.uai(school), "date": DAY, "seances": [seance], "grid": self.grid,
            "objectives": "",
        })
    }

    fn hand_over(&self, visit: &str, teacher: &str) -> Told<()> {
        let handed = json!({ "happening": "communicated", "means": "by_hand", "recipients": ["l’enseignant"], "due": null });
        let closed = json!({ "happening": "closed", "reason": "" });
        let today = ask(self.app, "status", json!({}))?["today"].clone();
        for happening in [handed, closed] {
            let noted = json!({ "visit": visit, "teacher": teacher, "on": today, "happening": happening });
            ask(self.app, "note_state", noted)?;
        }
        Ok(())
    }
}

fn answers(uses: bool) -> Vec<(&'static str, Value)> {
    let used = ("usage_numerique", json!({ "state": "yes_no", "value": uses }));
    if !uses {
        return vec![used];
    }
    vec![used, ("lien_objectif", json!({ "state": "level", "value": 2 }))]
}
