//! Files for other programs, read by programs that know nothing of Carnet: calendars, drafts of mails, workbooks.
#![allow(clippy::unwrap_used)]

use std::process::Command;

use serde_json::{Value, json};
use whole_product::machine::ask;
use whole_product::readers::readers_python;
use whole_product::story::{Story, text};

/// What an independent reader finds in a file, as JSON.
fn read(script: &str, path: &Value) -> Value {
    let ran = Command::new(readers_python(env!("CARGO_BIN_EXE_demo-notebook")))
        .args(["-c", script, &text(path)])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).unwrap()
}

const CALENDAR: &str = "
import sys, json, icalendar
with open(sys.argv[1], 'rb') as file: calendar = icalendar.Calendar.from_ical(file.read())
def told(event):
    start, end = event.decoded('DTSTART'), event.decoded('DTEND', None)
    return [str(event.get('SUMMARY')), start.isoformat(), end and end.isoformat(), str(event.get('LOCATION', '')),
        str(event.get('STATUS', '')), str(event.get('UID'))]
print(json.dumps([told(event) for event in calendar.walk('VEVENT')]))
";

#[test]
fn a_calendar_holds_visits_and_due_days() {
    let story = Story::sealed(101).unwrap();
    let recipients = ["La personne observée"];
    let handed = json!({ "happening": "communicated", "means": "by_hand", "recipients": recipients, "due": "2026-12-10" });
    let request = json!({ "visit": story.visit, "teacher": "", "on": "2026-11-24", "happening": handed });
    story.ask("note_state", request).unwrap();
    let copy = story
        .ask(
            "duplicate_visit",
            json!({ "visit": story.visit, "date": "2026-12-01" }),
        )
        .unwrap();
    let cancelled = json!({ "visit": copy["plan"]["id"], "reason": "inspector_unavailable" });
    story.ask("cancel_visit", cancelled).unwrap();

    let events = read(
        CALENDAR,
        &story.ask("export_calendar", json!({})).unwrap()["path"],
    );
    let event = |rank: usize, member: usize| text(&events[rank][member]);
    assert_eq!(events.as_array().unwrap().len(), 3);
    assert_eq!(event(0, 0), "Visite d’accompagnement\u{a0}: Delphine Hoarau");
    assert_eq!(event(0, 1), "2026-11-24T04:15:00+00:00");
    assert_eq!(event(0, 2), "2026-11-24T05:00:00+00:00");
    assert_eq!(
        (event(1, 1), event(1, 4)),
        ("2026-12-01T04:15:00+00:00".into(), "CANCELLED".into())
    );
    assert_eq!(event(2, 1), "2026-12-10");
    // The same entries at the next export: a calendar updates them.
    let again = read(
        CALENDAR,
        &story.ask("export_calendar", json!({})).unwrap()["path"],
    );
    assert_eq!(again, events);
}

const MAIL: &str = "
import sys, json, email, email.policy
with open(sys.argv[1], 'rb') as file: mail = email.message_from_binary_file(file, policy=email.policy.default)
body = mail.get_body(('plain',)).get_content()
files = [[part.get_filename(), part.get_content_type(), part.get_payload(decode=True)[:5].decode('ascii')]
    for part in mail.iter_attachments()]
print(json.dumps({'to': mail['To'], 'subject': mail['Subject'], 'unsent': mail['X-Unsent'], 'body': body, 'files': files,
    'defects': [str(one) for part in mail.walk() for one in part.defects]}))
";

