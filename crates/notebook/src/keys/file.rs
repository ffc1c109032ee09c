//! `notebook.keys`: making it, opening it, writing it.

use std::fmt;

use observation::canonical::{self, Sha256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sync_protocol::encoding::{Ciphertext, Hexadecimal};
use sync_protocol::trust::Identity;
use sync_protocol::{AgreementKey, Fingerprint, PublicKey};
use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

use super::error::KeysError;
use super::key_derivation::Argon2Parameters;
use super::passphrase::Passphrase;
use super::randomness::{Randomness, draw};
use super::recovery_code::RecoveryCode;
use super::sealing;
use super::secrets::Secrets;
use super::slot::{KnownSlot, Slot};
use super::slot_kind::SlotKind;

/// The public keys of the notebook's author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorPublicKeys {
    /// The Ed25519 key, which certifies devices.
    pub signing: PublicKey,
    /// The X25519 key, to which the author's private parts are encrypted.
    pub agreement: AgreementKey,
    /// Who the author is: the SHA-256 of the signing key.
    pub fingerprint: Fingerprint,
}

impl AuthorPublicKeys {
    /// The two keys by which an académie knows the author.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity {
            author: self.signing,
            agreement: self.agreement,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
struct SealedSecrets {
    nonce: Hexadecimal<24>,
    sealed: Ciphertext,
}

/// The content of `notebook.keys`. Every change gives a new one: what is on the disk is the caller's, see [`super::save`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotebookKeys {
    /// `carnet/notebook-keys/1`.
    pub(super) format: String,
    /// The notebook that these keys open.
    pub(super) notebook: Uuid,
    author: AuthorPublicKeys,
    pub(super) slots: Vec<Slot>,
    /// The secrets, sealed under the wrapping key that each slot holds.
    secrets: SealedSecrets,
    /// The hash of the canonical bytes of all the rest: it tells a damaged file from a wrong passphrase.
    sha256: Sha256,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// A new notebook's keys.
#[derive(Debug)]
pub struct Created {
    /// What to save as `notebook.keys`.
    pub keys: NotebookKeys,
    /// What it protects.
    pub secrets: Secrets,
    /// What to show once.
    pub recovery_code: RecoveryCode,
}

/// What the system's keyring keeps: 32 random bytes; wiped when dropped.
pub struct KeyringKey(Zeroizing<[u8; 32]>);

impl KeyringKey {
    /// The bytes to store in the keyring.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for KeyringKey {
    fn from(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl fmt::Debug for KeyringKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeyringKey(…)")
    }
}

#[derive(Serialize)]
struct SecretsContext {
    context: &'static str,
    notebook: Uuid,
}

impl NotebookKeys {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/notebook-keys/1";

    /// The keys of a new notebook, with a slot for `passphrase` and one for a new recovery code.
    ///
    /// # Errors
    /// When the memory that `parameters` ask is not to be had.
    pub fn create(
        passphrase: &Passphrase,
        parameters: Argon2Parameters,
        randomness: &mut dyn Randomness,
    ) -> Result<Created, KeysError> {
        let notebook = Builder::from_random_bytes(draw(randomness)).into_uuid();
        let secrets = Secrets::draw(randomness);
        let empty = Self::without_slots(notebook, &secrets, randomness)?;
        let keys = empty.change_passphrase(&secrets, passphrase, parameters, randomness)?;
        let (keys, recovery_code) = keys.renew_recovery_code(&secrets, randomness)?;
        Ok(Created {
            keys,
            secrets,
            recovery_code,
        })
    }

    fn without_slots(
        notebook: Uuid,
        secrets: &Secrets,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        let nonce = Hexadecimal(draw(randomness));
        let context = SecretsContext {
            context: Self::FORMAT,
            notebook,
        };
        let bytes = secrets.to_sealed_bytes();
        let sealed = sealing::seal(secrets.wrapping_key(), &nonce.0, &context, &bytes)?;
        Ok(Self {
            format: Self::FORMAT.to_owned(),
            notebook,
            author: public_keys(secrets)?,
            slots: Vec::new(),
            secrets: SealedSecrets {
                nonce,
                sealed: Ciphertext(sealed),
            },
            sha256: Sha256::of(&[]),
            unknown: Map::new(),
        })
    }

    /// The notebook that these keys open.
    #[must_use]
    pub fn notebook(&self) -> Uuid {
        self.notebook
    }

