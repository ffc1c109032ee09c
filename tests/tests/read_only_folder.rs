//! A folder in which nothing may be written, as a locked key or a share without rights: told, nothing changed, and what only
//! reads works there.
#![allow(clippy::unwrap_used)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use app::App;
use app::host::Host;
use nix::unistd::{Gid, Uid, getegid, geteuid, setfsgid, setfsuid};
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask};
use whole_product::story::{Story, Told};

/// « nobody » on every Linux.
const NOBODY: u32 = 65_534;

/// Works as a person whom the rights of a folder bind: they do not bind root, as whom a test may run. Of this thread alone.
fn as_a_person<T>(work: impl FnOnce() -> T) -> T {
    let (user, group) = (geteuid(), getegid());
    if user.is_root() {
        setfsgid(Gid::from_raw(NOBODY));
        setfsuid(Uid::from_raw(NOBODY));
    }
    let done = work();
    if user.is_root() {
        setfsuid(user);
        setfsgid(group);
    }
    done
}

/// Sets the rights of a folder and of all that is in it.
fn allow(folder: &Path, folders: u32, files: u32) {
    fs::set_permissions(folder, Permissions::from_mode(folders)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            allow(&path, folders, files);
        } else {
            fs::set_permissions(&path, Permissions::from_mode(files)).unwrap();
        }
    }
}

fn only_to_be_read(folder: &Path) {
    allow(folder, 0o555, 0o444);
}

fn free(folder: &Path) {
    allow(folder, 0o777, 0o666);
}

fn bytes_of(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("notebook.db")).unwrap()
}

fn unlock(app: &App) -> Told<Value> {
    ask(app, "unlock", json!({ "passphrase": PASSPHRASE }))
}

#[test]
fn a_notebook_that_may_only_be_read_is_told_checked_and_stays_as_it_is() {
    let story = Story::observed(281).unwrap();
    let seen = story.ask("observation", story.named()).unwrap();
    story.ask("lock", json!({})).unwrap();
    let folder = story.machine.notebook_folder();
    let parent = folder.parent().unwrap().to_owned();
    fs::set_permissions(&parent, Permissions::from_mode(0o755)).unwrap();
    only_to_be_read(&folder);
    let before = bytes_of(&folder);
    let machine = Arc::clone(&story.machine);
    let app = App::new(machine);
    assert_eq!(
        as_a_person(|| unlock(&app)),
        Err(vec!["notebook.storage".to_owned()])
    );
    let checked = as_a_person(|| app::tools::check_notebook(&folder, PASSPHRASE)).unwrap();
    assert!(checked.accepted, "{}", checked.to_text());
    assert_eq!(bytes_of(&folder), before);
    free(&folder);
    as_a_person(|| unlock(&app)).unwrap();
    assert_eq!(ask(&app, "observation", story.named()).unwrap(), seen);
}

#[test]
fn no_notebook_is_made_nor_put_back_where_nothing_may_be_written() {
    let story = Story::planned(282).unwrap();
    let backup = story.ask("back_up", json!({})).unwrap()["backups"][0]["place"].clone();
    let place = tempfile::tempdir().unwrap();
    only_to_be_read(place.path());
    let app = App::new(Machine::in_folder(place.path(), 283));
    let made = as_a_person(|| ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE })));
    assert_eq!(made.unwrap_err(), ["app.file"]);
    let right = json!({ "place": backup, "secret": PASSPHRASE });
    free(story.machine.documents());
    fs::set_permissions(
        story.machine.documents().parent().unwrap(),
        Permissions::from_mode(0o755),
    )
    .unwrap();
    let put = as_a_person(|| ask(&app, "restore_closed", right));
    assert_eq!(put.unwrap_err(), ["notebook.storage"]);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    free(place.path());
}

#[test]
fn a_document_that_cannot_be_written_is_told_and_the_work_goes_on() {
    let story = Story::sealed(284).unwrap();
    fs::create_dir_all(story.machine.documents()).unwrap();
    let folder = story.machine.notebook_folder();
    let parent = folder.parent().unwrap().to_owned();
    fs::set_permissions(&parent, Permissions::from_mode(0o755)).unwrap();
    free(&folder);
    only_to_be_read(story.machine.documents());
    let told = as_a_person(|| story.ask("export_visit", story.named()));
    assert_eq!(told.unwrap_err(), ["app.file"]);
    as_a_person(|| story.ask("back_up_if_due", json!({}))).unwrap();
    as_a_person(|| {
        story.ask(
            "save_personal_notes",
            json!({ "visit": story.visit, "text": "Suite" }),
        )
    })
    .unwrap();
    free(story.machine.documents());
    as_a_person(|| story.ask("export_visit", story.named())).unwrap();
}
