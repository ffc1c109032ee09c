//! Files for other programs, read by programs that know nothing of Carnet: calendars, drafts of mails, workbooks.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use app::sample::Sample;
use serde_json::{Value, json};
use whole_product::machine::{Machine, ask, set_up};
use whole_product::printed::keep_time;
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
with open(sys.argv[1], 'rb') as file: text = file.read()
calendar = icalendar.Calendar.from_ical(text)
# RFC 5545, 3.6 and 3.6.1: one maker, one version; an entry ends after it begins.
for once in [b'PRODID:', b'VERSION:', b'CALSCALE:']:
    assert sum(line.startswith(once) for line in text.splitlines()) == 1, once
for event in calendar.walk('VEVENT'):
    assert event.decoded('DTEND') > event.decoded('DTSTART'), event
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
    assert_eq!(events.as_array().unwrap().len(), 4);
    assert_eq!(event(0, 0), "Visite d’accompagnement\u{a0}: Delphine Hoarau");
    assert_eq!(event(0, 1), "2026-11-24T04:15:00+00:00");
    assert_eq!(event(0, 2), "2026-11-24T05:00:00+00:00");
    assert_eq!(
        (event(1, 1), event(1, 4)),
        ("2026-12-01T04:15:00+00:00".into(), "CANCELLED".into())
    );
    assert_eq!(event(2, 1), "2026-12-10");
    assert_eq!(
        (event(3, 0), event(3, 1)),
        (
            "Échéance d’une recommandation\u{a0}: Delphine Hoarau, visite du 24/11/2026\u{a0}: Garder une trace audio".into(),
            "2027-02-01".into()
        )
    );
    // The same entries at the next export: a calendar updates them.
    let again = read(
        CALENDAR,
        &story.ask("export_calendar", json!({})).unwrap()["path"],
    );
    assert_eq!(again, events);
}

/// The identifiers of the entries of the agenda, of which a calendar keeps one each, with their titles.
fn entries(story: &Story) -> Vec<(String, String)> {
    let written = story.ask("export_calendar", json!({})).unwrap();
    let events = read(CALENDAR, &written["path"]);
    let events = events.as_array().unwrap().iter();
    events.map(|event| (text(&event[5]), text(&event[0]))).collect()
}

#[test]
fn each_teacher_of_a_visit_has_an_entry_of_a_calendar_and_keeps_it() {
    let mut story = Story::planned(105).unwrap();
    let other =
        json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "" });
    let other = text(&story.ask("save_teacher", other).unwrap()["id"]);
    let mut plan = story.plan().unwrap();
    plan["teachers"] = json!([story.teacher, other]);
    let saved = story.ask("save_plan", plan).unwrap();
    story.visit = text(&saved["plan"]["id"]);
    story.seance = text(&saved["plan"]["seances"][0]["id"]);
    story.observe().unwrap();
    story.seal("").unwrap();
    for (teacher, due) in [(&story.teacher, "2026-12-10"), (&other, "2026-12-12")] {
        let handed = json!({ "happening": "communicated", "means": "mail", "recipients": ["La personne observée"], "due": due });
        let request =
            json!({ "visit": story.visit, "teacher": teacher, "on": "2026-11-24", "happening": handed });
        story.ask("note_state", request).unwrap();
    }
    let before = entries(&story);
    let distinct: std::collections::BTreeSet<&String> = before.iter().map(|(uid, _)| uid).collect();
    assert_eq!(distinct.len(), before.len(), "{before:#?}");
    let named = |name: &str| {
        let awaited = before
            .iter()
            .filter(|(_, title)| title.starts_with("Fin du délai"));
        awaited.filter(|(_, title)| title.contains(name)).count()
    };
    assert_eq!((named("Delphine Hoarau"), named("Luc Técher")), (1, 1));
    // A delay that is over, and what was due meanwhile, stay where the calendar has them.
    story.machine.pass(20 * 24 * 60);
    assert_eq!(entries(&story), before);
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
    assert!(text(&mail["body"]).contains("qui suivent ce courriel"));
    // Once it was handed over, the mail says the day that was signed.
    let handed = json!({ "happening": "communicated", "means": "by_hand", "recipients": ["La personne observée"], "due": "2026-12-10" });
    let request = json!({ "visit": story.visit, "teacher": "", "on": "2026-11-24", "happening": handed });
    story.ask("note_state", request).unwrap();
    let written = story
        .ask("export_mail", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    let mail = read(MAIL, &written["path"]);
    assert!(text(&mail["body"]).contains("jusqu’au jeudi 10\u{a0}décembre 2026"));
}

