//! The slots of `notebook.keys`: each seals the wrapping key under something a person has.

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use sync_protocol::encoding::Hexadecimal;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::KeysError;
use super::key_derivation::{Argon2Parameters, derive_from_random_bytes};
use super::passphrase::Passphrase;
use super::randomness::{Randomness, draw};
use super::sealing;
use super::slot_kind::SlotKind;

/// How a passphrase becomes a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PassphraseDerivation {
    /// Argon2id, version 1.3.
    #[serde(rename = "argon2id")]
    Argon2id,
}

/// How random bytes become a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RandomDerivation {
    /// HKDF with SHA-256.
    #[serde(rename = "hkdf-sha256")]
    HkdfSha256,
}

/// A slot that a passphrase opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassphraseSlot {
    kdf: PassphraseDerivation,
    /// Memory of Argon2id, in KiB.
    #[schemars(range(min = 65_536, max = 1_048_576))]
    memory_kib: u32,
    /// Passes of Argon2id.
    #[schemars(range(min = 3, max = 64))]
    iterations: u32,
    /// Lanes of Argon2id.
    #[schemars(range(min = 1, max = 16))]
    parallelism: u32,
    salt: Hexadecimal<16>,
    nonce: Hexadecimal<24>,
    /// The wrapping key, sealed.
    wrapped: Hexadecimal<48>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// A slot that 16 or 32 random bytes open: a recovery code, or what the system's keyring holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RandomSlot {
    kdf: RandomDerivation,
    salt: Hexadecimal<16>,
    nonce: Hexadecimal<24>,
    /// The wrapping key, sealed.
    wrapped: Hexadecimal<48>,
    /// The SHA-256 of what proves to a store that one holds the recovery code of this slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) proof: Option<Sha256>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// A slot of a kind and a derivation that this version knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KnownSlot {
    /// Opened by the passphrase.
    Passphrase(PassphraseSlot),
    /// Opened by the recovery code.
    Recovery(RandomSlot),
    /// Opened by what the system's keyring holds.
    Keyring(RandomSlot),
}

/// A slot of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Slot {
    /// One that this version can open.
    Known(KnownSlot),
    /// One of a later version, kept as it was written.
    Later(Map<String, Value>),
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(deserializer)?;
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        match (text("kind"), text("kdf")) {
            (Some("passphrase"), Some("argon2id")) | (Some("recovery" | "keyring"), Some("hkdf-sha256")) => {
                let known = serde_json::from_value(Value::Object(members));
                known.map(Self::Known).map_err(serde::de::Error::custom)
            }
            _ => Ok(Self::Later(members)),
        }
    }
}

impl Slot {
    /// What opens this slot; none for a slot of a later version.
    #[must_use]
    pub fn kind(&self) -> Option<SlotKind> {
        match self {
            Self::Known(KnownSlot::Passphrase(_)) => Some(SlotKind::Passphrase),
            Self::Known(KnownSlot::Recovery(_)) => Some(SlotKind::Recovery),
            Self::Known(KnownSlot::Keyring(_)) => Some(SlotKind::Keyring),
            Self::Later(_) => None,
        }
    }
}

/// What a sealed wrapping key must not be taken apart from.
#[derive(Serialize)]
struct SlotContext {
    context: &'static str,
    notebook: Uuid,
    kind: SlotKind,
    salt: Hexadecimal<16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kdf_parameters: Option<[u32; 3]>,
}

const CONTEXT: &str = "carnet/notebook-keys/1/slot";

impl PassphraseSlot {
    pub(super) fn parameters(&self) -> Result<Argon2Parameters, KeysError> {
        Argon2Parameters::new(self.memory_kib, self.iterations, self.parallelism)
    }

    pub(super) fn seal(
        notebook: Uuid,
        passphrase: &Passphrase,
        parameters: Argon2Parameters,
        wrapping_key: &[u8; 32],
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        let mut slot = Self {
            kdf: PassphraseDerivation::Argon2id,
            memory_kib: parameters.memory_kib(),
            iterations: parameters.iterations(),
            parallelism: parameters.parallelism(),
            salt: Hexadecimal(draw(randomness)),
            nonce: Hexadecimal(draw(randomness)),
            wrapped: Hexadecimal([0; 48]),
            unknown: Map::new(),
        };
        let key = parameters.derive(passphrase, &slot.salt.0)?;
        slot.wrapped = wrap(&key, &slot.nonce, &slot.context(notebook), wrapping_key)?;
        Ok(slot)
    }

    pub(super) fn open(
        &self,
        notebook: Uuid,
        passphrase: &Passphrase,
    ) -> Result<Option<Zeroizing<[u8; 32]>>, KeysError> {
        let key = self.parameters()?.derive(passphrase, &self.salt.0)?;
        unwrap(&key, &self.nonce, &self.context(notebook), &self.wrapped)
    }

    fn context(&self, notebook: Uuid) -> SlotContext {
        SlotContext {
            context: CONTEXT,
            notebook,
            kind: SlotKind::Passphrase,
            salt: self.salt,
            kdf_parameters: Some([self.memory_kib, self.iterations, self.parallelism]),
        }
    }
}

impl RandomSlot {
    pub(super) fn seal(
        notebook: Uuid,
        kind: SlotKind,
        random: &[u8],
        wrapping_key: &[u8; 32],
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        let mut slot = Self {
            kdf: RandomDerivation::HkdfSha256,
            salt: Hexadecimal(draw(randomness)),
            nonce: Hexadecimal(draw(randomness)),
            wrapped: Hexadecimal([0; 48]),
            proof: None,
            unknown: Map::new(),
        };
        let key = slot.derive(kind, random)?;
        slot.wrapped = wrap(&key, &slot.nonce, &slot.context(notebook, kind), wrapping_key)?;
        Ok(slot)
    }

    pub(super) fn open(
        &self,
        notebook: Uuid,
        kind: SlotKind,
        random: &[u8],
    ) -> Result<Option<Zeroizing<[u8; 32]>>, KeysError> {
        let key = self.derive(kind, random)?;
        unwrap(&key, &self.nonce, &self.context(notebook, kind), &self.wrapped)
    }

    fn derive(&self, kind: SlotKind, random: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeysError> {
        let purpose = format!("{CONTEXT}/{kind}");
        derive_from_random_bytes(random, &self.salt.0, purpose.as_bytes())
    }

    fn context(&self, notebook: Uuid, kind: SlotKind) -> SlotContext {
        SlotContext {
            context: CONTEXT,
            notebook,
            kind,
            salt: self.salt,
            kdf_parameters: None,
        }
    }
}

fn wrap(
    key: &[u8; 32],
    nonce: &Hexadecimal<24>,
    context: &SlotContext,
    wrapping_key: &[u8; 32],
) -> Result<Hexadecimal<48>, KeysError> {
    let sealed = sealing::seal(key, &nonce.0, context, wrapping_key)?;
    let length = || KeysError::Cipher("a sealed key of 48 bytes is expected".to_owned());
    sealed.try_into().map(Hexadecimal).map_err(|_| length())
}

fn unwrap(
    key: &[u8; 32],
    nonce: &Hexadecimal<24>,
    context: &SlotContext,
    wrapped: &Hexadecimal<48>,
) -> Result<Option<Zeroizing<[u8; 32]>>, KeysError> {
    let opened = sealing::open(key, &nonce.0, context, &wrapped.0)?;
    Ok(opened
        .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
        .map(Zeroizing::new))
}
