//! The machine, as the application asks for it: everything that differs between systems stands here.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use app::host::{Drive, Host, Instant};

use crate::drive;

/// The desktop that Carnet runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Desktop;

impl Host for Desktop {
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_milliseconds(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // A machine without randomness can make no key: nothing else is safe to do.
        #[allow(clippy::expect_used)]
        getrandom::fill(bytes).expect("the system gives random bytes");
    }

    fn notebook_folder(&self) -> PathBuf {
        dirs::data_local_dir()
            .unwrap_or_else(|| PathBuf::from("."))
            .join("carnet")
    }

    fn documents_folder(&self) -> PathBuf {
        let documents = dirs::document_dir().or_else(dirs::home_dir);
        documents.unwrap_or_else(|| PathBuf::from(".")).join("Carnet")
    }

    fn drive(&self, folder: &Path) -> Drive {
        drive::of(folder)
    }

    fn write_durably(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let partial = partial_name(path);
        let written = write_synced(&partial, bytes).and_then(|()| fs::rename(&partial, path));
        if written.is_err() {
            // On a full disk it would keep the room that is missing.
            let _ = fs::remove_file(&partial);
        }
        written?;
        self.sync_folder(folder)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Windows makes a rename durable by itself, and opens no folder as a file.
    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn open_with_system(&self, path: &Path) -> io::Result<()> {
        let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
            "windows" => ("explorer", &[]),
            "macos" => ("open", &[]),
            _ => ("xdg-open", &[]),
        };
        Command::new(program).args(arguments).arg(path).spawn().map(drop)
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn partial_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partiel");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("rapport.pdf");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("autre"), b"").unwrap();
        Desktop.write_durably(&taken, b"bytes").unwrap_err();
        let names = fs::read_dir(folder.path()).unwrap();
        let names: Vec<_> = names.map(|one| one.unwrap().file_name()).collect();
        assert_eq!(names, ["rapport.pdf"]);
        let whole = folder.path().join("compte rendu.pdf");
        Desktop.write_durably(&whole, b"bytes").unwrap();
        assert_eq!(fs::read(&whole).unwrap(), b"bytes");
    }
}