const WORKBOOK: &str = "
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
def lines(ref): return [[str(cell.value or '') for cell in row] for row in sheet[ref]]
tables = {ref: lines(ref) for ref in (table.ref for table in sheet.tables.values()) if all(table.headerRowCount for table in sheet.tables.values())}
print(json.dumps({'sheets': book.sheetnames, 'cells': cells, 'merged': len(sheet.merged_cells.ranges),
    'title': book.properties.title, 'tables': tables,
    'names': {name: defined.attr_text for name, defined in book.defined_names.items()}}))
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
        "signatory" => {
            let lines = strings(&block["lines"]);
            [text(&block["role"]), text(&block["name"])]
                .into_iter()
                .chain(lines)
                .collect()
        }
        "time_chart" => {
            let lines = block["chart"]["lines"].as_array().unwrap().iter();
            lines
                .flat_map(|line| [text(&line["label"]), text(&line["value"])])
                .collect()
        }
        "blank" => vec![text(&block["label"])],
        other => panic!("{other} is not read here"),
    }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(text).collect()
}

#[test]
fn the_workbook_says_what_the_report_says() {
    let story = Story::planned(103).unwrap();
    story.machine.pass(15);
    keep_time(&story).unwrap();
    story.observe().unwrap();
    story.seal("").unwrap();
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
    for held in ["Consigne", "La personne observée", "Vu et pris connaissance le "] {
        assert!(
            said.iter().any(|one| one.starts_with(held)),
            "{held} is not in the report"
        );
    }
    let missing: Vec<&String> = said.iter().filter(|one| !cells.contains(one.trim())).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    columns_are_announced(&book, &preview);
}

/// That each table of the report is one of the workbook, its first line being its headers, and bears the name by which a screen
/// reader announces the headers of its cells.
fn columns_are_announced(book: &Value, preview: &Value) {
    let blocks = preview["blocks"].as_array().unwrap().iter();
    let headed = blocks.filter(|block| block["header"].as_array().is_some_and(|one| !one.is_empty()));
    let told: Vec<Value> = headed
        .map(|table| {
            let rows = table["rows"].as_array().unwrap().iter().cloned();
            std::iter::once(table["header"].clone()).chain(rows).collect()
        })
        .collect();
    let tables = book["tables"].as_object().unwrap();
    assert_eq!(tables.len(), told.len());
    assert!(told.len() > 2, "a timeline has three tables");
    for table in &told {
        let (place, _) = tables
            .iter()
            .find(|(_, lines)| *lines == table)
            .expect("it is a table");
        let (first, last) = place.split_once(':').unwrap();
        let ending = format!(".{first}.{last}.1");
        let names = book["names"].as_object().unwrap().iter();
        let mut names = names.filter(|(name, _)| name.starts_with("TitleRegion") && name.ends_with(&ending));
        let (_, headers) = names.next().expect("its headers are named");
        assert!(text(headers).starts_with("'Compte rendu'!$"), "{headers}");
    }
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

/// The lines of released figures in a workbook and in a CSV file, as they lie there and as LibreOffice reads them.
const RELEASED: &str = "
import sys, json, csv, glob, os, subprocess, tempfile, openpyxl
def number(cell):
    text = '' if cell is None else str(cell).strip()
    try: return round(float(text.replace(',', '.')), 9)
    except ValueError: return text
def lines(rows): return [[number(cell) for cell in row] for row in rows]
xlsx, csv_path = sys.argv[1].split('|')
own = lines(openpyxl.load_workbook(xlsx)['Chiffres'].iter_rows(values_only=True))
def opened(path, *filters):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', *filters, '--convert-to',
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1', '--outdir', folder, path],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = glob.glob(f'{folder}/*.csv')[0]
        with open(found, encoding='utf-8', newline='') as file: return lines(csv.reader(file))
print(json.dumps({'own': own, 'xlsx': opened(xlsx), 'csv': opened(csv_path, '--infilter=CSV:59,34,76,1,,1036')}))
";

#[test]
fn libreoffice_reads_the_released_figures_of_the_workbook_and_of_the_csv_alike() {
    let machine = Machine::new(105).unwrap();
    let app = set_up(machine).unwrap();
    let sample = Sample {
        schools: 8,
        teachers: 40,
        past_visits: 120,
        coming_visits: 0,
        seed: 105,
    };
    app.make_up(sample).unwrap();
    let known = ask(&app, "releases", json!({})).unwrap();
    let order = json!({ "name": "Parution", "anchor": known["anchors"][0], "teachers": 5, "withdrawn": [], "reason": "" });
    let draft = ask(&app, "prepare_release", order).unwrap();
    ask(&app, "publish_release", json!({ "sha256": draft["sha256"] })).unwrap();
    let written = |format: &str| {
        let files = json!({ "scope": "academie", "format": format });
        let files = ask(&app, "export_released", files).unwrap();
        text(&files[0]["path"])
    };
    let paths = format!("{}|{}", written("xlsx"), written("csv"));
    let read = read(RELEASED, &json!(paths));
    let own = read["own"].as_array().unwrap();
    assert!(own.len() > 1_000, "{} lines", own.len());
    let is_told = |line: &&Value| line[12] == "publié";
    assert!(own.iter().filter(is_told).count() > 20);
    assert_eq!(read["own"], read["xlsx"]);
    assert_eq!(read["own"], read["csv"]);
}
