//! Starts: the full notebook beside an empty one.

use std::path::Path;
use std::sync::Arc;

use app::App;
use app::host::Host;
use notebook::keys::{self, Folder, Passphrase};
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
    for _ in 0..STARTS {
        // What closes it, the end of the look at its pages included, is no part of a start.
        drop(bare.note(|| start(&empty))?);
        drop(filled.note(|| start(full))?);
        keys.note(|| derive(full))?;
    }
    let ratio = filled.median() / bare.median();
    let after = |starts: &Durations| (starts.median() - keys.median()).max(0.0);
    let (filled_after, bare_after) = (after(&filled), after(&bare));
    Ok(vec![
        Figure::beside(
            "the keys opened by the passphrase, as Argon2id must be slow",
            keys.to_string(),
        ),
        Figure::beside(
            "what a start takes besides, full and empty",
            format!("{filled_after:.1} ms and {bare_after:.1} ms"),
        ),
        Figure::beside("a start with an empty notebook", bare.to_string()),
        Figure::beside("a start with the full one", filled.to_string()),
        Figure::bar(
            "a start with the full one, over an empty one",
            format!("{ratio:.2} ×"),
            format!("at most {BAR} ×"),
            ratio <= BAR,
        ),
    ])
}

/// The passphrase's part of a start.
fn derive(notebook: &Full) -> Measured<()> {
    let unsynced = |_: &Path| Ok(());
    let folder = notebook.machine.notebook_folder();
    let keys = keys::load(&Folder::new(folder, &unsynced))?.ok_or("no keys")?;
    keys.keys.unlock_with_passphrase(&Passphrase::new(PASSPHRASE)?)?;
    Ok(())
}

/// From the passphrase to the agenda of the week.
fn start(notebook: &Full) -> Measured<App> {
    let app = notebook.opened()?;
    asked(&app, "status", json!({}))?;
    asked(
        &app,
        "agenda",
        json!({ "from": "2026-11-23", "to": "2026-11-29" }),
    )?;
    Ok(app)
}
