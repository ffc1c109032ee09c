//! The disk fills up under a backup: told, and the work goes on. A process of its own: the faulty disk is everybody's in it.
#![allow(clippy::unwrap_used)]

use serde_json::json;
use whole_product::recording_vfs::Recorder;
use whole_product::story::{Story, text};

#[test]
fn a_backup_that_cannot_be_made_is_told_and_the_work_goes_on() {
    let disk = Recorder::install_as_default("backups-that-fill-up").unwrap();
    let story = Story::observed(206).unwrap();
    let first = text(&story.ask("back_up", json!({})).unwrap()["backups"][0]["place"]);
    story.machine.pass(9 * 24 * 60);
    disk.fill(true);
    let done = story.ask("back_up_if_due", json!({})).unwrap();
    disk.fill(false);
    assert_eq!(done["made"], false);
    let told = done["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["code"]))
        .collect::<Vec<_>>();
    assert_eq!(
        told,
        ["app.backup_failed", "notebook.backup_full", "app.backup_late"]
    );
    story.write("Le travail continue.").unwrap();
    let view = story.ask("backups", json!({})).unwrap();
    assert_eq!(text(&view["backups"][0]["place"]), first);
    assert_eq!(
        story.ask("back_up_if_due", json!({})).unwrap()["made"],
        true,
        "there is room again"
    );
}
