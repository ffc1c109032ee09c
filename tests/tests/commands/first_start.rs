//! First start, locking and unlocking: what a passphrase and a recovery code open, and what a wrong one changes (nothing).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use app::App;
use app::host::Host;
use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::story::text;

pub(super) const OTHER: &str = "fougère tempête violon marmite";

pub(super) fn unlock(app: &App, passphrase: &str) -> Result<Value, Vec<String>> {
    ask(app, "unlock", json!({ "passphrase": passphrase }))
}

pub(super) fn groups(code: &Value) -> Vec<String> {
    code["groups"].as_array().unwrap().iter().map(text).collect()
}

/// The groups that must be typed again.
pub(super) fn asked(code: &Value) -> Vec<String> {
    let groups = groups(code);
    let to_confirm = code["to_confirm"].as_array().unwrap().iter();
    to_confirm
        .map(|rank| groups[usize::try_from(rank.as_u64().unwrap()).unwrap()].clone())
        .collect()
}

/// Every file of the notebook, byte for byte.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries
        .map(|path| (name(&path), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn each_step_of_the_first_start_leads_to_the_next() {
    let app = App::new(Machine::new(11).unwrap());
    let state = || text(&ask(&app, "status", json!({})).unwrap()["state"]);
    assert_eq!(state(), "no_notebook");
    let code = ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(state(), "confirm_recovery");
    ask(&app, "confirm_recovery", json!({ "groups": asked(&code) })).unwrap();
    assert_eq!(state(), "inspector");
    let preset = ask(&app, "presets", json!({})).unwrap()[0].clone();
    let mut inspector = json!({
        "name": " ", "function": "", "service": "", "circonscriptions": [], "disciplines": [], "preset": preset,
    });
    let refused = ask(&app, "save_inspector", inspector.clone());
    assert_eq!(
        refused,
        Err(vec!["app.blank".to_owned(); 2]),
        "both blanks are said at once"
    );
    (inspector["name"], inspector["function"]) = (json!("Camille Dubreuil"), json!("IEN"));
    ask(&app, "save_inspector", inspector).unwrap();
    assert_eq!(state(), "directory");
    ask(&app, "discover", json!({})).unwrap();
    assert_eq!(state(), "ready");
    assert_eq!(
        ask(&app, "discover", json!({})),
        Err(vec!["app.not_empty".to_owned()])
    );
}

#[test]
fn a_weak_passphrase_leaves_no_trace() {
    let machine = Machine::new(12).unwrap();
    let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
    let create = |passphrase: &str| ask(&app, "create_notebook", json!({ "passphrase": passphrase }));
    for weak in ["azerty", "inspection2026", "carnet carnet carnet"] {
        assert_eq!(
            create(weak),
            Err(vec!["app.passphrase_weak".to_owned()]),
            "{weak}"
        );
    }
    assert_eq!(create(""), Err(vec!["keys.passphrase_empty".to_owned()]));
    assert!(!machine.notebook_folder().exists());
}

#[test]
fn a_wrong_passphrase_changes_nothing() {
    let machine = Machine::new(13).unwrap();
    drop(set_up(Arc::clone(&machine)).unwrap());
    let before = files(&machine.notebook_folder());
    let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
    for wrong in ["", "pirogue lanterne ruche", OTHER] {
        assert!(unlock(&app, wrong).is_err(), "{wrong}");
    }
    assert_eq!(files(&machine.notebook_folder()), before);
    assert_eq!(unlock(&app, PASSPHRASE).unwrap()["state"], "directory");
}

#[test]
fn nothing_is_told_of_a_locked_notebook() {
    let app = set_up(Machine::new(14).unwrap()).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    let status = ask(&app, "status", json!({})).unwrap();
    assert_eq!(
        (&status["state"], &status["inspector"]),
        (&json!("locked"), &Value::Null)
    );
    for name in [
        "directory_status",
        "grids",
        "homonyms",
        "settings",
        "preset",
        "recovery_code",
        "preparation_lists",
    ] {
        assert_eq!(
            ask(&app, name, json!({})),
            Err(vec!["app.locked".to_owned()]),
            "{name}"
        );
    }
}

#[test]
fn the_passphrase_is_changed_by_who_knows_it() {
    let machine = Machine::new(15).unwrap();
    let app = set_up(Arc::clone(&machine)).unwrap();
    let change = |current: &str, next: &str| {
        ask(
            &app,
            "change_passphrase",
            json!({ "current": current, "next": next }),
        )
    };
    assert!(change("autre chose entièrement", OTHER).is_err());
    assert_eq!(
        change(PASSPHRASE, "azerty"),
        Err(vec!["app.passphrase_weak".to_owned()])
    );
    change(PASSPHRASE, OTHER).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    assert!(unlock(&app, PASSPHRASE).is_err());
    unlock(&app, OTHER).unwrap();
}

#[test]
fn a_second_notebook_never_takes_the_place_of_the_first() {
    let machine = Machine::new(16).unwrap();
    let app = set_up(Arc::clone(&machine)).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    let refused = ask(&app, "create_notebook", json!({ "passphrase": OTHER }));
    assert_eq!(refused, Err(vec!["app.notebook_exists".to_owned()]));
    unlock(&app, PASSPHRASE).unwrap();
}

#[test]
fn a_notebook_without_its_keys_is_told_and_renamed_only_when_asked() {
    let machine = Machine::new(21).unwrap();
    drop(set_up(Arc::clone(&machine)).unwrap());
    let folder = machine.notebook_folder();
    let (keys, kept) = (folder.join("notebook.keys"), folder.with_file_name("kept"));
    std::fs::rename(&keys, &kept).unwrap();
    let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
    let state = || text(&ask(&app, "status", json!({})).unwrap()["state"]);
    assert_eq!(state(), "keys_missing");
    let before = files(&folder);
    let refused = ask(&app, "create_notebook", json!({ "passphrase": OTHER }));
    assert_eq!(refused, Err(vec!["app.keys_missing".to_owned()]));
    assert_eq!(files(&folder), before);
    std::fs::rename(&kept, &keys).unwrap();
    assert_eq!(state(), "locked");
    assert_eq!(
        ask(&app, "begin_anew", json!({})),
        Err(vec!["app.notebook_exists".to_owned()])
    );
    std::fs::rename(&keys, &kept).unwrap();
    let status = ask(&app, "begin_anew", json!({})).unwrap();
    assert_eq!(
        (&status["state"], notices(&status).len()),
        (&json!("no_notebook"), 1)
    );
    let aside = text(&status["notices"][0]["parameters"]["folder"]);
    assert_eq!(files(Path::new(&aside)), before, "set aside, untouched");
    ask(&app, "create_notebook", json!({ "passphrase": OTHER })).unwrap();
}

fn notices(status: &Value) -> Vec<String> {
    let notices = status["notices"].as_array().unwrap().iter();
    notices.map(|notice| text(&notice["code"])).collect()
}

#[test]
fn keys_read_from_their_former_copy_are_told_and_written_again() {
    for damaged in [false, true] {
        let machine = Machine::new(22).unwrap();
        drop(set_up(Arc::clone(&machine)).unwrap());
        let keys = machine.notebook_folder().join("notebook.keys");
        let former = machine.notebook_folder().join("notebook.keys.former");
        let sound = std::fs::read(&keys).unwrap();
        std::fs::rename(&keys, &former).unwrap();
        if damaged {
            std::fs::write(&keys, b"{}").unwrap();
        }
        let app = App::new(machine);
        assert_eq!(
            notices(&ask(&app, "status", json!({})).unwrap()),
            ["app.keys_former"]
        );
        assert!(unlock(&app, OTHER).is_err());
        assert!(former.exists(), "a wrong passphrase repairs nothing");
        assert_eq!(notices(&unlock(&app, PASSPHRASE).unwrap()), ["app.keys_restored"]);
        assert_eq!(std::fs::read(&keys).unwrap(), sound);
        assert!(!former.exists());
        ask(&app, "lock", json!({})).unwrap();
        assert_eq!(notices(&unlock(&app, PASSPHRASE).unwrap()), [""; 0]);
    }
}

#[test]
fn locking_forgets_the_files_that_were_handed_over() {
    let app = set_up(Machine::new(23).unwrap()).unwrap();
    let staged = app
        .stage_file("enseignants.csv", b"Nom;Prenom\nHoarau;Delphine\n".to_vec())
        .unwrap();
    let columns = || ask(&app, "register_columns", json!({ "file": staged.file }));
    columns().unwrap();
    ask(&app, "lock", json!({})).unwrap();
    unlock(&app, PASSPHRASE).unwrap();
    assert_eq!(columns(), Err(vec!["app.file_not_staged".to_owned()]));
}

/// Saves the inspector with a préréglage changed by `change`.
fn save_preset(app: &App, change: impl FnOnce(&mut Value)) -> Result<Value, Vec<String>> {
    let mut preset = ask(app, "preset", json!({}))?;
    change(&mut preset);
    let inspector = json!({
        "name": "Camille Dubreuil", "function": "IEN", "service": "", "circonscriptions": [], "disciplines": [], "preset": preset,
    });
    ask(app, "save_inspector", inspector)
}

#[test]
fn all_of_the_prereglage_may_be_changed_and_what_makes_no_sense_is_refused() {
    let app = set_up(Machine::new(24).unwrap()).unwrap();
    save_preset(&app, |preset| {
        preset["academie"] = json!(" Mayotte ");
        preset["zone"] = json!("Indian/Mayotte");
        preset["functions"] = json!(["Inspectrice", " ", "Conseiller"]);
        preset["kinds"][0]["label"] = json!("Visite de soutien");
        preset["reply_days"]["value"] = json!("");
        preset["to_verify"] = json!(["zone"]);
    })
    .unwrap();
    let preset = ask(&app, "preset", json!({})).unwrap();
    assert_eq!(
        (&preset["academie"], &preset["code"]),
        (&json!("Mayotte"), &json!("la-reunion"))
    );
    assert_eq!(preset["functions"], json!(["Inspectrice", "Conseiller"]));
    assert_eq!(preset["kinds"][0]["label"], "Visite de soutien");
    assert_eq!(
        (&preset["reply_days"]["value"], &preset["to_verify"]),
        (&json!(""), &json!(["zone"]))
    );
    assert_eq!(ask(&app, "status", json!({})).unwrap()["zone"], "Indian/Mayotte");
    let refused = save_preset(&app, |preset| {
        preset["academie"] = json!(" ");
        preset["functions"] = json!([""]);
        preset["school_years"] = json!([]);
        preset["reply_days"]["value"] = json!("quinze");
    });
    let codes = ["app.blank", "app.blank", "preset.no_school_year", "app.number"];
    assert_eq!(refused, Err(codes.map(str::to_owned).to_vec()));
}

#[test]
fn school_years_are_added_in_order_or_refused() {
    let app = set_up(Machine::new(25).unwrap()).unwrap();
    let years = ask(&app, "preset", json!({})).unwrap()["school_years"].clone();
    let next = ask(
        &app,
        "adjacent_school_year",
        json!({ "years": years, "before": false }),
    )
    .unwrap();
    assert_eq!(
        (&next["label"], &next["verified"]),
        (&json!("2028-2029"), &json!(false))
    );
    save_preset(&app, |preset| {
        preset["school_years"].as_array_mut().unwrap().push(next)
    })
    .unwrap();
    let refused = save_preset(&app, |preset| {
        preset["school_years"].as_array_mut().unwrap().swap(0, 1);
    });
    assert_eq!(refused, Err(vec!["preset.school_year_order".to_owned()]));
    let refused = save_preset(&app, |preset| {
        preset["school_years"][0]["starts_on"] = json!("2019-08-19")
    });
    assert_eq!(refused, Err(vec!["preset.school_year_label".to_owned()]));
}

#[test]
fn the_discovery_is_left_for_a_notebook_of_real_data() {
    let machine = Machine::new(26).unwrap();
    let app = set_up(Arc::clone(&machine)).unwrap();
    assert_eq!(
        ask(&app, "leave_discovery", json!({})),
        Err(vec!["app.not_fictitious".to_owned()])
    );
    ask(&app, "discover", json!({})).unwrap();
    let csv = fictitious::csv(&fictitious::schools(10, 3), Columns::Of2026, &[]);
    for command in ["preview_directory", "import_directory"] {
        let staged = app.stage_file("annuaire.csv", csv.clone()).unwrap();
        let refused = ask(&app, command, json!({ "file": staged.file }));
        assert_eq!(refused, Err(vec!["app.fictitious".to_owned()]), "{command}");
    }
    let status = ask(&app, "leave_discovery", json!({})).unwrap();
    assert_eq!(
        (&status["state"], notices(&status)),
        (&json!("no_notebook"), vec!["app.discovery_set_aside".to_owned()])
    );
    let aside = text(&status["notices"][0]["parameters"]["folder"]);
    let kept = files(Path::new(&aside));
    assert!(
        kept.contains_key("notebook.db") && kept.contains_key("notebook.keys"),
        "{:?}",
        kept.keys()
    );
    assert!(!machine.notebook_folder().exists());
    ask(&app, "create_notebook", json!({ "passphrase": OTHER })).unwrap();
    assert_eq!(ask(&app, "status", json!({})).unwrap()["fictitious"], false);
}

#[test]
fn damaged_keys_are_refused_and_left_as_they_are() {
    let machine = Machine::new(20).unwrap();
    drop(set_up(Arc::clone(&machine)).unwrap());
    let keys = machine.notebook_folder().join("notebook.keys");
    let sound = std::fs::read(&keys).unwrap();
    let damages = [
        sound[..sound.len() / 2].to_vec(),
        vec![0; sound.len()],
        b"{}".to_vec(),
    ];
    for damaged in damages {
        std::fs::write(&keys, &damaged).unwrap();
        let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
        assert!(unlock(&app, PASSPHRASE).is_err());
        assert!(ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).is_err());
        assert_eq!(std::fs::read(&keys).unwrap(), damaged);
    }
    std::fs::write(&keys, &sound).unwrap();
    unlock(&App::new(machine), PASSPHRASE).unwrap();
}

#[test]
fn the_tour_is_offered_until_it_is_put_away_and_comes_back_when_asked() {
    let machine = Machine::new(77).unwrap();
    let app = App::new(machine);
    assert_eq!(
        ask(&app, "status", json!({})).unwrap()["tour"],
        false,
        "nothing is open"
    );
    ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
    let offered = || ask(&app, "status", json!({})).unwrap()["tour"].clone();
    assert_eq!(offered(), true);
    for wanted in [false, true] {
        ask(&app, "offer_tour", json!({ "offered": wanted })).unwrap();
        ask(&app, "lock", json!({})).unwrap();
        unlock(&app, PASSPHRASE).unwrap();
        assert_eq!(offered(), wanted);
    }
}

#[test]
fn damaged_keys_without_a_notebook_do_not_stop_the_first_start() {
    let machine = Machine::new(78).unwrap();
    std::fs::create_dir_all(machine.notebook_folder()).unwrap();
    std::fs::write(machine.notebook_folder().join("notebook.keys"), "{").unwrap();
    let app = App::new(machine);
    assert_eq!(ask(&app, "status", json!({})).unwrap()["state"], "no_notebook");
    ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
}
