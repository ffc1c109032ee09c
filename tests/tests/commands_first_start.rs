//! First start, locking and unlocking: what a passphrase and a recovery code open, and what a wrong one changes (nothing).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use app::App;
use app::host::Host;
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::story::text;

const OTHER: &str = "fougère tempête violon marmite";

fn unlock(app: &App, passphrase: &str) -> Result<Value, Vec<String>> {
    ask(app, "unlock", json!({ "passphrase": passphrase }))
}

fn groups(code: &Value) -> Vec<String> {
    code["groups"].as_array().unwrap().iter().map(text).collect()
}

/// The groups that must be typed again.
fn asked(code: &Value) -> Vec<String> {
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
    for weak in ["", "azerty", "inspection2026", "carnet carnet carnet"] {
        let refused = ask(&app, "create_notebook", json!({ "passphrase": weak }));
        assert_eq!(refused, Err(vec!["app.passphrase_weak".to_owned()]), "{weak}");
    }
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
fn the_recovery_code_is_shown_until_it_is_confirmed_and_never_after() {
    let app = App::new(Machine::new(17).unwrap());
    let code = ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(ask(&app, "recovery_code", json!({})).unwrap(), code);
    for wrong in [json!([]), json!(["ABCD", "EFGH"]), json!(groups(&code))] {
        let refused = ask(&app, "confirm_recovery", json!({ "groups": wrong }));
        assert_eq!(refused, Err(vec!["app.recovery_not_confirmed".to_owned()]));
    }
    let sheet = ask(&app, "export_recovery_sheet", json!({})).unwrap();
    assert_eq!(
        reports::check::check(&std::fs::read(text(&sheet["path"])).unwrap()),
        vec![]
    );
    ask(&app, "confirm_recovery", json!({ "groups": asked(&code) })).unwrap();
    for name in ["recovery_code", "export_recovery_sheet"] {
        assert_eq!(
            ask(&app, name, json!({})),
            Err(vec!["app.recovery_gone".to_owned()]),
            "{name}"
        );
    }
}

#[test]
fn a_start_cut_before_the_confirmation_shows_a_new_code_and_the_former_opens_nothing() {
    let machine = Machine::new(18).unwrap();
    let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
    let former = ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
    drop(app);
    let app = App::new(machine);
    assert_eq!(unlock(&app, PASSPHRASE).unwrap()["state"], "confirm_recovery");
    let renewed = ask(&app, "recovery_code", json!({})).unwrap();
    assert_ne!(groups(&renewed), groups(&former));
    ask(&app, "confirm_recovery", json!({ "groups": asked(&renewed) })).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    let by = |code: &Value| {
        ask(
            &app,
            "unlock_with_recovery",
            json!({ "code": groups(code).join("-") }),
        )
    };
    assert!(by(&former).is_err());
    assert_eq!(by(&renewed).unwrap()["state"], "new_passphrase");
}

#[test]
fn the_recovery_code_opens_only_to_choose_a_new_passphrase() {
    let app = App::new(Machine::new(19).unwrap());
    let code = ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })).unwrap();
    ask(&app, "confirm_recovery", json!({ "groups": asked(&code) })).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    let typed = groups(&code).join(" ").to_lowercase();
    let status = ask(&app, "unlock_with_recovery", json!({ "code": typed })).unwrap();
    assert_eq!(status["state"], "new_passphrase");
    assert_eq!(ask(&app, "grids", json!({})), Err(vec!["app.locked".to_owned()]));
    ask(
        &app,
        "change_passphrase",
        json!({ "current": null, "next": OTHER }),
    )
    .unwrap();
    ask(&app, "grids", json!({})).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    assert!(unlock(&app, PASSPHRASE).is_err());
    unlock(&app, OTHER).unwrap();
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
