//! Changing what opens `notebook.keys`. The secrets stay sealed as they are: only slots come and go.

use observation::canonical::Sha256;

use super::error::KeysError;
use super::file::{KeyringKey, NotebookKeys};
use super::key_derivation::Argon2Parameters;
use super::passphrase::Passphrase;
use super::randomness::{Randomness, draw};
use super::recovery_code::RecoveryCode;
use super::secrets::Secrets;
use super::slot::{KnownSlot, PassphraseSlot, RandomSlot, Slot};
use super::slot_kind::SlotKind;

impl NotebookKeys {
    /// The keys with a slot for the passphrase `new` in place of the former one. Copies of the former file keep the former passphrase.
    ///
    /// # Errors
    /// When `secrets` are another notebook's, or the memory is not to be had.
    pub fn change_passphrase(
        &self,
        secrets: &Secrets,
        new: &Passphrase,
        parameters: Argon2Parameters,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        let wrapping_key = self.own_wrapping_key(secrets)?;
        let slot = PassphraseSlot::seal(self.notebook, new, parameters, wrapping_key, randomness)?;
        self.with_slot(KnownSlot::Passphrase(slot))
    }

    /// The keys with a slot for a new recovery code, and the code to show once. The former code opens them no more.
    ///
    /// # Errors
    /// When `secrets` are another notebook's.
    pub fn renew_recovery_code(
        &self,
        secrets: &Secrets,
        randomness: &mut dyn Randomness,
    ) -> Result<(Self, RecoveryCode), KeysError> {
        let code = RecoveryCode::draw(randomness);
        Ok((self.change_recovery_code(secrets, &code, randomness)?, code))
    }

    /// The keys with a slot for the recovery code `new` in place of the former one, which opens them no more.
    ///
    /// # Errors
    /// When `secrets` are another notebook's.
    pub fn change_recovery_code(
        &self,
        secrets: &Secrets,
        new: &RecoveryCode,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        let mut slot = self.random_slot(secrets, SlotKind::Recovery, new.as_bytes(), randomness)?;
        slot.proof = Some(new.proof_sha256());
        self.with_slot(KnownSlot::Recovery(slot))
    }

    /// The SHA-256 of what proves that one holds the recovery code; none where an earlier Carnet made the slot, which kept it
    /// elsewhere.
    #[must_use]
    pub fn recovery_proof(&self) -> Option<Sha256> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Recovery(slot)) => slot.proof,
            _ => None,
        })
    }

    /// The keys with a slot for the system's keyring, and what the keyring must hold.
    ///
    /// # Errors
    /// When `secrets` are another notebook's.
    pub fn add_keyring_slot(
        &self,
        secrets: &Secrets,
        randomness: &mut dyn Randomness,
    ) -> Result<(Self, KeyringKey), KeysError> {
        let key = KeyringKey::from(draw(randomness));
        let slot = self.random_slot(secrets, SlotKind::Keyring, key.as_bytes(), randomness)?;
        Ok((self.with_slot(KnownSlot::Keyring(slot))?, key))
    }

    /// The keys without a slot for the system's keyring.
    ///
    /// # Errors
    /// When a field of a later version has no canonical bytes.
    pub fn remove_keyring_slot(&self) -> Result<Self, KeysError> {
        self.with_slots(self.slots_but(SlotKind::Keyring))
    }

    /// The part that sync may upload: what the recovery code alone opens.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn recovery_part(&self) -> Result<Self, KeysError> {
        let mut slots = self.slots.clone();
        slots.retain(|slot| slot.kind() == Some(SlotKind::Recovery));
        if slots.is_empty() {
            return Err(KeysError::SlotMissing(SlotKind::Recovery));
        }
        self.with_slots(slots)
    }

    fn own_wrapping_key<'a>(&self, secrets: &'a Secrets) -> Result<&'a [u8; 32], KeysError> {
        let own = self.secrets_under(secrets.wrapping_key());
        own.map(|_| secrets.wrapping_key())
            .map_err(|_| KeysError::OtherSecrets)
    }

    fn random_slot(
        &self,
        secrets: &Secrets,
        kind: SlotKind,
        random: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<RandomSlot, KeysError> {
        let wrapping_key = self.own_wrapping_key(secrets)?;
        RandomSlot::seal(self.notebook, kind, random, wrapping_key, randomness)
    }

    fn with_slot(&self, slot: KnownSlot) -> Result<Self, KeysError> {
        let slot = Slot::Known(slot);
        let mut slots = slot.kind().map_or_else(Vec::new, |kind| self.slots_but(kind));
        slots.push(slot);
        self.with_slots(slots)
    }

    fn slots_but(&self, kind: SlotKind) -> Vec<Slot> {
        self.slots
            .iter()
            .filter(|slot| slot.kind() != Some(kind))
            .cloned()
            .collect()
    }
}
