//! The inspector's own notes on a visit: encrypted to the author alone, and never part of the visit's document.

use age::{DecryptError, EncryptError};
use observation::canonical;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sync_protocol::AgreementKey;
use sync_protocol::encoding::Hexadecimal;
use uuid::Uuid;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use super::error::KeysError;
use super::private_documents::recipient;
use super::randomness::{Randomness, draw};
use super::secrets::Secrets;

/// The notes as they stand under the encryption; wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ZeroizeOnDrop)]
pub struct PersonalNotes {
    /// `carnet/personal-notes/1`.
    format: String,
    /// The visit that they are about: so that nobody can hang them on another.
    #[zeroize(skip)]
    visit: Uuid,
    text: String,
    /// Random, so that the hash of the notes tells nothing of their text.
    #[zeroize(skip)]
    nonce: Hexadecimal<16>,
}

impl PersonalNotes {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/personal-notes/1";

    /// The notes `text` on `visit`.
    #[must_use]
    pub fn new(visit: Uuid, text: &str, randomness: &mut dyn Randomness) -> Self {
        let nonce = Hexadecimal(draw(randomness));
        Self {
            format: Self::FORMAT.to_owned(),
            visit,
            text: text.to_owned(),
            nonce,
        }
    }

    /// What was written on two laptops, made one: nothing of either is lost, and both laptops make the same of it.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let (own, other) = (self.text.as_str(), other.text.as_str());
        let text = match (own.contains(other), other.contains(own)) {
            (true, _) => own.to_owned(),
            (_, true) => other.to_owned(),
            _ => format!("{}\n\n{}", own.min(other), own.max(other)),
        };
        let mut joined = self.clone();
        joined.text = text;
        joined
    }

    /// The notes themselves.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical bytes, which a record hashes.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn document(&self) -> Result<Zeroizing<Vec<u8>>, KeysError> {
        let bytes = canonical::to_bytes(self);
        bytes
            .map(Zeroizing::new)
            .map_err(|error| KeysError::Cipher(error.to_string()))
    }

    /// The notes encrypted (age) to the author whose key is `author`. The cipher draws its own random bytes.
    ///
    /// # Errors
    /// When the key is no recipient.
    pub fn encrypt(&self, author: &AgreementKey) -> Result<Vec<u8>, KeysError> {
        let refused = |error: EncryptError| KeysError::Cipher(error.to_string());
        age::encrypt(&recipient(author)?, &self.document()?).map_err(refused)
    }

    /// The notes on `visit` that `encrypted` holds for the author of `secrets`.
    ///
    /// # Errors
    /// When they are another author's, another visit's, or damaged.
    pub fn decrypt(secrets: &Secrets, visit: Uuid, encrypted: &[u8]) -> Result<Self, KeysError> {
        let bytes = age::decrypt(&secrets.age_identity()?, encrypted).map_err(refusal)?;
        let bytes = Zeroizing::new(bytes);
        let notes: Self = serde_json::from_slice(&bytes).map_err(|_| KeysError::NotesDamaged)?;
        if notes.format != Self::FORMAT {
            return Err(KeysError::Format(notes.format.clone()));
        }
        if notes.visit == visit {
            Ok(notes)
        } else {
            Err(KeysError::NotesOfOtherVisit)
        }
    }
}

impl std::fmt::Debug for PersonalNotes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "PersonalNotes({}, …)", self.visit)
    }
}

fn refusal(error: DecryptError) -> KeysError {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => KeysError::NotesOfOtherAuthor,
        _ => KeysError::NotesDamaged,
    }
}
