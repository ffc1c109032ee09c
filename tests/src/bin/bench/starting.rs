//! Starts: the full notebook beside an empty one.

use std::path::Path;
use std::sync::Arc;

use app::host::Host;
use notebook::keys::{self, Folder, Passphrase, Secrets};
use notebook::{Notebook, OpenOptions};
use serde_json::json;
use whole_product::machine::{Machine, PASSPHRASE, set_up};

use crate::directory::{Full, asked};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;

/// At most so many times an empty one.
const BAR: f64 = 1.25;
const STARTS: usize = 40;

pub fn measure(full: &Full, folder: &Path) -> Measured<Vec<Figure>> {
    let machine = Machine::in_folder(folder, 2);
    drop(set_up(Arc::clone(&machine)).map_err(|codes| codes.join(", "))?);
    let empty = Full { machine };
    let (mut filled, mut bare, mut keys) = (Durations::default(), Durations::default(), Durations::default());
    let (mut filled_opened, mut bare_opened) = (Durations::default(), Durations::default());
    let (filled_secrets, bare_secrets) = (secrets(full)?, secrets(&empty)?);
    for _ in 0..STARTS {
        bare.note(|| start(&empty))?;
        filled.note(|| start(full))?;
        keys.note(|| secrets(full))?;
        bare_opened.note(|| open(&empty, &bare_secrets))?;
        filled_opened.note(|| open(full, &filled_secrets))?;
    }
    // An empty notebook has no page to look at.
    let look = (filled_opened.median() - bare_opened.median()).max(0.0);
    let ratio = (filled.median() - look) / bare.median();
    let megabytes = bytes(full)? / 1e6;
    Ok(vec![
        Figure::beside(
            "the keys opened by the passphrase, as Argon2id must be slow",
            keys.to_string(),
        ),
        Figure::beside("a start with an empty notebook", bare.to_string()),
        Figure::beside("a start with the full one", filled.to_string()),
        Figure::beside(
            format!("of which the look at every page, {megabytes:.0} MB"),
            format!("{look:.0} ms: {:.0} MB/s", megabytes / look.max(0.001) * 1e3),
        ),
        Figure::bar(
            "a start with the full one, that look aside, over an empty one",
            format!("{ratio:.2} ×"),
            format!("at most {BAR} ×"),
            ratio <= BAR,
        ),
    ])
}

fn bytes(notebook: &Full) -> Measured<f64> {
    let file = notebook.machine.notebook_folder().join("notebook.db");
    Ok(file.metadata()?.len() as f64)
}

/// The passphrase's part of a start.
fn secrets(notebook: &Full) -> Measured<Secrets> {
    let unsynced = |_: &Path| Ok(());
    let folder = notebook.machine.notebook_folder();
    let keys = keys::load(&Folder::new(folder, &unsynced))?.ok_or("no keys")?;
    Ok(keys.keys.unlock_with_passphrase(&Passphrase::new(PASSPHRASE)?)?)
}

/// The notebook's part: its pages looked at, and closed.
fn open(notebook: &Full, secrets: &Secrets) -> Measured<()> {
    let options = OpenOptions::with_key(*secrets.database_key());
    drop(Notebook::open(&notebook.machine.notebook_folder(), &options)?);
    Ok(())
}

/// From the passphrase to the agenda of the week.
fn start(notebook: &Full) -> Measured<()> {
    let app = notebook.opened()?;
    asked(&app, "status", json!({}))?;
    asked(
        &app,
        "agenda",
        json!({ "from": "2026-11-23", "to": "2026-11-29" }),
    )?;
    Ok(())
}
