//! The keys of authors and devices, and what they sign.
//!
//! Seeds come in as arguments: this crate draws no random bytes.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::encoding::Hexadecimal;
use crate::error::ProtocolError;

/// An Ed25519 public key, by which a signature is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PublicKey(Hexadecimal<32>);

impl PublicKey {
    /// The 32 bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0.0
    }

    /// Whether `signature` is this key's, over exactly `message`; weak keys and second writings of a signature are refused.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &SignatureValue) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0.0);
        VerifyingKey::from_bytes(self.as_bytes())
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}

impl From<[u8; 32]> for PublicKey {
    fn from(bytes: [u8; 32]) -> Self {
        Self(Hexadecimal(bytes))
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// Reads the 64 hexadecimal digits of a key.
impl FromStr for PublicKey {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        text.parse().map(Self)
    }
}

/// An X25519 public key, to which a notebook encrypts (an age recipient).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct AgreementKey(Hexadecimal<32>);

impl AgreementKey {
    /// The 32 bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0.0
    }
}

impl From<[u8; 32]> for AgreementKey {
    fn from(bytes: [u8; 32]) -> Self {
        Self(Hexadecimal(bytes))
    }
}

/// The 64 bytes of an Ed25519 signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SignatureValue(Hexadecimal<64>);

impl From<[u8; 64]> for SignatureValue {
    fn from(bytes: [u8; 64]) -> Self {
        Self(Hexadecimal(bytes))
    }
}

/// Who an author is: the SHA-256 of the author's Ed25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// The fingerprint of the author whose key is `author`.
    #[must_use]
    pub fn of(author: &PublicKey) -> Self {
        Self(Sha256::of(author.as_bytes()))
    }

    /// The fingerprint in sixteen groups of four, for reading aloud.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.to_string();
        let groups: Vec<&str> = (0..digits.len())
            .step_by(4)
            .map(|at| &digits[at..at + 4])
            .collect();
        groups.join(" ")
    }
}

impl From<Sha256> for Fingerprint {
    fn from(sha256: Sha256) -> Self {
        Self(sha256)
    }
}

impl From<Fingerprint> for Sha256 {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// Reads what a person typed: grouped or not, in capitals or not.
impl FromStr for Fingerprint {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let digits: String = text.split_whitespace().collect();
        let read = digits.to_ascii_lowercase().parse().map(Self);
        read.map_err(|_| ProtocolError::NotHexadecimal { bytes: 32 })
    }
}

/// An author's signing key: it certifies the author's devices. Wiped when dropped.
pub struct AuthorKeys(SigningKey);

impl AuthorKeys {
    /// The keys that `seed`, 32 random bytes, gives.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key of the author.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.0.verifying_key().to_bytes().into()
    }

    /// Who the author is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.public())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> SignatureValue {
        self.0.sign(message).to_bytes().into()
    }
}

/// A device's signing key: it signs records. Wiped when dropped.
pub struct DeviceKeys(SigningKey);

impl DeviceKeys {
    /// The keys that `seed`, 32 random bytes, gives.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key of the device.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.0.verifying_key().to_bytes().into()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> SignatureValue {
        self.0.sign(message).to_bytes().into()
    }
}

impl fmt::Debug for AuthorKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AuthorKeys({})", self.public())
    }
}

impl fmt::Debug for DeviceKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DeviceKeys({})", self.public())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: [u8; 32] = [7; 32];

    #[test]
    fn a_fingerprint_read_aloud_is_the_same_fingerprint() {
        let fingerprint = AuthorKeys::from_seed(&SEED).fingerprint();
        let heard = fingerprint.grouped().to_uppercase();
        assert_eq!(heard.split(' ').count(), 16);
        assert_eq!(heard.parse(), Ok(fingerprint));
        assert!("12 34".parse::<Fingerprint>().is_err());
    }

    #[test]
    fn no_seed_is_shown() {
        let shown = format!(
            "{:?} {:?}",
            AuthorKeys::from_seed(&SEED),
            DeviceKeys::from_seed(&SEED)
        );
        assert!(!shown.contains("0707") && !shown.contains("7, 7"), "{shown}");
    }

    #[test]
    fn a_weak_key_signs_nothing() {
        let mut identity_point = [0; 32];
        identity_point[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!PublicKey::from(identity_point).has_signed(b"anything", &signature.into()));
    }
}
