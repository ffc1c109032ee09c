//! A disk in memory that keeps, at a power cut, no more than what was synced for certain.

use std::collections::BTreeMap;
use std::io;

use crate::keys::KeyFiles;

type Names = BTreeMap<String, usize>;

#[derive(Debug, Clone, Default)]
struct Content {
    written: Vec<u8>,
    /// What the last sync of these bytes promised.
    synced: Option<Vec<u8>>,
}

/// What a power cut leaves of bytes that were not synced.
#[derive(Debug, Clone, Copy)]
pub enum Unsynced {
    Nothing,
    Half,
    Former,
    All,
}

pub const EVERY_LOSS: [Unsynced; 4] = [Unsynced::Nothing, Unsynced::Half, Unsynced::Former, Unsynced::All];

/// The disk; its two switches make the known-bad variants.
#[derive(Debug, Clone)]
pub struct Disk {
    contents: Vec<Content>,
    names: Names,
    /// The names that are on the disk, then as they stood after each change since.
    on_disk: Vec<Names>,
    operations_left: usize,
    syncs_files: bool,
    syncs_folder: bool,
}

impl Disk {
    pub fn empty() -> Self {
        Self {
            contents: Vec::new(),
            names: Names::new(),
            on_disk: vec![Names::new()],
            operations_left: usize::MAX,
            syncs_files: true,
            syncs_folder: true,
        }
    }

    /// Known-bad: a disk whose files are never synced, whatever is asked.
    pub fn without_file_sync() -> Self {
        Self {
            syncs_files: false,
            ..Self::empty()
        }
    }

    /// Known-bad: a disk whose names are never synced, whatever is asked.
    pub fn without_folder_sync() -> Self {
        Self {
            syncs_folder: false,
            ..Self::empty()
        }
    }

    /// The same disk, whose power is cut after so many operations.
    pub fn cut_after(&self, operations: usize) -> Self {
        Self {
            operations_left: operations,
            ..self.clone()
        }
    }

    /// How many states of the names a power cut may leave.
    pub fn states(&self) -> usize {
        self.on_disk.len()
    }

    /// What is found after the power comes back.
    pub fn after_cut(&self, state: usize, loss: Unsynced) -> Self {
        let names = self.on_disk[state % self.on_disk.len()].clone();
        let contents = self
            .contents
            .iter()
            .map(|content| content.after_cut(loss))
            .collect();
        let on_disk = vec![names.clone()];
        Self {
            contents,
            names,
            on_disk,
            operations_left: usize::MAX,
            ..*self
        }
    }

    fn operate(&mut self) -> io::Result<()> {
        let left = self.operations_left.checked_sub(1);
        self.operations_left = left.ok_or_else(|| io::Error::other("the power is cut"))?;
        Ok(())
    }

    fn changed_names(&mut self) {
        self.on_disk.push(self.names.clone());
    }
}

impl Content {
    fn after_cut(&self, loss: Unsynced) -> Self {
        let former = self.synced.clone().unwrap_or_default();
        let kept = match loss {
            _ if self.synced.as_ref() == Some(&self.written) => former,
            Unsynced::Nothing => Vec::new(),
            Unsynced::Half => self.written[..self.written.len() / 2].to_vec(),
            Unsynced::Former => former,
            Unsynced::All => self.written.clone(),
        };
        Self {
            synced: Some(kept.clone()),
            written: kept,
        }
    }
}

impl KeyFiles for Disk {
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self
            .names
            .get(name)
            .map(|content| self.contents[*content].written.clone()))
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.operate()?;
        if let Some(content) = self.names.get(name) {
            self.contents[*content].written = bytes.to_vec();
            return Ok(());
        }
        self.contents.push(Content {
            written: bytes.to_vec(),
            synced: None,
        });
        self.names.insert(name.to_owned(), self.contents.len() - 1);
        self.changed_names();
        Ok(())
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        self.operate()?;
        if self.syncs_files {
            let content = &mut self.contents[self.names[name]];
            content.synced = Some(content.written.clone());
        }
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.operate()?;
        let content = self.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        self.names.insert(to.to_owned(), content);
        self.changed_names();
        Ok(())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.operate()?;
        if self.names.remove(name).is_some() {
            self.changed_names();
        }
        Ok(())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.operate()?;
        if self.syncs_folder {
            self.on_disk = vec![self.names.clone()];
        }
        Ok(())
    }
}
