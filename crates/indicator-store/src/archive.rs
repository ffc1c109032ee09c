//! An archive: all that a store keeps, in one file, whatever the database; verified before anybody relies on it.
//!
//! One line of JSON for each thing, compressed by zstd; the last line says how many there are and the hash of all before.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use observation::canonical::Sha256;
use observation::instant::Instant;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use sync_protocol::Epoch;

use crate::error::StoreError;
use crate::store::{Kept, Ledger, Store};

/// The format that this version writes.
pub const FORMAT: &str = "carnet/store-archive/1";
/// How many records are read at a time.
const RECORDS: usize = 500;

/// One line of an archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    /// The first.
    Archive {
        /// Always [`FORMAT`].
        format: String,
        /// When it was made.
        made_at: Instant,
        /// The life of the store that it was made of.
        epoch: Epoch,
    },
    /// An académie; its records follow.
    Academie(Box<Ledger>),
    /// A record of the académie before.
    Record(Box<Kept>),
    /// The last.
    End {
        /// How many lines come before.
        lines: u64,
        /// The hash of their bytes.
        sha256: Sha256,
    },
}

/// What an archive was found to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// For each académie its code, and the last sequence number.
    pub academies: Vec<(String, u64)>,
    /// How many records.
    pub records: u64,
}

/// Writes all that `store` keeps to `file`, reads it back, and notes how far it goes.
///
/// # Errors
/// When the file is there already or cannot be written, or what was written does not read back.
pub async fn make(store: &impl Store, file: &Path, at: Instant) -> Result<Contents, StoreError> {
    let begun = beside(file);
    let mut writer = Writer::create(file, &begun)?;
    let epoch = store.epoch().await?;
    writer.line(&Line::Archive {
        format: FORMAT.to_owned(),
        made_at: at,
        epoch,
    })?;
    for academie in store.academies().await? {
        write_academie(store, &academie.code, &mut writer).await?;
    }
    writer.end()?;
    let contents = read(&begun, |_| Ok(()))?;
    fs::rename(&begun, file).map_err(StoreError::system(file))?;
    sync_folder(file)?;
    for (academie, head) in &contents.academies {
        store.note_durable(academie, *head).await?;
    }
    Ok(contents)
}

async fn write_academie(store: &impl Store, academie: &str, writer: &mut Writer) -> Result<(), StoreError> {
    // What comes after the ledger was read is of the next archive.
    let ledger = store.ledger(academie).await?;
    let head = ledger.head;
    writer.line(&Line::Academie(Box::new(ledger)))?;
    let mut after = 0;
    while after < head {
        let kept = store.kept(academie, after, RECORDS).await?;
        if kept.is_empty() {
            let said =
                format!("{academie}\u{a0}: le dernier numéro noté est {head}, et rien ne suit {after}");
            return Err(StoreError::Damaged(said));
        }
        for one in kept.into_iter().take_while(|one| one.sequence <= head) {
            after = one.sequence;
            writer.line(&Line::Record(Box::new(one)))?;
        }
    }
    Ok(())
}

/// Puts what `file` holds in `store`, which serves nobody yet: a new life begins.
///
/// # Errors
/// When the file is no whole archive (nothing is then changed), or the store is not empty.
pub async fn restore(
    store: &impl Store,
    file: &Path,
    epoch: Epoch,
    at: Instant,
) -> Result<Contents, StoreError> {
    let contents = read(file, |_| Ok(()))?;
    store.begin_restore().await?;
    let mut reader = lines(file)?;
    let (mut academie, mut waiting) = (String::new(), Vec::new());
    while let Some(line) = reader.next_line()? {
        match line {
            Line::Academie(ledger) => {
                store
                    .restore_kept(&academie, std::mem::take(&mut waiting))
                    .await?;
                store.restore_ledger(&ledger).await?;
                academie = ledger.academie;
            }
            Line::Record(kept) => waiting.push(*kept),
            Line::Archive { .. } | Line::End { .. } => {}
        }
        if waiting.len() >= RECORDS {
            store
                .restore_kept(&academie, std::mem::take(&mut waiting))
                .await?;
        }
    }
    store.restore_kept(&academie, waiting).await?;
    store.end_restore(epoch, at).await?;
    Ok(contents)
}

