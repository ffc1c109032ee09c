//! `carnet academie`, `carnet enrol`, `carnet sync`, `carnet recover-laptop`, with the store's own program.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use app::sample::Sample;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};
use whole_product::carnet::{carnet, program};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up_with_code};
use whole_product::sync::Authority;
use whole_product::sync::process::{StoreProcess, operator};
use whole_product::sync::proxy::{Manner, NetworkProxy};

use super::{ACCEPTED, FAULT, REFUSED, codes, run, verdict, written};

/// A closed notebook of fictitious visits in a folder of its own, and its recovery code.
struct Owner {
    folder: TempDir,
    code: String,
}

impl Owner {
    fn new(seed: u64, visits: usize) -> Self {
        let folder = tempdir().unwrap();
        let (app, code) = set_up_with_code(Machine::in_folder(folder.path(), seed)).unwrap();
        let sample = Sample {
            schools: 20,
            teachers: 20,
            past_visits: visits,
            coming_visits: 1,
            seed,
        };
        app.make_up(sample).unwrap();
        ask(&app, "lock", json!({})).unwrap();
        Self { folder, code }
    }

    fn notebook(&self) -> String {
        self.folder.path().join("carnet").display().to_string()
    }

    /// What `carnet <words>` says of the notebook, typed at a terminal.
    fn told(&self, words: &[&str]) -> Value {
        let notebook = self.notebook();
        let words = [words, &["--notebook", &notebook, "--json"]].concat();
        let ran = carnet(&words, &format!("{PASSPHRASE}\n")).unwrap();
        verdict(&ran)
    }

    /// The same, which must be accepted.
    fn accepted(&self, words: &[&str]) -> Value {
        let told = self.told(words);
        assert_eq!(told["accepted"], true, "{words:?}: {told}");
        told
    }
}

/// A store that serves the académie that `keeper` founds.
fn store_of(keeper: &Owner, data: &Path) -> StoreProcess {
    let (data, key) = (
        data.display().to_string(),
        keeper.folder.path().join("racine.txt").display().to_string(),
    );
    let place = ["--data", data.as_str()];
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = held.local_addr().unwrap();
    let address = format!("http://{listen}");
    let founded = keeper.accepted(&["academie", "init", "--store", &address, "--root-public-key", &key]);
    let academie = founded["academie"].as_str().unwrap();
    operator(
        &place,
        &["academie", "create", academie, "--root-public-key", &key],
    )
    .unwrap();
    drop(held);
    StoreProcess::serve_at(&place, listen).unwrap()
}

/// An inspector's invitation, in a file.
fn invited(keeper: &Owner) -> String {
    let told = keeper.accepted(&[
        "academie",
        "invite",
        "--person",
        "Camille Dubreuil",
        "--role",
        "inspecteur",
        "--scope",
        "discipline/L0202",
        "--expires",
        "2099-12-31",
    ]);
    let text = told["invitation"].as_str().unwrap();
    written(keeper.folder.path(), "invitation.txt", text)
}

#[test]
fn an_academie_is_founded_an_inspector_syncs_and_a_lost_laptop_comes_back() {
    let (keeper, inspector, data) = (Owner::new(71, 0), Owner::new(72, 3), tempdir().unwrap());
    let _store = store_of(&keeper, data.path());
    let invitation = invited(&keeper);
    let joined = inspector.accepted(&["enrol", "--invitation-file", &invitation]);
    assert_eq!(
        (&joined["waiting"], &joined["refused"]),
        (&json!(0), &json!(0)),
        "{joined}"
    );
    // What went at the end of the first comes back with the second, which says that it was given.
    inspector.accepted(&["sync"]);
    let again = inspector.accepted(&["sync"]);
    assert_eq!(
        (&again["sent"], &again["agreed"]),
        (&json!(0), &json!(true)),
        "{again}"
    );

    // Nothing is left but the recovery code, and what says where the store is.
    let new = tempdir().unwrap();
    let place = new.path().join("carnet").display().to_string();
    let recover = |code: &str| {
        let code = written(new.path(), "code.txt", code);
        let words = [
            "recover-laptop",
            "--into",
            &place,
            "--invitation-file",
            &invitation,
            "--recovery-code-file",
            &code,
            "--json",
        ];
        carnet(&words, &format!("{PASSPHRASE}\n")).unwrap()
    };
    let stranger = recover(&Owner::new(74, 0).code);
    assert_eq!(stranger.code, REFUSED, "{stranger:?}");
    assert!(!Path::new(&place).exists(), "refused, and yet there is something");
    let back = recover(&inspector.code);
    assert_eq!(
        (back.code, &verdict(&back)["visit"]),
        (ACCEPTED, &json!(3)),
        "{back:?}"
    );
    let once_more = recover(&inspector.code);
    assert_eq!(once_more.code, REFUSED, "a notebook is never written over");
    let checked = carnet(
        &["notebook", "check", &place, "--json"],
        &format!("{PASSPHRASE}\n"),
    )
    .unwrap();
    assert_eq!((checked.code, &verdict(&checked)["visit"]), (ACCEPTED, &json!(3)));
}

