//! What opens a notebook and signs for its author.

use std::fmt;

use bech32::{Bech32, Hrp};
use sync_protocol::{AgreementKey, AuthorKeys};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use super::error::KeysError;
use super::randomness::{Randomness, draw};

/// The keys that `notebook.keys` protects; wiped when dropped.
#[derive(ZeroizeOnDrop)]
pub struct Secrets {
    wrapping_key: [u8; 32],
    database_key: [u8; 32],
    author_signing_seed: [u8; 32],
    author_agreement_seed: [u8; 32],
}

/// The length of the secrets as sealed, without the wrapping key.
const SEALED_LENGTH: usize = 96;

impl Secrets {
    /// New secrets: those of a notebook, or of a vault, whose agreement key alone is used.
    pub fn draw(randomness: &mut dyn Randomness) -> Self {
        Self {
            wrapping_key: draw(randomness),
            database_key: draw(randomness),
            author_signing_seed: draw(randomness),
            author_agreement_seed: draw(randomness),
        }
    }

    /// The raw key of the database (SQLCipher).
    #[must_use]
    pub fn database_key(&self) -> &[u8; 32] {
        &self.database_key
    }

    /// The author's signing keys, which certify devices.
    #[must_use]
    pub fn author(&self) -> AuthorKeys {
        AuthorKeys::from_seed(&self.author_signing_seed)
    }

    /// The author's public X25519 key, to which the author's private parts are encrypted.
    ///
    /// # Errors
    /// When the key has no bech32 writing, which does not happen for 32 bytes.
    pub fn agreement_key(&self) -> Result<AgreementKey, KeysError> {
        let recipient = self.age_identity()?.to_public().to_string();
        let (_, bytes) = bech32::decode(&recipient).map_err(cipher)?;
        let bytes: [u8; 32] = bytes
            .try_into()
            .map_err(|_| cipher("an age recipient of 32 bytes"))?;
        Ok(bytes.into())
    }

    /// The seed of the agreement key, to be wrapped to those who may open what is encrypted to it.
    #[must_use]
    pub fn agreement_seed(&self) -> &[u8; 32] {
        &self.author_agreement_seed
    }

    pub(super) fn age_identity(&self) -> Result<age::x25519::Identity, KeysError> {
        age_identity(&self.author_agreement_seed)
    }

    pub(super) fn wrapping_key(&self) -> &[u8; 32] {
        &self.wrapping_key
    }

    /// The bytes to seal under the wrapping key: database key, signing seed, agreement seed.
    pub(super) fn to_sealed_bytes(&self) -> Zeroizing<Vec<u8>> {
        let parts = [
            &self.database_key,
            &self.author_signing_seed,
            &self.author_agreement_seed,
        ];
        let mut bytes = Zeroizing::new(Vec::with_capacity(SEALED_LENGTH));
        parts.into_iter().for_each(|part| bytes.extend_from_slice(part));
        bytes
    }

    /// The secrets that were sealed as `bytes`. A later version may have appended its own: they are left alone.
    pub(super) fn from_sealed_bytes(wrapping_key: &[u8; 32], bytes: &[u8]) -> Option<Self> {
        let (database_key, rest) = bytes.split_first_chunk()?;
        let (author_signing_seed, rest) = rest.split_first_chunk()?;
        let (author_agreement_seed, _later) = rest.split_first_chunk()?;
        Some(Self {
            wrapping_key: *wrapping_key,
            database_key: *database_key,
            author_signing_seed: *author_signing_seed,
            author_agreement_seed: *author_agreement_seed,
        })
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secrets(…)")
    }
}

/// The age identity of an X25519 secret.
pub(super) fn age_identity(seed: &[u8; 32]) -> Result<age::x25519::Identity, KeysError> {
    let prefix = Hrp::parse("age-secret-key-").map_err(cipher)?;
    let written = bech32::encode_upper::<Bech32>(prefix, seed).map_err(cipher)?;
    Zeroizing::new(written).parse().map_err(cipher)
}

fn cipher(error: impl fmt::Display) -> KeysError {
    KeysError::Cipher(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_version_appends_is_left_alone_and_what_is_short_is_refused() {
        let secrets = Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(9));
        let mut bytes = secrets.to_sealed_bytes();
        bytes.extend_from_slice(b"the next epoch");
        let read = Secrets::from_sealed_bytes(&[9; 32], &bytes);
        assert!(read.is_some_and(|read| read.database_key() == secrets.database_key()));
        assert!(Secrets::from_sealed_bytes(&[9; 32], &bytes[..95]).is_none());
    }
}