/// Reads a whole archive, and gives `each` record as it comes.
///
/// # Errors
/// When it is no archive, not whole, or a record of it is not what was signed.
pub fn read(
    file: &Path,
    mut each: impl FnMut(&Kept) -> Result<(), StoreError>,
) -> Result<Contents, StoreError> {
    let mut reader = lines(file)?;
    let mut contents = Contents::default();
    let mut expected = 0;
    while let Some(line) = reader.next_line()? {
        match line {
            Line::Archive { format, .. } if format == FORMAT && reader.count == 1 => {}
            Line::Academie(ledger) => {
                contents.academies.push((ledger.academie, ledger.head));
                expected = 1;
            }
            Line::Record(kept) if kept.sequence == expected => {
                expected += 1;
                contents.records += 1;
                each(&kept)?;
            }
            Line::End { .. } if reader.ended => {}
            _ => return Err(reader.refused("une ligne n’est pas à sa place")),
        }
    }
    if reader.ended {
        Ok(contents)
    } else {
        Err(reader.refused("elle est coupée"))
    }
}

struct Writer {
    file: PathBuf,
    packed: zstd::stream::write::Encoder<'static, BufWriter<File>>,
    lines: u64,
    hash: sha2::Sha256,
}

impl Writer {
    fn create(file: &Path, begun: &Path) -> Result<Self, StoreError> {
        if file.exists() {
            return Err(StoreError::FileExists(file.display().to_string()));
        }
        let created = create_private(begun).map_err(StoreError::system(begun))?;
        let packed = zstd::stream::write::Encoder::new(BufWriter::new(created), 3);
        Ok(Self {
            file: begun.to_owned(),
            packed: packed.map_err(StoreError::system(begun))?,
            lines: 0,
            hash: sha2::Sha256::new(),
        })
    }

    fn line(&mut self, line: &Line) -> Result<(), StoreError> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.hash.update(text.as_bytes());
        self.lines += 1;
        let written = self.packed.write_all(text.as_bytes());
        written.map_err(StoreError::system(&self.file))
    }

    fn end(mut self) -> Result<(), StoreError> {
        let sha256 = <[u8; 32]>::from(self.hash.clone().finalize()).into();
        let lines = self.lines;
        self.line(&Line::End { lines, sha256 })?;
        let file = self.file;
        let done = self.packed.finish().and_then(|mut buffered| {
            buffered.flush()?;
            buffered.get_ref().sync_all()
        });
        done.map_err(StoreError::system(&file))
    }
}

struct Lines {
    file: PathBuf,
    packed: BufReader<zstd::stream::read::Decoder<'static, BufReader<File>>>,
    count: u64,
    hash: sha2::Sha256,
    ended: bool,
}

fn lines(file: &Path) -> Result<Lines, StoreError> {
    let opened = File::open(file).map_err(StoreError::system(file))?;
    let packed = zstd::stream::read::Decoder::new(opened).map_err(StoreError::system(file))?;
    Ok(Lines {
        file: file.to_owned(),
        packed: BufReader::new(packed),
        count: 0,
        hash: sha2::Sha256::new(),
        ended: false,
    })
}

impl Lines {
    fn next_line(&mut self) -> Result<Option<Line>, StoreError> {
        let mut text = String::new();
        let read = self.packed.read_line(&mut text);
        if read.map_err(|error| self.refused(&error.to_string()))? == 0 {
            return Ok(None);
        }
        let line = serde_json::from_str(&text).map_err(|error| self.refused(&error.to_string()))?;
        if let Line::End { lines, sha256 } = &line {
            let found = Sha256::from(<[u8; 32]>::from(self.hash.clone().finalize()));
            self.ended = *lines == self.count && *sha256 == found;
        } else {
            self.ended = false;
        }
        self.hash.update(text.as_bytes());
        self.count += 1;
        Ok(Some(line))
    }

    fn refused(&self, why: &str) -> StoreError {
        StoreError::NotAnArchive(self.file.display().to_string(), why.to_owned())
    }
}

/// A file that its owner alone reads, whatever the process's mask: it says who was visited under which pseudonym.
fn create_private(file: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let created = options.open(file)?;
    // What a cut left there keeps its own mode.
    #[cfg(unix)]
    created.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(created)
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    file.with_file_name(name)
}

fn sync_folder(file: &Path) -> Result<(), StoreError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    // Windows opens no folder; it renames durably by itself.
    if cfg!(unix) {
        synced.map_err(StoreError::system(folder))
    } else {
        Ok(())
    }
}
