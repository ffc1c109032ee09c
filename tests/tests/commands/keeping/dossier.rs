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

/// What no report prints: a paragraph that is not quoted, on what it was hung, and how a service is held.
#[test]
fn what_a_paragraph_was_hung_on_and_how_a_service_is_held_are_in_it() {
    let story = Story::planned(247).unwrap();
    let service = json!({
        "id": "", "uai": story.schools[0].uai.to_string(), "school": "", "levels": ["CE1"], "share": 50, "discipline": "",
        "nature": "shared", "attachment": "", "attachment_school": "", "from": "2026-09-01", "until": "",
        "present": false,
    });
    story
        .ask(
            "save_service",
            json!({ "teacher": story.teacher, "service": service }),
        )
        .unwrap();
    let note = json!({
        "id": "", "seance": story.seance, "time": "", "text": "Deux groupes sur trois.", "in_report": false,
        "tags": [{ "tag": "item", "item": "lien_objectif", "level": 2 }],
    });
    story
        .ask("save_note", json!({ "visit": story.visit, "note": note }))
        .unwrap();
    story.observe().unwrap();
    story.seal("").unwrap();
    let (pdf, _) = dossier(&story);
    let read = words(&pdf);
    for held in [
        "Deux groupes sur trois. (Lien entre l’usage et l’objectif de la séance, ",
        "CE1, 50 % d’un service, service partagé",
        "dossier établi le mardi 24 novembre 2026",
    ] {
        assert!(read.contains(held), "{held} is missing: {read}");
    }
    assert!(!read.contains("Vu et pris connaissance"), "{read}");
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

/// A visit of two teachers: what is said to each, the reply of each with a file, then a rectificatif.
struct OfTwo {
    story: Story,
    other: String,
}

impl OfTwo {
    fn new(seed: u64) -> Self {
        let story = Story::planned(seed).unwrap();
        let other = json!({
            "id": null, "family_name": "Técher", "given_name": "Luc", "function": "Professeur des écoles", "mail": "luc@exemple.fr",
        });
        let other = text(&story.ask("save_teacher", other).unwrap()["id"]);
        let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
        plan["teachers"] = json!([story.teacher, other]);
        story.ask("save_plan", plan).unwrap();
        story
            .answer("usage_numerique", json!({ "state": "yes_no", "value": true }))
            .unwrap();
        story.write("La consigne commune est lue").unwrap();
        let two = Self { story, other };
        two.say("abricotier", "bananier");
        two.story.seal("").unwrap();
        two.reply(&two.story.teacher, "cocotier", "dattier");
        two.reply(&two.other, "eucalyptus", "figuier");
        two.story.ask("begin_correction", two.story.named()).unwrap();
        two.say("goyavier", "bananier");
        two.story.seal("Une recommandation mal dite").unwrap();
        two
    }

    /// A strength and a recommendation to each, and an entretien with both.
    fn say(&self, one: &str, other: &str) {
        let to = |teacher: &str, word: &str| {
            let recommended = json!({
                "id": "", "text": format!("Essayer {word}"), "item": "", "competence": "", "due": null, "training": "",
                "training_code": "", "teacher": teacher,
            });
            let strength = json!({ "id": "", "text": format!("Maîtrise de {word}"), "teacher": teacher });
            (recommended, strength)
        };
        let (recommended, strengths): (Vec<Value>, Vec<Value>) =
            [to(&self.story.teacher, one), to(&self.other, other)]
                .into_iter()
                .unzip();
        let debrief = json!({
            "interview": "Entretien commun", "strengths": strengths, "recommendations": recommended, "follow_ups": [],
        });
        let request = json!({ "visit": self.story.visit, "debrief": debrief });
        self.story.ask("save_debrief", request).unwrap();
    }

    fn reply(&self, teacher: &str, words: &str, in_file: &str) {
        let name = format!("{in_file}.txt");
        let staged = self
            .story
            .app
            .stage_file(&name, in_file.as_bytes().to_vec())
            .unwrap();
        let recipients = ["La personne observée"];
        let happened = [
            json!({ "happening": "communicated", "means": "by_hand", "recipients": recipients, "due": null }),
            json!({ "happening": "reply", "text": words, "file": staged.file }),
        ];
        for happening in happened {
            let request = json!({
                "visit": self.story.visit, "teacher": teacher, "on": "2026-11-24", "happening": happening,
            });
            self.story.ask("note_state", request).unwrap();
        }
    }

    /// The words of the PDF, the JSON as text, and the files beside them.
    fn dossier_of(&self, teacher: &str) -> (String, String, Vec<String>) {
        let written = self
            .story
            .ask("export_dossier", json!({ "id": teacher }))
            .unwrap();
        let read = |file: &Value| fs::read(text(&file["path"])).unwrap();
        let pdf = read(&written["pdf"]);
        assert_eq!(reports::check::check(&pdf), []);
        let pieces = written["pieces"].as_array().unwrap().iter();
        let pieces = pieces
            .map(|piece| String::from_utf8(read(piece)).unwrap())
            .collect();
        (
            words(&pdf),
            String::from_utf8(read(&written["json"])).unwrap(),
            pieces,
        )
    }
}

#[test]
fn of_two_observed_together_each_has_all_that_is_theirs_and_nothing_said_to_the_other() {
    let two = OfTwo::new(243);
    let (pdf, data, pieces) = two.dossier_of(&two.story.teacher);
    // The former revision too: what it recommended was corrected since.
    for held in [
        "abricotier",
        "goyavier",
        "cocotier",
        "Entretien commun",
        "La consigne commune",
    ] {
        assert!(pdf.contains(held), "{held} is missing of the PDF: {pdf}");
        assert!(data.contains(held), "{held} is missing of the JSON");
    }
    assert_eq!(pieces, ["dattier"]);
    assert!(pdf.contains("ne se séparent pas par personne"), "{pdf}");
    let others = [
        "bananier",
        "eucalyptus",
        "figuier",
        "Técher",
        "luc@exemple.fr",
        two.other.as_str(),
    ];
    for absent in others {
        assert!(!pdf.contains(absent), "{absent} is in the PDF");
        assert!(!data.contains(absent), "{absent} is in the JSON");
    }
    let told: Value = serde_json::from_str(&data).unwrap();
    let revisions = told["visits"][0]["revisions"].as_array().unwrap();
    assert_eq!(revisions.len(), 2);
    assert!(
        revisions
            .iter()
            .all(|one| one["record"]["sha256"].is_string() && one["record"]["facts"].is_null())
    );
    assert_eq!(told["visits"][0]["colleagues"], 1);

    // The same search finds what is the other's in the other's dossier.
    let (pdf, data, pieces) = two.dossier_of(&two.other);
    for held in ["bananier", "eucalyptus", "Técher"] {
        assert!(pdf.contains(held) && data.contains(held), "{held} is missing");
    }
    assert_eq!(pieces, ["figuier"]);
    for absent in ["abricotier", "goyavier", "cocotier", "dattier", "Hoarau"] {
        assert!(!pdf.contains(absent) && !data.contains(absent), "{absent}");
    }
}

#[test]
fn a_visit_whose_report_cannot_be_composed_is_told_as_it_was_entered() {
    let story = Story::planned(244).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["uai"] = json!("");
    plan["objectives"] = json!("Lire les jacarandas");
    story.ask("save_plan", plan).unwrap();
    let answer = json!({ "state": "text", "value": "kapokier" });
    let answer = json!({ "visit": story.visit, "seance": null, "item": "remarques", "state": answer, "comment": null });
    story.ask("answer", answer).unwrap();
    let debrief = json!({ "interview": "litchi", "strengths": [], "recommendations": [], "follow_ups": [] });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    let (pdf, _) = dossier(&story);
    let read = words(&pdf);
    for held in ["jacarandas", "Précisions utiles au lecteur : Kapokier", "litchi"] {
        assert!(read.contains(held), "{held} is missing: {read}");
    }
}

#[test]
fn a_visit_given_to_somebody_else_since_is_in_the_dossier_of_whom_it_first_named_and_nothing_of_the_other() {
    let story = Story::planned(245).unwrap();
    let comment = |words: &str| {
        let answer = json!({
            "visit": story.visit, "seance": story.seance, "item": "lien_objectif", "state": null, "comment": words,
        });
        story.ask("answer", answer).unwrap();
    };
    comment("Le baobab est lu");
    comment("");
    story.observe().unwrap();
    story.seal("").unwrap();
    let other = json!({
        "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "luc@exemple.fr",
    });
    let other = text(&story.ask("save_teacher", other).unwrap()["id"]);
    story.ask("begin_correction", story.named()).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["teachers"] = json!([other]);
    story.ask("save_plan", plan).unwrap();
    story.write("Le jacaranda est décrit").unwrap();
    let others = ["jacaranda", "Técher", "luc@exemple.fr", other.as_str()];
    let tells_nothing_of_the_other = |read: &str, all: &str| {
        for absent in others {
            assert!(!read.contains(absent) && !all.contains(absent), "{absent}");
        }
    };

    // As long as the rectificatif is not sealed, the visit is hers.
    let (pdf, data) = dossier(&story);
    let (read, all) = (words(&pdf), data.to_string());
    for held in [
        "La consigne est reformulée",
        "rectificatif en préparation",
        SECRET,
    ] {
        assert!(read.contains(held), "{held} is missing: {read}");
    }
    assert!(all.contains(SECRET) && all.contains("baobab"), "{all}");
    tells_nothing_of_the_other(&read, &all);

    story.seal("La personne observée était une autre").unwrap();
    let (pdf, data) = dossier(&story);
    let (read, all) = (words(&pdf), data.to_string());
    for held in ["La consigne est reformulée", "Révision 1", "plus nommé"] {
        assert!(read.contains(held), "{held} is missing: {read}");
    }
    assert_eq!(data["visits"][0]["revisions"].as_array().unwrap().len(), 1);
    assert!(
        all.contains("baobab") && !read.contains(SECRET) && !all.contains(SECRET),
        "{all}"
    );
    tells_nothing_of_the_other(&read, &all);

    // Nor has the other what was noted of her.
    let written = story.ask("export_dossier", json!({ "id": other })).unwrap();
    let all = fs::read_to_string(text(&written["json"]["path"])).unwrap();
    assert!(
        all.contains("jacaranda") && !all.contains("baobab") && !all.contains("Hoarau"),
        "{all}"
    );

    // Whom a sealed revision names stays in the register.
    let withdrawn = story.ask("withdraw_teacher", json!({ "id": story.teacher }));
    assert_eq!(withdrawn, refused("app.teacher_visited"));
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
