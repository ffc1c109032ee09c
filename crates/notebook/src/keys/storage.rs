//! `notebook.keys` on the disk: losing it loses the notebook, so no cut at any instant leaves none that opens.
//!
//! The new file is written beside, synced, read back and opened; only then does it take the name. A synced copy of the
//! former one stays until the new name is synced too.

use std::io;

use super::error::KeysError;
use super::file::NotebookKeys;

/// The name of the keys file, within the notebook's folder.
pub const CURRENT: &str = "notebook.keys";
/// The name of the file being written.
pub const NEW: &str = "notebook.keys.new";
/// The name of the file before the last change.
pub const FORMER: &str = "notebook.keys.former";

/// The name of a damaged file set aside when another takes its place.
pub const DAMAGED: &str = "notebook.keys.damaged";

/// The few operations on the notebook's folder that saving keys needs. What differs between systems stands behind it.
pub trait KeyFiles {
    /// The bytes of the file `name`; none when there is no such file.
    ///
    /// # Errors
    /// When the system refuses.
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>>;

    /// Writes the whole file `name`; nothing is promised until it is synced.
    ///
    /// # Errors
    /// When the system refuses; the file may then hold anything.
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Returns once the bytes of the file `name` are on the disk.
    ///
    /// # Errors
    /// When the system refuses.
    fn sync(&mut self, name: &str) -> io::Result<()>;

    /// Gives the file `from` the name `to`, in place of the file of that name.
    ///
    /// # Errors
    /// When the system refuses; both files are then as they were.
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;

    /// Removes the file `name`, if there is one.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove(&mut self, name: &str) -> io::Result<()>;

    /// Returns once the names of all files are on the disk.
    ///
    /// # Errors
    /// When the system refuses.
    fn sync_folder(&mut self) -> io::Result<()>;
}

/// Which file the keys were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `notebook.keys`.
    Current,
    /// The copy from before the last change: `notebook.keys` is missing or damaged.
    Former,
}

/// Keys read from the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The keys.
    pub keys: NotebookKeys,
    /// Which file they were read from; when it is the former, the person should know.
    pub origin: Origin,
}

/// The keys of the notebook in `files`; none when there has never been any. Changes nothing.
///
/// # Errors
/// When the disk refuses, or no file can be read: then what is wrong with `notebook.keys`.
pub fn load(files: &dyn KeyFiles) -> Result<Option<Loaded>, KeysError> {
    let current = read(files, CURRENT)?;
    if let Some(Ok(keys)) = &current
        && keys.is_intact()
    {
        return Ok(Some(Loaded {
            keys: keys.clone(),
            origin: Origin::Current,
        }));
    }
    let former = read(files, FORMER)?
        .and_then(Result::ok)
        .filter(NotebookKeys::is_intact);
    if let Some(keys) = former {
        return Ok(Some(Loaded {
            keys,
            origin: Origin::Former,
        }));
    }
    Ok(current.transpose()?.map(|keys| Loaded {
        keys,
        origin: Origin::Current,
    }))
}

/// Saves `keys` as `notebook.keys`, once `opens` has opened what was written; the former file stays until then.
///
/// # Errors
/// When the disk refuses or `opens` does. The keys on the disk are then the former ones, or the new ones if all that
/// failed was the removal of the former.
pub fn save(
    files: &mut dyn KeyFiles,
    keys: &NotebookKeys,
    opens: &dyn Fn(&NotebookKeys) -> Result<(), KeysError>,
) -> Result<(), KeysError> {
    let bytes = keys.to_bytes()?;
    keep_former(files)?;
    told(NEW, files.write(NEW, &bytes))?;
    told(NEW, files.sync(NEW))?;
    verify(files, NEW, &bytes)?;
    opens(keys)?;
    told(NEW, files.rename(NEW, CURRENT))?;
    told(CURRENT, files.sync_folder())?;
    verify(files, CURRENT, &bytes)?;
    discard_former(files)
}

/// Removes the copy of the former keys that an interrupted [`save`] left: a passphrase that was changed opens it still.
///
/// To be called once the notebook is open by the current keys.
///
/// # Errors
/// When the disk refuses.
pub fn discard_former(files: &mut dyn KeyFiles) -> Result<(), KeysError> {
    told(FORMER, files.remove(FORMER))?;
    told(NEW, files.remove(NEW))?;
    told(FORMER, files.sync_folder())
}

/// Copies the current file as the former; a damaged one is set aside instead, for the former is then the better one.
fn keep_former(files: &mut dyn KeyFiles) -> Result<(), KeysError> {
    let Some(bytes) = told(CURRENT, files.read(CURRENT))? else {
        return Ok(());
    };
    let intact = NotebookKeys::read(&bytes).is_ok_and(|keys| keys.is_intact());
    let kept = if intact { FORMER } else { DAMAGED };
    told(kept, files.write(kept, &bytes))?;
    told(kept, files.sync(kept))?;
    told(kept, files.sync_folder())
}

/// That `name` reads back as `bytes`, and these as intact keys.
fn verify(files: &dyn KeyFiles, name: &str, bytes: &[u8]) -> Result<(), KeysError> {
    let written = told(name, files.read(name))?;
    let whole =
        written.as_deref() == Some(bytes) && NotebookKeys::read(bytes).is_ok_and(|keys| keys.is_intact());
    if whole {
        Ok(())
    } else {
        Err(KeysError::NotVerified)
    }
}

type Read = Option<Result<NotebookKeys, KeysError>>;

fn read(files: &dyn KeyFiles, name: &str) -> Result<Read, KeysError> {
    Ok(told(name, files.read(name))?.map(|bytes| NotebookKeys::read(&bytes)))
}

fn told<T>(file: &str, result: io::Result<T>) -> Result<T, KeysError> {
    result.map_err(|source| KeysError::Storage {
        file: file.to_owned(),
        source,
    })
}
