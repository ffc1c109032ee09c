//! A closed notebook that a command names: found, opened by its passphrase, copied. A command that only reads works on a
//! copy, for opening may bring a notebook up to date and give it a device.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use notebook::{Notebook, OpenOptions};
use tempfile::TempDir;

use super::HostAt;
use crate::App;
use crate::host::Host;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::opening;
use crate::views::PassphraseRequest;

/// That there is a notebook in `folder`, before anybody is asked for its passphrase.
///
/// # Errors
/// Refused when `folder` does not exist, is a file, or holds no notebook; a fault when the system does not let it be read.
pub fn find_notebook(folder: &Path) -> Outcome<()> {
    find_folder(folder)?;
    opening::closed_keys(folder).map(drop)
}

/// Whether `folder` is there.
pub(super) fn find_folder(folder: &Path) -> Outcome<()> {
    let refused = |code| Err(AppError::refused(code, folder.display().to_string()));
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => refused(codes::FOLDER_IS_FILE),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            refused(codes::FOLDER_ABSENT)
        }
        Err(error) => Err(Fault::unread(folder, error).into()),
    }
}

/// Tried on a copy: a sound notebook is left alone, its schema too.
pub(super) fn refuse_sound(folder: &Path, options: &OpenOptions) -> Outcome<()> {
    let scratch = opening::scratch_copy(folder)?;
    match Notebook::open(scratch.path(), options) {
        Ok(_) => Err(AppError::refused(
            codes::NOTHING_TO_RECOVER,
            folder.display().to_string(),
        )),
        Err(error) if error.is_unreadable() => Ok(()),
        Err(error) => Err(error.of_copy(folder).into()),
    }
}

/// A copy of the notebook of a host, encrypted as it is; gone when dropped.
pub(super) struct Copy {
    host: Arc<dyn Host>,
    folder: TempDir,
}

impl Copy {
    /// Copies the closed notebook of `host`, in which nothing changes.
    pub fn of(host: Arc<dyn Host>) -> Outcome<Self> {
        let original = host.notebook_folder();
        find_notebook(&original)?;
        let folder = opening::scratch_copy(&original)?;
        Ok(Self { host, folder })
    }

    /// The application, open on the copy. A damaged notebook is refused: its rescue belongs in the original.
    pub fn opened(&self, passphrase: &str) -> Outcome<App> {
        let options = opening::opened_by(self.folder.path(), passphrase)?;
        let opened = Notebook::open(self.folder.path(), &options);
        drop(opened.map_err(|error| error.of_copy(&self.host.notebook_folder()))?);
        let app = App::new(Arc::new(HostAt::new(
            Arc::clone(&self.host),
            self.folder.path().to_owned(),
        )));
        app.unlock(PassphraseRequest {
            passphrase: passphrase.to_owned(),
        })?;
        Ok(app)
    }
}