    /// The public keys of its author.
    #[must_use]
    pub fn author(&self) -> &AuthorPublicKeys {
        &self.author
    }

    /// Whether something of this kind opens it.
    #[must_use]
    pub fn has_slot(&self, kind: SlotKind) -> bool {
        self.slots.iter().any(|slot| slot.kind() == Some(kind))
    }

    /// Whether no byte of the file changed since it was written. A damaged file may still open.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.checksum().is_ok_and(|sha256| sha256 == self.sha256)
            && self.author.fingerprint == Fingerprint::of(&self.author.signing)
    }

    /// The secrets, opened by the passphrase.
    ///
    /// # Errors
    /// [`KeysError::Wrong`] for a wrong passphrase, [`KeysError::Damaged`] for a damaged file.
    pub fn unlock_with_passphrase(&self, passphrase: &Passphrase) -> Result<Secrets, KeysError> {
        let opened = self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Passphrase(slot)) => Some(slot.open(self.notebook, passphrase)),
            _ => None,
        });
        self.opened(SlotKind::Passphrase, opened)
    }

    /// The secrets, opened by the recovery code.
    ///
    /// # Errors
    /// As [`Self::unlock_with_passphrase`].
    pub fn unlock_with_recovery_code(&self, code: &RecoveryCode) -> Result<Secrets, KeysError> {
        let opened = self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Recovery(slot)) => {
                Some(slot.open(self.notebook, SlotKind::Recovery, code.as_bytes()))
            }
            _ => None,
        });
        self.opened(SlotKind::Recovery, opened)
    }

    /// The secrets, opened by what the system's keyring holds.
    ///
    /// # Errors
    /// As [`Self::unlock_with_passphrase`].
    pub fn unlock_with_keyring(&self, key: &KeyringKey) -> Result<Secrets, KeysError> {
        let opened = self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Keyring(slot)) => {
                Some(slot.open(self.notebook, SlotKind::Keyring, key.as_bytes()))
            }
            _ => None,
        });
        self.opened(SlotKind::Keyring, opened)
    }

    fn opened(
        &self,
        kind: SlotKind,
        opened: Option<Result<Option<Zeroizing<[u8; 32]>>, KeysError>>,
    ) -> Result<Secrets, KeysError> {
        match opened.transpose()? {
            Some(Some(wrapping_key)) => self.secrets_under(&wrapping_key),
            _ if !self.is_intact() => Err(KeysError::Damaged),
            Some(None) => Err(KeysError::Wrong(kind)),
            None => Err(KeysError::SlotMissing(kind)),
        }
    }

    pub(super) fn secrets_under(&self, wrapping_key: &[u8; 32]) -> Result<Secrets, KeysError> {
        let SealedSecrets { nonce, sealed } = &self.secrets;
        let context = SecretsContext {
            context: Self::FORMAT,
            notebook: self.notebook,
        };
        let bytes = sealing::open(wrapping_key, &nonce.0, &context, &sealed.0)?;
        let secrets = bytes.and_then(|bytes| Secrets::from_sealed_bytes(wrapping_key, &bytes));
        let secrets = secrets.ok_or(KeysError::Damaged)?;
        if public_keys(&secrets)? == self.author {
            Ok(secrets)
        } else {
            Err(KeysError::Damaged)
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When a field of a later version has no JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, KeysError> {
        serde_json::to_vec_pretty(self).map_err(|error| KeysError::Cipher(error.to_string()))
    }

    pub(super) fn with_slots(&self, slots: Vec<Slot>) -> Result<Self, KeysError> {
        let mut keys = Self {
            slots,
            ..self.clone()
        };
        keys.sha256 = keys.checksum()?;
        Ok(keys)
    }

    fn checksum(&self) -> Result<Sha256, KeysError> {
        let cipher = |error: &dyn fmt::Display| KeysError::Cipher(error.to_string());
        let mut value = serde_json::to_value(self).map_err(|error| cipher(&error))?;
        if let Some(members) = value.as_object_mut() {
            members.remove("sha256");
        }
        let bytes = canonical::to_bytes(&value).map_err(|error| cipher(&error))?;
        Ok(Sha256::of(&bytes))
    }
}

fn public_keys(secrets: &Secrets) -> Result<AuthorPublicKeys, KeysError> {
    let author = secrets.author();
    Ok(AuthorPublicKeys {
        signing: author.public(),
        agreement: secrets.agreement_key()?,
        fingerprint: author.fingerprint(),
    })
}
