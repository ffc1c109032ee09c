//! A closed notebook read by a command: on a copy, for opening may bring it up to date and give it a device.

use std::sync::Arc;

use notebook::Notebook;
use tempfile::TempDir;

use super::HostAt;
use super::notebook::{find_notebook, opened_by};
use crate::App;
use crate::host::Host;
use crate::problem::{Fault, Outcome};
use crate::views::PassphraseRequest;

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
        let folder = tempfile::tempdir().map_err(|error| Fault::file(&std::env::temp_dir(), error))?;
        Notebook::copy_closed(&original, folder.path())?;
        Ok(Self { host, folder })
    }

    /// The application, open on the copy. A damaged notebook is refused: its rescue belongs in the original.
    pub fn opened(&self, passphrase: &str) -> Outcome<App> {
        let options = opened_by(self.folder.path(), passphrase)?;
        drop(Notebook::open(self.folder.path(), &options)?);
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