#[test]
fn a_second_keeper_is_named_by_the_fingerprint_that_he_read_aloud_and_by_no_other() {
    let (keeper, second, data) = (Owner::new(75, 0), Owner::new(76, 0), tempdir().unwrap());
    let _store = store_of(&keeper, data.path());
    let who = |owner: &Owner, what: &str| owner.accepted(&["academie", "identity"])[what].clone();
    let (identity, fingerprint) = (who(&second, "identity"), who(&second, "fingerprint"));
    let out = keeper.folder.path().join("racine.age");
    let named = |fingerprint: &Value| {
        keeper.told(&[
            "academie",
            "keeper",
            "--identity",
            identity.as_str().unwrap(),
            "--fingerprint",
            fingerprint.as_str().unwrap(),
            "--out",
            &out.display().to_string(),
        ])
    };
    for (wrong, code) in [
        (who(&keeper, "fingerprint"), "app.another_fingerprint"),
        (json!("3f0a"), "app.usage_value"),
    ] {
        assert_eq!(codes(&named(&wrong)), [code]);
        assert!(!out.exists(), "{code}");
    }
    let told = named(&fingerprint);
    assert_eq!(told["accepted"], true, "{told}");
    assert!(out.exists());
}

#[test]
fn what_is_no_invitation_and_a_notebook_that_knows_no_store_are_refused() {
    let owner = Owner::new(73, 0);
    let told = owner.told(&["enrol", "--invitation", "carnet:1 https://entrepot"]);
    assert_eq!(codes(&told), ["sync.not_an_invitation"]);
    assert_eq!(owner.told(&["sync"])["accepted"], false);
    assert_eq!(run(&["academie", "revoke", "--json"]).code, FAULT);
}

/// The variables by which an environment names its proxy.
const PROXIES: [&str; 4] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

/// `carnet sync` of a notebook where this variable is set for the program alone, and no other of a proxy.
fn synced_with(owner: &Owner, (variable, value): (&str, &str)) -> bool {
    let mut command = Command::new(program().unwrap());
    command.args(["sync", "--json", "--notebook", &owner.notebook()]);
    for proxy in PROXIES {
        command.env_remove(proxy).env_remove(proxy.to_lowercase());
    }
    command.env(variable, value).env_remove("DISPLAY");
    let mut running = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = running.stdin.take().unwrap();
    writeln!(input, "{PASSPHRASE}").unwrap();
    drop(input);
    running.wait().unwrap().success()
}

#[test]
fn an_authority_that_was_given_is_kept_and_the_proxy_of_the_environment_is_used() {
    let (keeper, inspector, data) = (Owner::new(75, 0), Owner::new(76, 1), tempdir().unwrap());
    let authority = Authority::new().unwrap();
    let (file, key) = (
        authority.file(),
        keeper.folder.path().join("racine.txt").display().to_string(),
    );
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = held.local_addr().unwrap();
    let address = format!("https://{listen}");
    let init = ["academie", "init", "--store", &address, "--root-public-key", &key];
    let founded = keeper.accepted(&[&init[..], &["--authority", &file]].concat());
    let data = data.path().display().to_string();
    let academie = founded["academie"].as_str().unwrap();
    let create = ["academie", "create", academie, "--root-public-key", &key];
    operator(&["--data", &data], &create).unwrap();
    let [certificate, pem, private, secret] = authority.serving("127.0.0.1").unwrap();
    let place = ["--data", &data, &certificate, &pem, &private, &secret];
    drop(held);
    let store = StoreProcess::serve_at(&place, listen).unwrap();
    let first = invited(&keeper);
    let refused = inspector.told(&["enrol", "--invitation-file", &first]);
    assert_eq!(codes(&refused), ["sync.certificate"]);
    inspector.accepted(&["enrol", "--invitation-file", &first, "--authority", &file]);
    // Another invitation, and a store that is said again, without the authority being said again.
    inspector.accepted(&["enrol", "--invitation-file", &invited(&keeper)]);
    inspector.accepted(&["sync"]);
    keeper.accepted(&init);
    keeper.accepted(&["sync"]);

    let proxy = NetworkProxy::new(Manner::Leads(store.address)).unwrap();
    assert!(synced_with(&inspector, ("HTTPS_PROXY", &proxy.url())));
    assert!(proxy.asked().contains(&format!("CONNECT {listen} HTTP/1.1")));
    assert!(synced_with(&inspector, ("CARNET_NONE", "")));
    assert_eq!(proxy.asked(), [""; 0]);
}
