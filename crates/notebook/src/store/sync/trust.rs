//! Whom the académie believes, as far as this notebook was told; what a keeper alone has.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::OptionalExtension;
use sync_protocol::Record;
use zeroize::Zeroizing;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::record::read_signed;
use crate::store::stored::Text;

/// An invitation that this keeper made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedInvitation {
    /// The hash of its document.
    pub sha256: Sha256,
    /// For whom, in the keeper's words: no record says it.
    pub person: String,
    /// The text to hand over.
    pub text: String,
    /// When it was made.
    pub made_at: Instant,
}

/// The root key of an académie, as its keepers have it.
pub struct AcademieRoot {
    /// The académie.
    pub academie: String,
    /// The seed of its Ed25519 key.
    pub seed: Zeroizing<[u8; 32]>,
}

impl Notebook {
    /// The records of `academie` from which one knows whom to believe, with their documents: each was verified when it came.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn trust_records(&self, academie: &str) -> Result<Vec<Record>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT record, document, facts FROM record WHERE academie = ?1 AND document IS NOT NULL
                       AND kind IN ('charter', 'certificate', 'role', 'invitation', 'revocation') ORDER BY position";
            let mut statement = transaction.prepare_cached(sql)?;
            let records = statement.query_map([academie], |row| {
                read_signed(row).map(|signed| signed.record.with_public(signed.document))
            })?;
            Ok(records.collect::<Result<_, _>>()?)
        })
    }

    /// The place of the last record from which one knows whom `academie` believes; none before the first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn last_of_trust(&self, academie: &str) -> Result<Option<i64>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT max(position) FROM record WHERE academie = ?1 AND document IS NOT NULL
                       AND kind IN ('charter', 'certificate', 'role', 'invitation', 'revocation')";
            let mut statement = transaction.prepare_cached(sql)?;
            Ok(statement.query_row([academie], |row| row.get(0))?)
        })
    }

    /// The académie whose root key this notebook keeps, and the key's seed; none on the laptops of others.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn academie_root(&self) -> Result<Option<AcademieRoot>, NotebookError> {
        self.read(|transaction| {
            let found = transaction.query_row("SELECT academie, seed FROM academie_root", [], |row| {
                Ok(AcademieRoot {
                    academie: row.get(0)?,
                    seed: Zeroizing::new(row.get(1)?),
                })
            });
            Ok(found.optional()?)
        })
    }

    /// Keeps the root key of an académie.
    ///
    /// # Errors
    /// When the notebook keeps another's already, or the disk refuses.
    pub fn save_academie_root(&self, academie: &str, seed: &[u8; 32]) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "INSERT INTO academie_root (id, academie, seed) VALUES (1, ?1, ?2) ON CONFLICT (id) DO NOTHING";
            if transaction.execute(sql, (academie, seed.as_slice()))? == 1 {
                return Ok(());
            }
            let sql = "SELECT academie = ?1 AND seed = ?2 FROM academie_root";
            let is_same: bool = transaction.query_row(sql, (academie, seed.as_slice()), |row| row.get(0))?;
            if is_same {
                Ok(())
            } else {
                Err(NotebookError::Record("another root is kept here".to_owned()))
            }
        })
    }

    /// Keeps an invitation that was made, to hand it over.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_issued_invitation(&self, issued: &IssuedInvitation) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "INSERT INTO issued_invitation (sha256, person, text, made_at) VALUES (?1, ?2, ?3, ?4)";
            let (sha256, made_at) = (Text(issued.sha256), Text(issued.made_at));
            transaction.execute(sql, (sha256, &issued.person, &issued.text, made_at))?;
            Ok(())
        })
    }

    /// The invitations that this keeper made, the latest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn issued_invitations(&self) -> Result<Vec<IssuedInvitation>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT sha256, person, text, made_at FROM issued_invitation ORDER BY id DESC";
            let mut statement = transaction.prepare_cached(sql)?;
            let issued = statement.query_map([], |row| {
                let (Text(sha256), Text(made_at)) = (row.get(0)?, row.get(3)?);
                Ok(IssuedInvitation {
                    sha256,
                    person: row.get(1)?,
                    text: row.get(2)?,
                    made_at,
                })
            })?;
            Ok(issued.collect::<Result<_, _>>()?)
        })
    }
}
