//! The disk after a power cut: what was synced, and of what was not, anything.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::Operation;

/// A disk writes this many bytes whole or not at all.
const SECTOR: usize = 512;

/// What a power cut leaves of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsynced {
    /// Nothing.
    Lost,
    /// Any part of it, torn between sectors, drawn by this seed.
    Torn {
        /// The seed.
        seed: u64,
    },
}

/// The files of a disk, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disk {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// What was asked of one file, none of it synced yet.
type Pending<'a> = BTreeMap<&'a Path, Vec<&'a Operation>>;

impl Disk {
    /// The files in `folder`, all synced; folders in it are left out.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_file() {
                files.insert(path.clone(), fs::read(&path)?);
            }
        }
        Ok(Self { files })
    }

    /// This disk after `operations`, at which the power was cut.
    #[must_use]
    pub fn after_cut(&self, operations: &[Operation], unsynced: Unsynced) -> Self {
        let mut disk = self.clone();
        let mut pending = Pending::new();
        for operation in operations {
            let asked = pending.entry(operation.file()).or_default();
            asked.push(operation);
            if operation.is_durable() {
                asked.drain(..).for_each(|operation| disk.apply(operation));
            }
        }
        if let Unsynced::Torn { seed } = unsynced {
            disk.tear(&pending, seed);
        }
        disk
    }

    /// Writes the files into `folder`, by their names.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let named = |path: &Path| path.file_name().map(|name| folder.join(name));
        let files = self
            .files
            .iter()
            .filter_map(|(path, bytes)| Some((named(path)?, bytes)));
        files
            .into_iter()
            .try_for_each(|(path, bytes)| fs::write(path, bytes))
    }

    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Create { file } => drop(self.files.entry(file.clone()).or_default()),
            Operation::Write { file, offset, bytes } => self.put(file, *offset, bytes),
            Operation::Truncate { file, length } => {
                self.files.entry(file.clone()).or_default().resize(*length, 0);
            }
            Operation::Delete { file, .. } => drop(self.files.remove(file)),
            Operation::Sync { .. } => {}
        }
    }

    fn put(&mut self, file: &Path, offset: usize, bytes: &[u8]) {
        let content = self.files.entry(file.to_owned()).or_default();
        let end = offset + bytes.len();
        if content.len() < end {
            content.resize(end, 0);
        }
        content[offset..end].copy_from_slice(bytes);
    }

    fn tear(&mut self, pending: &Pending<'_>, seed: u64) {
        let mut drawn = StdRng::seed_from_u64(seed);
        for operation in pending.values().flatten() {
            match operation {
                Operation::Write { file, offset, bytes } => {
                    for (start, sector) in sectors(*offset, bytes) {
                        if drawn.random_bool(0.5) {
                            self.put(file, start, sector);
                        }
                    }
                }
                other if drawn.random_bool(0.5) => self.apply(other),
                _ => {}
            }
        }
    }
}

/// The parts of `bytes` that fall into different sectors, with where each begins.
fn sectors(offset: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = offset;
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let length = (SECTOR - start % SECTOR).min(rest.len());
        let (sector, after) = rest
            .split_at_checked(length)
            .filter(|(sector, _)| !sector.is_empty())?;
        let place = start;
        (start, rest) = (start + length, after);
        Some((place, sector))
    })
}

impl Operation {
    fn file(&self) -> &Path {
        match self {
            Self::Create { file }
            | Self::Write { file, .. }
            | Self::Truncate { file, .. }
            | Self::Sync { file }
            | Self::Delete { file, .. } => file,
        }
    }

    /// Whether all that was asked of the file until now, this included, is on the disk.
    fn is_durable(&self) -> bool {
        matches!(self, Self::Sync { .. } | Self::Delete { durable: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(offset: usize, bytes: &[u8]) -> Operation {
        Operation::Write {
            file: "a".into(),
            offset,
            bytes: bytes.to_vec(),
        }
    }

    fn sync() -> Operation {
        Operation::Sync { file: "a".into() }
    }

    fn file(disk: &Disk) -> Option<&[u8]> {
        disk.files.get(Path::new("a")).map(Vec::as_slice)
    }

    #[test]
    fn what_was_not_synced_is_lost() {
        let operations = [
            Operation::Create { file: "a".into() },
            write(0, b"un"),
            sync(),
            write(2, b"deux"),
        ];
        let after = |count: usize| Disk::default().after_cut(&operations[..count], Unsynced::Lost);
        assert_eq!(file(&after(2)), None);
        assert_eq!(file(&after(3)), Some(&b"un"[..]));
        assert_eq!(file(&after(4)), Some(&b"un"[..]));
    }

    #[test]
    fn torn_writes_keep_whole_sectors() {
        let operations = [write(0, &[0; 4 * SECTOR]), sync(), write(100, &[1; 3 * SECTOR])];
        let seen: std::collections::BTreeSet<Vec<u8>> = (0..64)
            .map(|seed| {
                let disk = Disk::default().after_cut(&operations, Unsynced::Torn { seed });
                let bytes = file(&disk).unwrap_or_default();
                [100, SECTOR, 2 * SECTOR, 3 * SECTOR]
                    .map(|place| bytes[place])
                    .to_vec()
            })
            .collect();
        assert_eq!(seen.len(), 16);
    }

    #[test]
    fn a_deletion_lasts_once_its_folder_is_synced() {
        let delete = |durable| Operation::Delete {
            file: "a".into(),
            durable,
        };
        let base = [write(0, b"un"), sync()];
        let after = |last| Disk::default().after_cut(&[&base[..], &[delete(last)]].concat(), Unsynced::Lost);
        assert_eq!(file(&after(false)), Some(&b"un"[..]));
        assert_eq!(file(&after(true)), None);
    }
}
