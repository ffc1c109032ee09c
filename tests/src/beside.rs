//! A notebook through its own door, for what no command does: the application that is on it must be closed.

use std::path::Path;

use notebook::keys::{self, Folder, Passphrase};
use notebook::{Notebook, OpenOptions};

use crate::machine::PASSPHRASE;
use crate::window::Outcome;

/// The notebook of this folder, open.
///
/// # Errors
/// When the folder has no keys, or another passphrase than that of the tests.
pub fn opened(folder: &Path) -> Outcome<Notebook> {
    let unsynced = |_: &Path| Ok(());
    let keys = keys::load(&Folder::new(folder.to_owned(), &unsynced))?.ok_or("no keys")?;
    let secrets = keys.keys.unlock_with_passphrase(&Passphrase::new(PASSPHRASE)?)?;
    let options = OpenOptions::with_key(*secrets.database_key());
    Ok(Notebook::open(folder, &options)?)
}