#[test]
fn the_draft_of_a_mail_holds_the_report() {
    let story = Story::sealed(102).unwrap();
    let identity = json!({
        "id": story.teacher, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles",
        "mail": "delphine.hoarau@ac-reunion.fr",
    });
    ask(&story.app, "save_teacher", identity).unwrap();
    let written = story
        .ask("export_mail", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    let mail = read(MAIL, &written["path"]);
    assert_eq!(mail["defects"], json!([]));
    assert_eq!(mail["to"], "delphine.hoarau@ac-reunion.fr");
    assert_eq!(
        mail["subject"],
        "Compte rendu de la visite du mardi 24\u{a0}novembre 2026"
    );
    assert_eq!(mail["unsent"], "1");
    assert_eq!(
        mail["files"],
        json!([[
            "2026-11-24 Compte rendu Hoarau Delphine.pdf",
            "application/pdf",
            "%PDF-"
        ]])
    );
    assert!(text(&mail["body"]).starts_with("Bonjour Delphine Hoarau,"));
}

const WORKBOOK: &str = "
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
print(json.dumps({'sheets': book.sheetnames, 'cells': cells, 'merged': len(sheet.merged_cells.ranges),
    'title': book.properties.title}))
";

/// Every text of a block of the report, as the screen shows it.
fn texts(block: &Value) -> Vec<String> {
    match block["block"].as_str().unwrap() {
        "heading" | "paragraph" => vec![text(&block["text"])],
        "list" => strings(&block["items"]),
        "table" => {
            let rows = block["rows"].as_array().unwrap().iter().flat_map(strings);
            strings(&block["header"]).into_iter().chain(rows).collect()
        }
        _ => Vec::new(),
    }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(text).collect()
}

#[test]
fn the_workbook_says_what_the_report_says() {
    let story = Story::sealed(103).unwrap();
    let request =
        |as_workbook: bool| json!({ "visit": story.visit, "teacher": "", "as_workbook": as_workbook });
    let preview = story.ask("preview_report", request(false)).unwrap();
    let written = story.ask("export_report", request(true)).unwrap();
    assert_eq!(written["name"], "2026-11-24 Compte rendu Hoarau Delphine.xlsx");
    let book = read(WORKBOOK, &written["path"]);
    assert_eq!(
        (&book["sheets"], &book["merged"]),
        (&json!(["Compte rendu"]), &json!(0))
    );
    assert_eq!(book["title"], preview["title"]);
    let cells = strings(&book["cells"]).join("\n");
    let said: Vec<String> = preview["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(texts)
        .collect();
    assert!(said.len() > 20);
    let missing: Vec<&String> = said.iter().filter(|one| !cells.contains(one.trim())).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The rows of every sheet, as LibreOffice writes them out and as they lie in the workbook.
const ROWS: &str = "
import sys, json, csv, glob, os, subprocess, tempfile, openpyxl
def rows(lines): return [[cell.strip() for cell in row] for row in lines if any(cell.strip() for cell in row)]
def own(sheet): return rows([['' if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)])
book = openpyxl.load_workbook(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', '--outdir', folder, sys.argv[1]],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    opened = {}
    for path in glob.glob(f'{folder}/*.csv'):
        with open(path, encoding='utf-8', newline='') as file:
            name = os.path.basename(path)[:-4].split('-', 3)[-1]
            opened[name] = rows(list(csv.reader(file)))
print(json.dumps({'own': {sheet.title: own(sheet) for sheet in book}, 'opened': opened}))
";

#[test]
fn libreoffice_opens_the_workbook_and_reads_the_same() {
    let story = Story::sealed(104).unwrap();
    let request = json!({ "visit": story.visit, "teacher": "", "as_workbook": true });
    let written = story.ask("export_report", request).unwrap();
    let plain = std::path::Path::new(&text(&written["path"])).with_file_name("compte-rendu.xlsx");
    std::fs::copy(text(&written["path"]), &plain).unwrap();
    let read = read(ROWS, &json!(plain.display().to_string()));
    let own = read["own"]["Compte rendu"].as_array().unwrap();
    assert!(own.len() > 20, "{read:#}");
    let opened = read["opened"].as_object().unwrap();
    assert_eq!(
        opened.values().collect::<Vec<_>>(),
        [&read["own"]["Compte rendu"]]
    );
}
