//! The teachers' register through the commands: a file with columns that must not enter, homonyms, merge and split.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};
use whole_product::story::{Story, Told, text};

const NUMEN: &str = "04E9912345ABC";

/// Three teachers, one of whom is known already; the NUMEN hides under an innocent name too.
fn file(story: &Story) -> String {
    let uai = story
        .schools
        .iter()
        .find(|one| one.degree().is_some())
        .unwrap()
        .uai;
    format!(
        "Nom;Prénom;NUMEN;Référence;Motif d’absence;UAI;Niveaux\n\
         Hoarau;Delphine;{NUMEN};{NUMEN};congé;{uai};CE1\n\
         Grondin;Éric;{NUMEN};{NUMEN};;{uai};CM2\n\
         Grondin;Lucie;{NUMEN};{NUMEN};;9740000Z;CP\n"
    )
}

fn stage(story: &Story, text: &str) -> String {
    story
        .app
        .stage_file("enseignants.csv", text.as_bytes().to_vec())
        .unwrap()
        .file
}

/// The fields that Carnet proposes for the columns.
fn proposed(columns: &Value) -> Vec<Value> {
    columns["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["field"].clone())
        .collect()
}

fn names(story: &Story) -> Vec<String> {
    let teachers = story
        .ask("teachers", json!({ "query": "", "uai": null }))
        .unwrap();
    let name = |one: &Value| format!("{} {}", text(&one["given_name"]), text(&one["family_name"]));
    teachers.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn columns_of_numen_and_absence_are_refused_and_show_no_value() {
    let story = Story::planned(31).unwrap();
    let file = stage(&story, &file(&story));
    let columns = story.ask("register_columns", json!({ "file": file })).unwrap();
    let refused = columns["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["refused"] == true);
    assert_eq!(
        refused.collect::<Vec<_>>(),
        [false, false, true, true, true, false, false]
    );
    assert!(!columns.to_string().contains(NUMEN));
    let codes: Vec<String> = columns["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["code"]))
        .collect();
    assert_eq!(
        codes,
        [
            "register.column_numen",
            "register.column_numen",
            "register.column_absence"
        ]
    );
}

#[test]
fn a_refused_column_enters_nothing_even_when_it_is_mapped() {
    let story = Story::planned(32).unwrap();
    let file = stage(&story, &file(&story));
    let columns = story.ask("register_columns", json!({ "file": file })).unwrap();
    let mut fields = proposed(&columns);
    fields[2] = json!("function");
    fields[3] = json!("mail");
    let told = story.ask("import_register", json!({ "file": file, "fields": fields }));
    let teachers = story
        .ask("teachers", json!({ "query": "", "uai": null }))
        .unwrap();
    assert!(!teachers.to_string().contains(NUMEN), "{told:?}");
    assert!(!format!("{told:?}").contains(NUMEN));
}

#[test]
fn an_import_tells_new_from_known_and_refuses_a_wrong_row_alone() {
    let story = Story::planned(33).unwrap();
    let file = stage(&story, &file(&story));
    let columns = story.ask("register_columns", json!({ "file": file })).unwrap();
    let request = json!({ "file": file, "fields": proposed(&columns) });
    let preview = story.ask("preview_register", request.clone()).unwrap();
    assert_eq!(names(&story), ["Delphine Hoarau"], "a preview changes nothing");
    let report = story.ask("import_register", request.clone()).unwrap();
    assert_eq!(report["refused"], preview["refused"]);
    assert_eq!((&report["read"], &report["refused"]), (&json!(3), &json!(1)));
    assert!(names(&story).contains(&"Éric Grondin".to_owned()));
    assert_eq!(
        story.ask("import_register", request),
        Err(vec!["app.file_not_staged".to_owned()])
    );
}

#[test]
fn names_that_are_not_mapped_refuse_the_whole() {
    let story = Story::planned(34).unwrap();
    let file = stage(&story, &file(&story));
    let told = story.ask(
        "import_register",
        json!({ "file": file, "fields": vec![Value::Null; 7] }),
    );
    assert_eq!(told, Err(vec!["register.names_unmapped".to_owned()]));
    assert_eq!(names(&story), ["Delphine Hoarau"]);
}

#[test]
fn any_file_ends_in_columns_or_in_a_problem() {
    let story = Story::planned(35).unwrap();
    for bytes in [
        &b""[..],
        b"PK\x03\x04",
        b"\0\0\0",
        b"Nom\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\"",
        b";;;;\n;;;",
    ] {
        let file = story.app.stage_file("x", bytes.to_vec()).unwrap().file;
        let told = story.ask("register_columns", json!({ "file": file }));
        assert!(
            told.as_ref()
                .map_or_else(|codes| !codes.contains(&"app.panic".to_owned()), |_| true),
            "{told:?}"
        );
    }
}

/// Two persons who bear one name; their identifiers.
fn homonyms(story: &Story) -> Told<(String, String)> {
    let request =
        json!({ "id": null, "family_name": "HOARAU", "given_name": "Delphine", "function": "", "mail": "" });
    let other = text(&story.ask("save_teacher", request)?["id"]);
    Ok((story.teacher.clone(), other))
}

#[test]
fn homonyms_are_shown_merged_and_split_again() {
    let story = Story::sealed(36).unwrap();
    let (known, other) = homonyms(&story).unwrap();
    let shown = story.ask("homonyms", json!({})).unwrap();
    assert_eq!(shown["groups"][0].as_array().unwrap().len(), 2);
    let pair = json!({ "into": other, "from": known });
    let merged = story.ask("merge_teachers", pair.clone()).unwrap();
    assert_eq!(merged["merged"][0]["id"], json!(known));
    assert_eq!(names(&story).len(), 1);
    let sheet = story.ask("teacher", json!({ "id": other })).unwrap();
    assert_eq!(
        sheet["visits"].as_array().unwrap().len(),
        1,
        "the visits of the one are those of the other"
    );
    assert!(
        story.ask("visit", story.named()).is_ok(),
        "a visit to who was merged still opens"
    );
    story.ask("split_teachers", pair).unwrap();
    assert_eq!(names(&story).len(), 2);
    assert_eq!(
        story.ask("teacher", json!({ "id": known })).unwrap()["visits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn nobody_is_merged_into_themselves_or_into_nobody() {
    let story = Story::planned(37).unwrap();
    let nobody = "00000000-0000-4000-8000-000000000000";
    for (into, from) in [
        (story.teacher.as_str(), story.teacher.as_str()),
        (&story.teacher, nobody),
        (nobody, &story.teacher),
    ] {
        let told = story.ask("merge_teachers", json!({ "into": into, "from": from }));
        assert_eq!(told, Err(vec!["app.teacher_unknown".to_owned()]));
    }
    assert_eq!(names(&story), ["Delphine Hoarau"]);
}

#[test]
fn a_line_of_service_needs_a_school_of_the_directory_and_days_in_order() {
    let story = Story::planned(38).unwrap();
    let service = |uai: &str, until: &str| {
        let line = json!({
            "id": "", "uai": uai, "school": "", "levels": ["CE1"], "share": 50, "discipline": "", "nature": "replacement",
            "attachment": "", "attachment_school": "", "from": "2026-09-01", "until": until, "present": false,
        });
        story.ask(
            "save_service",
            json!({ "teacher": story.teacher, "service": line }),
        )
    };
    let uai = story.schools[0].uai.to_string();
    assert_eq!(
        service("9740000Z", "2027-07-01"),
        Err(vec!["app.school_unknown".to_owned()])
    );
    assert_eq!(service(&uai, "2026-08-01"), Err(vec!["app.date".to_owned()]));
    let teacher = service(&uai, "2026-12-18").unwrap();
    let line = &teacher["services"][0];
    assert_eq!(
        (&line["nature"], &line["present"], &line["share"]),
        (&json!("replacement"), &json!(true), &json!(50))
    );
}
