//! XLSX workbooks, ordinary, damaged and forged: a table or a problem, never more than the limits.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use observation::directory;
use observation::problem::Problem;
use observation::table::{Source, Table, codes, limits, read, read_sheet, sheet_names};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Écoles" sheetId="1" r:id="rId1"/><sheet name="Vide" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("a container").into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook(rows: &str) -> Vec<u8> {
    workbook_of(BOOK, rows, "")
}

fn workbook_of(book: &str, first: &str, second: &str) -> Vec<u8> {
    let (first, second) = (sheet(first), sheet(second));
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", first.as_bytes()),
        ("xl/worksheets/sheet2.xml", second.as_bytes()),
    ])
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn ordinary() -> String {
    [
        format!("<row r=\"1\">{}</row>", text("A1", "Annuaire de démonstration")),
        format!("<row r=\"3\">{}{}{}</row>", text("A3", "UAI"), text("B3", "Nom établissement"), text("C3", "date_ouverture")),
        format!("<row r=\"5\">{}{}<c r=\"C5\" s=\"1\"><v>46169</v></c></row>", text("A5", "9749900T"), text("B5", "École des Filaos")),
        "<row r=\"6\"><c r=\"A6\"><v>974</v></c><c r=\"B6\"><v>0.5</v></c><c r=\"C6\" t=\"b\"><v>1</v></c></row>".to_owned(),
    ]
    .concat()
}

fn first_code(result: Result<Table, Vec<Problem>>) -> String {
    result.expect_err("a refusal")[0].code.clone()
}

#[test]
fn cells_are_read_as_they_show_on_the_rows_of_the_sheet() {
    let table = read(&workbook(&ordinary())).expect("a table");
    assert_eq!(table.source, Source::Sheet("Écoles".to_owned()));
    assert_eq!(table.header.line(), 3);
    let rows: Vec<(usize, Vec<&str>)> = table
        .rows
        .iter()
        .map(|row| (row.line(), row.cells().collect()))
        .collect();
    let expected = [
        (5, vec!["9749900T", "École des Filaos", "2026-05-27"]),
        (6, vec!["974", "0.5", "1"]),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_directory_may_be_a_workbook() {
    let file = directory::read(&workbook(&ordinary())).expect("a directory");
    assert_eq!((file.schools.len(), file.problems[0].at.as_str()), (1, "ligne 6"));
    assert_eq!(
        file.schools[0].opened_on.map(|day| day.to_string()).as_deref(),
        Some("2026-05-27")
    );
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let bytes = workbook(&ordinary());
    assert_eq!(sheet_names(&bytes).expect("names"), ["Écoles", "Vide"]);
    assert_eq!(sheet_names(b"nom;uai\n").expect("no names"), [""; 0]);
    assert_eq!(first_code(read_sheet(&bytes, Some("Vide"))), codes::EMPTY);
    let missing = read_sheet(&bytes, Some("Absents")).expect_err("a refusal");
    assert_eq!(
        (missing[0].code.as_str(), missing[0].parameters["sheet"].as_str()),
        (codes::SHEET_MISSING, "Absents")
    );
}

#[test]
fn the_first_sheet_that_holds_a_table_is_read_when_none_is_named() {
    let title = format!("<row r=\"1\">{}</row>", text("A1", "À lire"));
    for before in ["", &title] {
        let table = read(&workbook_of(BOOK, before, &ordinary())).expect("a table");
        assert_eq!(table.source, Source::Sheet("Vide".to_owned()));
    }
    assert_eq!(first_code(read(&workbook_of(BOOK, "", ""))), codes::EMPTY);
    assert_eq!(first_code(read(&workbook_of(BOOK, &title, ""))), codes::NO_ROWS);
}

#[test]
fn a_hidden_sheet_is_neither_offered_nor_read_first() {
    let hidden = BOOK.replacen("<sheet ", "<sheet state=\"hidden\" ", 1);
    let bytes = workbook_of(&hidden, &ordinary(), &ordinary());
    assert_eq!(sheet_names(&bytes).expect("names"), ["Vide"]);
    let table = read(&bytes).expect("a table");
    assert_eq!(table.source, Source::Sheet("Vide".to_owned()));
}

#[test]
fn a_cell_far_away_takes_no_room() {
    let far = format!("<row r=\"1048576\">{}</row>", text("XFD1048576", "loin"));
    assert_eq!(
        first_code(read(&workbook(&(ordinary() + &far)))),
        codes::TOO_MANY_COLUMNS
    );
    let low = format!("<row r=\"1048576\">{}</row>", text("A1048576", "9749901U"));
    assert_eq!(
        read(&workbook(&(ordinary() + &low))).expect("a table").rows.len(),
        3
    );
}

#[test]
fn what_unpacks_beyond_the_limit_is_refused_whatever_it_declares() {
    let zeros = vec![b' '; limits::MAX_BYTES + 1];
    let bomb = packed(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/media/image1.png", &zeros),
    ]);
    assert!(bomb.len() < zeros.len() / 100);
    assert_eq!(first_code(read(&bomb)), codes::TOO_LARGE);
}

#[test]
fn a_container_of_something_else_is_no_workbook() {
    assert_eq!(
        first_code(read(&packed(&[("mimetype", b"application/epub+zip")]))),
        codes::NOT_A_WORKBOOK
    );
    let cut = workbook(&ordinary());
    assert_eq!(first_code(read(&cut[..cut.len() / 2])), codes::NOT_A_WORKBOOK);
}

#[test]
fn a_forged_row_number_is_refused_without_a_panic() {
    let forged =
        "<row r=\"4294967295\"><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></c></row>";
    let _ = read(&workbook(forged));
    let _ = read(&workbook("<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_damaged_container_ends_in_a_table_or_a_problem(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = workbook(&ordinary());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn damaged_parts_well_packed_end_in_a_table_or_a_problem(
        part in 0usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let sheet = sheet(&ordinary());
        let mut parts = [BOOK, LINKS, STYLES, &sheet].map(|part| part.as_bytes().to_vec());
        for (at, byte) in changes {
            let at = at.index(parts[part].len());
            parts[part][at] = byte;
        }
        let names = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"];
        let mut all: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", TYPES.as_bytes()), ("_rels/.rels", ROOT.as_bytes())];
        all.extend(names.into_iter().zip(parts.iter().map(Vec::as_slice)));
        let _ = read(&packed(&all));
    }
}
