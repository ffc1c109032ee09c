//! Teachers in a workbook of several sheets, through the commands: the first that holds a table, or the one chosen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use serde_json::{Value, json};
use whole_product::story::Story;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook of these sheets: name and rows of cells.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
    ];
    let (mut names, mut links) = (String::new(), String::new());
    for (rank, (name, rows)) in (1..).zip(sheets) {
        write!(names, r#"<sheet name="{name}" sheetId="{rank}" r:id="r{rank}"/>"#).unwrap();
        write!(
            links,
            r#"<Relationship Id="r{rank}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{rank}.xml"/>"#
        )
        .unwrap();
        parts.push((format!("xl/worksheets/sheet{rank}.xml"), sheet(rows)));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>"#),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>"#),
    ));
    packed(&parts)
}

fn sheet(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_sheet_chosen_is_the_one_that_enters_the_register() {
    let story = Story::planned(51).unwrap();
    let header: &[&str] = &["Nom", "Prénom"];
    let book = workbook(&[
        ("Vide", &[]),
        ("Collège", &[header, &["Payet", "Léo"]]),
        ("Lycée", &[header, &["Grondin", "Léo"]]),
    ]);
    let file = story.app.stage_file("enseignants.xlsx", book).unwrap().file;
    let columns = |sheet: Value| {
        story
            .ask("register_columns", json!({ "file": file, "sheet": sheet }))
            .unwrap()
    };
    let found = columns(Value::Null);
    assert_eq!(found["sheets"], json!(["Vide", "Collège", "Lycée"]));
    assert_eq!(found["sheet"], "Collège");
    let chosen = columns(json!("Lycée"));
    assert_eq!(chosen["columns"][0]["samples"], json!(["Grondin"]));
    assert_eq!(
        story.ask("register_columns", json!({ "file": file, "sheet": "Vide" })),
        Err(vec!["table.empty".to_owned()])
    );

    let request = json!({ "file": file, "sheet": "Lycée", "fields": ["family_name", "given_name"] });
    let preview = story.ask("preview_register", request.clone()).unwrap();
    assert_eq!(preview["sample"][0]["family_name"], "Grondin");
    story.ask("import_register", request).unwrap();
    let entered = story
        .ask("teachers", json!({ "query": "", "uai": null }))
        .unwrap();
    let names: Vec<&Value> = entered
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["family_name"])
        .collect();
    assert_eq!(names, ["Grondin", "Hoarau"]);
}
