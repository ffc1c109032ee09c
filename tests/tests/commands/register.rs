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
    let split = json!({ "into": other, "from": known, "services": [] });
    story.ask("split_teachers", split.clone()).unwrap();
    assert_eq!(
        story.ask("split_teachers", split),
        Err(vec!["app.teacher_unknown".to_owned()]),
        "a merge is taken back once"
    );
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
        let line = changed(
            line(uai),
            json!({ "share": 50, "nature": "replacement", "until": until }),
        );
        save_line(&story, &story.teacher, line)
    };
    let uai = story.schools[0].uai.to_string();
    assert_eq!(
        service("9740000Z", "2027-07-01"),
        Err(vec!["app.school_unknown".to_owned()])
    );
    assert_eq!(
        service(&uai, "2026-08-01"),
        Err(vec!["register.service_reversed".to_owned()])
    );
    assert_eq!(service("", "2027-07-01"), Err(vec!["app.blank".to_owned()]));
    let teacher = service(&uai, "2026-12-18").unwrap();
    let line = &teacher["services"][0];
    assert_eq!(
        (&line["nature"], &line["present"], &line["share"]),
        (&json!("replacement"), &json!(true), &json!(50))
    );
}

/// A line of service in the school `uai`.
fn line(uai: &str) -> Value {
    json!({
        "id": "", "uai": uai, "school": "", "levels": ["CE1"], "share": null, "discipline": "", "nature": "main",
        "attachment": "", "attachment_school": "", "from": "2026-09-01", "until": null, "present": false,
    })
}

fn changed(mut value: Value, changes: Value) -> Value {
    for (name, change) in changes.as_object().into_iter().flatten() {
        value[name] = change.clone();
    }
    value
}

fn save_line(story: &Story, teacher: &str, line: Value) -> Told<Value> {
    story.ask("save_service", json!({ "teacher": teacher, "service": line }))
}

/// The identifiers of a teacher's lines of service.
fn lines(teacher: &Value) -> Vec<String> {
    let services = teacher["services"].as_array().unwrap();
    services.iter().map(|one| text(&one["id"])).collect()
}

#[test]
fn a_share_that_is_none_is_refused_and_not_bent() {
    let story = Story::planned(39).unwrap();
    let uai = story.schools[0].uai.to_string();
    for share in [0, 250, 999] {
        let told = save_line(
            &story,
            &story.teacher,
            changed(line(&uai), json!({ "share": share })),
        );
        assert_eq!(told, Err(vec!["register.share_range".to_owned()]), "{share}");
    }
}

#[test]
fn what_an_import_refuses_is_refused_by_hand_too() {
    let story = Story::planned(40).unwrap();
    let identity =
        json!({ "id": null, "family_name": "Payet", "given_name": "Léo", "function": "", "mail": "" });
    for (change, code) in [
        (
            json!({ "family_name": format!("Payet {NUMEN}") }),
            "register.value_numen",
        ),
        (json!({ "mail": NUMEN }), "register.value_numen"),
        (
            json!({ "function": "PE en congé maladie" }),
            "register.value_absence",
        ),
        (json!({ "mail": "leo" }), "register.value_mail"),
    ] {
        let told = story.ask("save_teacher", changed(identity.clone(), change));
        assert_eq!(told, Err(vec![code.to_owned()]));
    }
    let uai = story.schools[0].uai.to_string();
    let told = save_line(
        &story,
        &story.teacher,
        changed(line(&uai), json!({ "discipline": "arrêt maladie" })),
    );
    assert_eq!(told, Err(vec!["register.value_absence".to_owned()]));
    assert_eq!(names(&story), ["Delphine Hoarau"]);
}

#[test]
fn a_line_of_service_entered_by_mistake_is_withdrawn() {
    let story = Story::planned(41).unwrap();
    let uai = story.schools[0].uai.to_string();
    let teacher = save_line(&story, &story.teacher, line(&uai)).unwrap();
    let service = lines(&teacher).remove(0);
    let request = json!({ "teacher": story.teacher, "service": service });
    let teacher = story.ask("withdraw_service", request.clone()).unwrap();
    assert_eq!(lines(&teacher), [""; 0]);
    assert_eq!(
        story.ask("withdraw_service", request.clone()),
        Err(vec!["app.service_unknown".to_owned()])
    );
    let back = story.ask("reinstate_service", request.clone()).unwrap();
    assert_eq!(lines(&back), [text(&request["service"])]);
    assert_eq!(
        story.ask("reinstate_service", request),
        Err(vec!["app.service_unknown".to_owned()])
    );
}

#[test]
fn a_teacher_is_withdrawn_unless_visits_are_theirs() {
    let story = Story::planned(42).unwrap();
    let (visited, other) = homonyms(&story).unwrap();
    assert_eq!(
        story.ask("withdraw_teacher", json!({ "id": visited })),
        Err(vec!["app.teacher_visited".to_owned()])
    );
    story.ask("withdraw_teacher", json!({ "id": other })).unwrap();
    assert_eq!(names(&story).len(), 1);
    assert_eq!(
        story.ask("teacher", json!({ "id": other })),
        Err(vec!["app.teacher_unknown".to_owned()])
    );
}

