//! The key of one epoch of a circle: it encrypts the register, and gives teachers their pseudonyms.

use hkdf::Hkdf;
use serde::Serialize;
use sync_protocol::TeacherKey;
use sync_protocol::encoding::Hexadecimal;
use sync_protocol::trust::Circle;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::KeysError;
use super::randomness::{Randomness, draw};
use super::sealing;

/// How many bytes come before what is encrypted: the epoch, and the nonce.
const HEAD: usize = 16 + 24;

/// The key of one epoch of a circle; wiped when dropped.
#[derive(Clone)]
pub struct CircleKey {
    circle: Circle,
    epoch: Uuid,
    number: u32,
    key: Zeroizing<[u8; 32]>,
}

/// What an encrypted record must not be taken apart from.
#[derive(Serialize)]
struct Context<'a> {
    context: &'static str,
    academie: &'a str,
    circle: &'a Circle,
    epoch: Uuid,
    kind: &'a str,
    id: Uuid,
}

impl CircleKey {
    /// A key for a new epoch of `circle`, the number `number`.
    #[must_use]
    pub fn draw(circle: Circle, number: u32, randomness: &mut dyn Randomness) -> Self {
        Self {
            circle,
            epoch: uuid::Builder::from_random_bytes(draw(randomness)).into_uuid(),
            number,
            key: Zeroizing::new(draw(randomness)),
        }
    }

    /// The key whose bytes these are.
    #[must_use]
    pub fn new(circle: Circle, epoch: Uuid, number: u32, key: [u8; 32]) -> Self {
        Self {
            circle,
            epoch,
            number,
            key: Zeroizing::new(key),
        }
    }

    /// The circle.
    #[must_use]
    pub fn circle(&self) -> &Circle {
        &self.circle
    }

    /// The epoch.
    #[must_use]
    pub fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// The number of the epoch.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The bytes of the key, to be wrapped to a member.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.key
    }

    /// The document of a record of `academie`, encrypted: the epoch, a nonce, and what only this key opens.
    ///
    /// # Errors
    /// When the cipher refuses to work.
    pub fn encrypt(
        &self,
        (academie, kind, id): (&str, &str, Uuid),
        document: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeysError> {
        let nonce: [u8; 24] = draw(randomness);
        let sealed = sealing::seal(&self.key, &nonce, &self.context(academie, kind, id), document)?;
        Ok([self.epoch.as_bytes().as_slice(), &nonce, &sealed].concat())
    }

    /// What `encrypted` holds; none where it is of another record, or a byte was changed.
    ///
    /// # Errors
    /// When the cipher refuses to work.
    pub fn decrypt(
        &self,
        (academie, kind, id): (&str, &str, Uuid),
        encrypted: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        let Some((head, sealed)) = encrypted.split_at_checked(HEAD) else {
            return Ok(None);
        };
        let nonce: [u8; 24] = head[16..].try_into().unwrap_or_default();
        sealing::open(&self.key, &nonce, &self.context(academie, kind, id), sealed)
    }

    /// The pseudonym of a teacher in this epoch: HMAC-SHA-256 over the 16 bytes of the identifier.
    #[must_use]
    pub fn teacher_key(&self, teacher: Uuid) -> TeacherKey {
        // What HKDF calls its extraction is HMAC by the salt.
        let (mac, _) = Hkdf::<sha2::Sha256>::extract(Some(self.key.as_slice()), teacher.as_bytes());
        Hexadecimal(mac.into())
    }

    fn context<'a>(&'a self, academie: &'a str, kind: &'a str, id: Uuid) -> Context<'a> {
        Context {
            context: "carnet/circle/1",
            academie,
            circle: &self.circle,
            epoch: self.epoch,
            kind,
            id,
        }
    }
}

/// The epoch whose key encrypted this; none where it is nothing that a circle encrypts.
#[must_use]
pub fn epoch_of(encrypted: &[u8]) -> Option<Uuid> {
    let head = encrypted.get(..16).filter(|_| encrypted.len() > HEAD)?;
    Uuid::from_slice(head).ok()
}

impl std::fmt::Debug for CircleKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "CircleKey({}, {}, …)", self.circle, self.number)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key(byte: u8) -> CircleKey {
        let circle = "discipline/L0202".parse().unwrap();
        CircleKey::new(circle, Uuid::from_bytes([byte; 16]), 1, [byte; 32])
    }

    #[test]
    fn a_member_reads_and_nothing_can_be_moved() {
        let (key, id) = (key(1), Uuid::from_u128(7));
        let about = ("la-reunion", "register_entry", id);
        let encrypted = key
            .encrypt(about, b"Delphine Hoarau", &mut |bytes: &mut [u8]| bytes.fill(5))
            .unwrap();
        assert_eq!(epoch_of(&encrypted), Some(key.epoch()));
        assert_eq!(
            key.decrypt(about, &encrypted).unwrap().unwrap().as_slice(),
            b"Delphine Hoarau"
        );
        for other in [
            ("mayotte", about.1, id),
            (about.0, "pseudonym", id),
            (about.0, about.1, Uuid::nil()),
        ] {
            assert!(key.decrypt(other, &encrypted).unwrap().is_none());
        }
        let stranger = CircleKey::new(key.circle().clone(), key.epoch(), 1, [2; 32]);
        assert!(stranger.decrypt(about, &encrypted).unwrap().is_none());
        assert!(
            key.decrypt(about, &encrypted[..30]).unwrap().is_none() && epoch_of(&encrypted[..30]).is_none()
        );
    }

    #[test]
    fn a_teacher_has_one_pseudonym_an_epoch() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(key(1).teacher_key(one), key(1).teacher_key(one));
        assert_ne!(key(1).teacher_key(one), key(1).teacher_key(other));
        assert_ne!(key(1).teacher_key(one), key(2).teacher_key(one));
        // HMAC-SHA-256 by 32 bytes of 1 over 16 bytes that count 1.
        insta::assert_snapshot!(key(1).teacher_key(one));
    }
}
