//! Why keys, a passphrase, a recovery code or personal notes are refused, and how a person is told.

use observation::json::Misread;
use observation::problem::Problem;

use super::codes;
use super::recovery_code::RecoveryCodeError;
use super::slot_kind::SlotKind;
use crate::system;

/// What the notebook's keys refuse. None of these changes anything on the disk.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The bytes are not a keys file.
    #[error("not a keys file: {0}")]
    NotAKeysFile(Misread),
    /// The file is larger than any keys file.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The largest size that is read, in bytes.
        limit: usize,
    },
    /// The file names a format that this version does not read.
    #[error("format `{0}` is not read by this version")]
    Format(String),
    /// Two slots are of one kind.
    #[error("two slots of kind {0}")]
    SlotRepeated(SlotKind),
    /// The passphrase is protected less than Carnet ever does.
    #[error("Argon2id below its floor: {memory_kib} KiB, {iterations} iterations")]
    TooWeak {
        /// Memory, in KiB.
        memory_kib: u32,
        /// Passes over the memory.
        iterations: u32,
    },
    /// Trying a passphrase would exhaust the machine.
    #[error("Argon2id above its ceiling: {memory_kib} KiB, {iterations} iterations")]
    TooCostly {
        /// Memory, in KiB.
        memory_kib: u32,
        /// Passes over the memory.
        iterations: u32,
    },
    /// The file has no slot of this kind.
    #[error("no slot of kind {0}")]
    SlotMissing(SlotKind),
    /// What was given is well formed, and does not open the slot of this kind.
    #[error("the {0} given does not open this file")]
    Wrong(SlotKind),
    /// The file is damaged, whatever opens it.
    #[error("the keys file is damaged")]
    Damaged,
    /// The secrets are another notebook's.
    #[error("these secrets are not this notebook's")]
    OtherSecrets,
    /// The machine has not the memory that the passphrase asks.
    #[error("{memory_kib} KiB of memory are not to be had")]
    Memory {
        /// Memory asked, in KiB.
        memory_kib: u32,
    },
    /// A cipher refused to work.
    #[error("cipher: {0}")]
    Cipher(String),
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    PassphraseEmpty,
    /// The recovery code is not well written.
    #[error(transparent)]
    RecoveryCode(#[from] RecoveryCodeError),
    /// The disk refused.
    #[error("{file}: {source}")]
    Storage {
        /// The name of the file, within the notebook's folder.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file written does not open; the former one stays.
    #[error("the keys file written does not open")]
    NotVerified,
    /// The personal notes are encrypted to another author.
    #[error("the personal notes are another author's")]
    NotesOfOtherAuthor,
    /// The personal notes are damaged.
    #[error("the personal notes are damaged")]
    NotesDamaged,
    /// The personal notes are those of another visit.
    #[error("the personal notes are another visit's")]
    NotesOfOtherVisit,
}

impl KeysError {
    /// The stable name of what went wrong.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAKeysFile(_) => codes::NOT_A_KEYS_FILE,
            Self::TooLarge { .. } => codes::TOO_LARGE,
            Self::Format(_) => codes::FORMAT,
            Self::SlotRepeated(_) => codes::SLOT_REPEATED,
            Self::TooWeak { .. } => codes::TOO_WEAK,
            Self::TooCostly { .. } => codes::TOO_COSTLY,
            Self::SlotMissing(SlotKind::Passphrase) => codes::NO_PASSPHRASE,
            Self::SlotMissing(SlotKind::Recovery) => codes::NO_RECOVERY,
            Self::SlotMissing(SlotKind::Keyring) => codes::NO_KEYRING,
            Self::Wrong(SlotKind::Passphrase) => codes::WRONG_PASSPHRASE,
            Self::Wrong(SlotKind::Recovery) => codes::WRONG_RECOVERY_CODE,
            Self::Wrong(SlotKind::Keyring) => codes::WRONG_KEYRING_KEY,
            Self::Damaged => codes::DAMAGED,
            Self::OtherSecrets => codes::OTHER_SECRETS,
            Self::Memory { .. } => codes::MEMORY,
            Self::Cipher(_) => codes::CIPHER,
            Self::PassphraseEmpty => codes::PASSPHRASE_EMPTY,
            Self::RecoveryCode(error) => error.code(),
            Self::Storage { .. } => codes::STORAGE,
            Self::NotVerified => codes::NOT_VERIFIED,
            Self::NotesOfOtherAuthor => codes::NOTES_OTHER_AUTHOR,
            Self::NotesDamaged => codes::NOTES_DAMAGED,
            Self::NotesOfOtherVisit => codes::NOTES_OTHER_VISIT,
        }
    }

    /// Whether the file or what was given is refused; else the disk or the system failed.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        !matches!(
            self,
            Self::Storage { .. } | Self::NotVerified | Self::Memory { .. } | Self::Cipher(_)
        )
    }

    /// The problem that a person sees.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let problem = Problem::error(self.code(), "");
        match self {
            Self::NotAKeysFile(misread) => misread.problem(self.code(), ""),
            Self::TooLarge { limit } => problem.with("limit", limit >> 10),
            Self::Format(found) => problem.with("found", found),
            Self::SlotRepeated(kind) => problem.with("kind", kind),
            Self::TooWeak {
                memory_kib,
                iterations,
            }
            | Self::TooCostly {
                memory_kib,
                iterations,
            } => problem
                .with("memory", memory_kib >> 10)
                .with("iterations", iterations),
            Self::Memory { memory_kib } => problem.with("memory", memory_kib >> 10),
            Self::Cipher(detail) => problem.with("detail", detail),
            Self::RecoveryCode(error) => error.parameters(problem),
            Self::Storage { file, source } => system::told(problem.with("file", file), source),
            _ => problem,
        }
    }
}