#[test]
fn a_teacher_withdrawn_takes_along_the_entries_merged_into_them() {
    let story = Story::planned(43).unwrap();
    let (visited, other) = homonyms(&story).unwrap();
    story
        .ask("merge_teachers", json!({ "into": other, "from": visited }))
        .unwrap();
    assert_eq!(
        story.ask("withdraw_teacher", json!({ "id": other })),
        Err(vec!["app.teacher_visited".to_owned()]),
        "the visits of who was merged count"
    );
    let (third, fourth) = (homonyms(&story).unwrap().1, homonyms(&story).unwrap().1);
    story
        .ask("merge_teachers", json!({ "into": third, "from": fourth }))
        .unwrap();
    let before = story.ask("teacher", json!({ "id": third })).unwrap();
    story.ask("withdraw_teacher", json!({ "id": third })).unwrap();
    assert_eq!(names(&story).len(), 1);
    story.ask("reinstate_teacher", json!({ "id": third })).unwrap();
    assert_eq!(story.ask("teacher", json!({ "id": third })).unwrap(), before);
    assert_eq!(
        story.ask("reinstate_teacher", json!({ "id": third })),
        Err(vec!["app.teacher_unknown".to_owned()])
    );
}

#[test]
fn two_persons_of_one_name_are_told_apart_once() {
    let story = Story::planned(44).unwrap();
    let (known, other) = homonyms(&story).unwrap();
    story
        .ask("distinguish_teachers", json!({ "one": known, "other": other }))
        .unwrap();
    let shown = story.ask("homonyms", json!({})).unwrap();
    assert_eq!(shown["groups"], json!([]));
    let sheet = story.ask("teacher", json!({ "id": known })).unwrap();
    assert_eq!(sheet["homonyms"], json!([]));
    assert_eq!(sheet["distinguished"][0]["id"], json!(other));
    assert_eq!(
        story.ask("distinguish_teachers", json!({ "one": known, "other": known })),
        Err(vec!["app.teacher_unknown".to_owned()])
    );
}

#[test]
fn a_split_gives_each_the_lines_that_were_chosen_and_asks_no_more() {
    let story = Story::planned(45).unwrap();
    let (known, other) = homonyms(&story).unwrap();
    let uai = |index: usize| story.schools[index].uai.to_string();
    save_line(&story, &known, line(&uai(0))).unwrap();
    save_line(&story, &other, line(&uai(1))).unwrap();
    let pair = json!({ "into": known, "from": other });
    story.ask("merge_teachers", pair.clone()).unwrap();
    save_line(&story, &known, line(&uai(2))).unwrap();

    let preview = story.ask("preview_split", pair.clone()).unwrap();
    let school_of = |id: &Value| {
        let found = preview["services"].as_array().unwrap().iter();
        found
            .filter(|one| one["id"] == *id)
            .map(|one| text(&one["uai"]))
            .collect::<String>()
    };
    assert_eq!(lines(&preview).len(), 3);
    let leaving: Vec<String> = preview["leaving"]
        .as_array()
        .unwrap()
        .iter()
        .map(school_of)
        .collect();
    assert_eq!(leaving, [uai(1)]);

    let chosen: Vec<String> = lines(&preview)
        .into_iter()
        .filter(|id| school_of(&json!(id)) == uai(2))
        .collect();
    let split = story
        .ask("split_teachers", changed(pair, json!({ "services": chosen })))
        .unwrap();
    assert_eq!(lines(&split), chosen);
    let sheet = story.ask("teacher", json!({ "id": known })).unwrap();
    let mut kept: Vec<String> = sheet["teacher"]["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["uai"]))
        .collect();
    kept.sort();
    let mut expected = vec![uai(0), uai(1)];
    expected.sort();
    assert_eq!(kept, expected);
    assert_eq!(story.ask("homonyms", json!({})).unwrap()["groups"], json!([]));
}

#[test]
fn a_preview_shows_services_and_counts_homonyms() {
    let story = Story::planned(46).unwrap();
    let school = &story.schools[0];
    let list = format!(
        "Nom;Prénom;UAI;Niveaux\nHoarau;Delphine;{0};CE1\nGrondin;Éric;{0};CM2\n",
        school.uai
    );
    let file = stage(&story, &list);
    let columns = story.ask("register_columns", json!({ "file": file })).unwrap();
    assert_eq!(columns["sheets"], json!([]), "a text has no sheets");
    let request = json!({ "file": file, "fields": proposed(&columns) });
    let preview = story.ask("preview_register", request.clone()).unwrap();
    assert_eq!(
        (&preview["created"], &preview["homonyms"]),
        (&json!(2), &json!(1))
    );
    let told = &preview["problems"][0];
    assert_eq!(
        (&told["code"], &told["at"]),
        (&json!("register.homonym"), &json!("ligne 2"))
    );
    let service = &preview["sample"][0]["services"][0];
    assert_eq!(
        (&service["school"], &service["levels"]),
        (&json!(school.name), &json!(["CM2"]))
    );
    let report = story.ask("import_register", request).unwrap();
    assert_eq!(report["homonyms"], json!(1));
}
