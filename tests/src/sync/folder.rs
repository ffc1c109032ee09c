//! Folders of laptops and stores: in memory where the system has such a place, for what crashes here is a program and never
//! the power, and a wait for the disk would show nothing.

use std::ffi::OsString;
use std::path::Path;

use tempfile::TempDir;

/// A folder that ends with what it is of.
///
/// # Errors
/// When the disk refuses.
pub fn folder() -> std::io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    let in_memory = memory.is_dir().then(|| tempfile::tempdir_in(memory));
    match in_memory {
        Some(Ok(folder)) => Ok(folder),
        _ => tempfile::tempdir(),
    }
}

/// The files of a folder, as they were when nobody had them open.
#[derive(Debug, Clone)]
pub struct Files(Vec<(OsString, Vec<u8>)>);

impl Files {
    /// Those of `folder`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn of(folder: &Path) -> std::io::Result<Self> {
        let read = std::fs::read_dir(folder)?.map(|file| {
            let file = file?;
            Ok((file.file_name(), std::fs::read(file.path())?))
        });
        read.collect::<std::io::Result<_>>().map(Self)
    }

    /// Puts them in `folder`, which is made where it is not there, in place of what it held.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put(&self, folder: &Path) -> std::io::Result<()> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir(folder)?;
        self.0
            .iter()
            .try_for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes))
    }
}
