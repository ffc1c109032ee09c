//! School holidays: from a calendar, from a table, by hand; and what the agenda says of a day.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

use super::refused;

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261010\r\nDTEND;VALUE=DATE:20261026\r\n\
    SUMMARY:Vacances apres 1ere periode\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261219\r\nDTEND;VALUE=DATE:20270125\r\n\
    SUMMARY:Vacances d’été austral\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const TABLE: &str = "Zones;Description;Date de début;Date de fin\n\
    Réunion;Vacances de mars;2027-03-12T23:00:00+00:00;2027-03-28T22:00:00+00:00\n\
    Zone A;Vacances d’hiver;2027-02-12T23:00:00+00:00;2027-02-28T23:00:00+00:00\n";

fn staged(story: &Story, name: &str, content: &str) -> String {
    let file = story.app.stage_file(name, content.as_bytes().to_vec());
    file.unwrap().file
}

fn days(story: &Story, from: &str, to: &str) -> (String, Vec<String>) {
    let told = story
        .ask("school_days", json!({ "from": from, "to": to }))
        .unwrap();
    let labels = told["holidays"].as_array().unwrap().iter();
    (
        text(&told["periods"]),
        labels.map(|one| text(&one["label"])).collect(),
    )
}

fn preview(story: &Story, file: &str, fields: &Value, zone: &str) -> Value {
    let request =
        json!({ "file": file, "sheet": null, "fields": fields, "zone": zone, "ends_on_return": true });
    story.ask("preview_holidays", request).unwrap()
}

fn keep_file(story: &Story, preview: &Value) -> Value {
    let found = preview["found"].as_array().unwrap().iter();
    let likely: Vec<&Value> = found
        .filter(|one| one["likely"] == true)
        .map(|one| &one["holiday"])
        .collect();
    story
        .ask("keep_holidays", json!({ "holidays": likely, "replaces": true }))
        .unwrap()
}

#[test]
fn a_calendar_then_a_table_make_the_year_and_its_periods() {
    let story = Story::planned(271).unwrap();
    assert_eq!(days(&story, "2026-10-12", "2026-10-18"), (String::new(), vec![]));
    let file = staged(&story, "vacances.ics", CALENDAR);
    let asked = json!({ "file": file, "sheet": null });
    let file_view = story.ask("holidays_columns", asked).unwrap();
    assert_eq!(file_view, json!({ "columns": null, "ends_on_return": false }));
    let view = keep_file(&story, &preview(&story, &file, &json!([]), ""));
    assert_eq!(view["holidays"].as_array().unwrap().len(), 2);
    let (period, off) = days(&story, "2026-10-12", "2026-10-12");
    assert_eq!(
        (period.as_str(), off.as_slice()),
        ("", ["Vacances apres 1ere periode".to_owned()].as_slice())
    );
    assert_eq!(days(&story, "2026-11-24", "2026-11-24").0, "P2");
    assert_eq!(days(&story, "2026-10-01", "2026-10-31").0, "P1 et P2");

    let file = staged(&story, "calendrier.csv", TABLE);
    let columns = story
        .ask("holidays_columns", json!({ "file": file, "sheet": null }))
        .unwrap();
    assert_eq!(columns["ends_on_return"], true);
    let columns = columns["columns"]["columns"].as_array().unwrap().iter();
    let fields: Value = columns.map(|one| one["field"].clone()).collect();
    assert_eq!(fields, json!(["zone", "description", "start", "end"]));
    let unzoned = preview(&story, &file, &fields, "");
    assert_eq!(
        (&unzoned["zones"], &unzoned["found"]),
        (&json!(["Réunion", "Zone A"]), &json!([]))
    );
    let view = keep_file(&story, &preview(&story, &file, &fields, "Réunion"));
    assert_eq!(
        view["holidays"].as_array().unwrap().len(),
        3,
        "what was known of another time stays"
    );
    // The midnights of the file are those of Paris.
    assert_eq!(view["holidays"][2]["first"], "2027-03-13");
    assert_eq!(view["holidays"][2]["last"], "2027-03-28");
    assert_eq!(days(&story, "2027-03-29", "2027-03-29").0, "P4");
}

#[test]
fn a_day_is_added_by_hand_and_taken_away() {
    let story = Story::planned(272).unwrap();
    let day = |label: &str, first: &str, last: &str| json!({ "label": label, "first": first, "last": last, "by_hand": true });
    let bridge = day("Pont de l’Abolition", "2026-12-21", "2026-12-21");
    let keep = |holiday: &Value| {
        story.ask(
            "keep_holidays",
            json!({ "holidays": [holiday], "replaces": false }),
        )
    };
    assert_eq!(keep(&bridge).unwrap()["holidays"], json!([bridge]));
    assert_eq!(days(&story, "2026-12-21", "2026-12-21").1.len(), 1);
    assert_eq!(
        keep(&day(" ", "2026-12-21", "2026-12-21")),
        refused("app.holiday_unnamed")
    );
    assert_eq!(
        keep(&day("Pont", "2026-12-22", "2026-12-21")),
        refused("app.holiday_reversed")
    );
    assert_eq!(
        keep(&day("Pont", "2026-12-22", "2036-12-22")),
        refused("app.holiday_long")
    );
    // A file of the same days leaves what was typed, and what was typed leaves a file's.
    let file = staged(&story, "vacances.ics", CALENDAR);
    let view = keep_file(&story, &preview(&story, &file, &json!([]), ""));
    assert_eq!(view["holidays"].as_array().unwrap().len(), 3);
    let feast = day("Jour férié", "2026-12-25", "2026-12-25");
    assert_eq!(keep(&feast).unwrap()["holidays"].as_array().unwrap().len(), 4);
    story.ask("remove_holiday", feast.clone()).unwrap();
    // What is put back is as it was: a holiday of a file stays one.
    let all = story.ask("school_holidays", json!({})).unwrap()["holidays"].clone();
    for holiday in all.as_array().unwrap() {
        story.ask("remove_holiday", holiday.clone()).unwrap();
        assert_eq!(keep(holiday).unwrap()["holidays"], all);
    }
    story.ask("remove_holiday", bridge).unwrap();
    let view = story.ask("school_holidays", json!({})).unwrap();
    assert_eq!(view["holidays"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_missing_in_a_table_is_told_and_a_file_that_is_none_is_refused() {
    let story = Story::planned(273).unwrap();
    let file = staged(&story, "calendrier.csv", TABLE);
    let unmapped = json!({
        "file": file, "sheet": null, "fields": [null, null, null, null], "zone": "", "ends_on_return": true,
    });
    assert_eq!(
        story.ask("preview_holidays", unmapped),
        Err(vec!["holidays.column_unmapped".to_owned(); 3])
    );
    let zones = CALENDAR.replace("20261219", "20261020");
    let both = preview(&story, &staged(&story, "zones.ics", &zones), &json!([]), "");
    assert_eq!(both["problems"][0]["code"], "holidays.overlap");
    let file = staged(&story, "vide.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    let request = json!({ "file": file, "sheet": null, "fields": [], "zone": "", "ends_on_return": true });
    assert_eq!(
        story.ask("preview_holidays", request),
        refused("holidays.none_found")
    );
}
