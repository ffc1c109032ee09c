//! The recovery code: shown until it is confirmed, what it opens, and another in its place.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use app::App;
use app::host::Host;
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up_with_code};
use whole_product::story::text;

use super::first_start::{OTHER, asked, groups, unlock};

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
fn a_confirmed_recovery_code_is_replaced_by_who_knows_the_passphrase() {
    let (app, former) = set_up_with_code(Machine::new(20).unwrap()).unwrap();
    let renew = |passphrase: &str| ask(&app, "renew_recovery", json!({ "passphrase": passphrase }));
    assert!(renew("autre chose entièrement").is_err());
    assert_eq!(
        ask(&app, "recovery_code", json!({})),
        Err(vec!["app.recovery_gone".to_owned()])
    );
    assert_eq!(renew(PASSPHRASE).unwrap()["state"], "confirm_recovery");
    let code = ask(&app, "recovery_code", json!({})).unwrap();
    assert_eq!(ask(&app, "recovery_code", json!({})).unwrap(), code);
    let status = ask(&app, "confirm_recovery", json!({ "groups": asked(&code) })).unwrap();
    assert_eq!(status["state"], "directory");
    ask(&app, "lock", json!({})).unwrap();
    let by = |code: &str| ask(&app, "unlock_with_recovery", json!({ "code": code }));
    assert!(by(&former).is_err());
    assert_eq!(by(&groups(&code).join("-")).unwrap()["state"], "new_passphrase");
}

/// A cut, a change of mind or a passphrase changed meanwhile: one code opens at every instant, and it is one that was written down.
#[test]
fn until_another_recovery_code_is_confirmed_the_former_one_opens() {
    let machine = Machine::new(22).unwrap();
    let (app, former) = set_up_with_code(Arc::clone(&machine) as Arc<_>).unwrap();
    let shown = |app: &App| {
        ask(app, "renew_recovery", json!({ "passphrase": PASSPHRASE })).unwrap();
        ask(app, "recovery_code", json!({})).unwrap()
    };
    let given_up = shown(&app);
    assert_eq!(
        ask(&app, "keep_recovery", json!({})).unwrap()["state"],
        "directory"
    );
    let cut = shown(&app);
    drop(app);
    let app = App::new(machine);
    let by = |code: &str| ask(&app, "unlock_with_recovery", json!({ "code": code }));
    for lost in [given_up, cut] {
        assert!(by(&groups(&lost).join("-")).is_err());
    }
    let opened = unlock(&app, PASSPHRASE).unwrap();
    assert_eq!(opened["state"], "directory");
    // It may be on paper: that it opens nothing is said, once.
    assert_eq!(opened["notices"][0]["code"], "app.recovery_given_up");
    ask(&app, "lock", json!({})).unwrap();
    assert_eq!(unlock(&app, PASSPHRASE).unwrap()["notices"], json!([]));
    let code = shown(&app);
    let change = json!({ "current": PASSPHRASE, "next": OTHER });
    ask(&app, "change_passphrase", change).unwrap();
    ask(&app, "confirm_recovery", json!({ "groups": asked(&code) })).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    assert!(unlock(&app, PASSPHRASE).is_err() && by(&former).is_err());
    unlock(&app, OTHER).unwrap();
    ask(&app, "lock", json!({})).unwrap();
    assert_eq!(by(&groups(&code).join("-")).unwrap()["state"], "new_passphrase");
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
