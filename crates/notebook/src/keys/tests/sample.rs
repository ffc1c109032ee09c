//! A notebook's keys made from a fixed seed.

use std::sync::LazyLock;

use observation::canonical::Sha256;

use crate::keys::{Argon2Parameters, Created, NotebookKeys, Passphrase, Secrets};

pub const PASSPHRASE: &str = "trois lataniers devant l’école";

/// Bytes that look random and are the same at each run.
pub fn seeded(seed: &str) -> impl FnMut(&mut [u8]) {
    let mut block = Sha256::of(seed.as_bytes());
    move |bytes: &mut [u8]| {
        for chunk in bytes.chunks_mut(32) {
            block = Sha256::of(block.as_bytes());
            chunk.copy_from_slice(&block.as_bytes()[..chunk.len()]);
        }
    }
}

pub fn passphrase(typed: &str) -> Passphrase {
    Passphrase::new(typed).expect("a passphrase")
}

pub fn create(seed: &str) -> Created {
    let floor = Argon2Parameters::FLOOR;
    NotebookKeys::create(&passphrase(PASSPHRASE), floor, &mut seeded(seed)).expect("keys")
}

/// Made once: a passphrase costs a tenth of a second.
pub static SAMPLE: LazyLock<Created> = LazyLock::new(|| create("sample"));

pub fn same_secrets(left: &Secrets, right: &Secrets) -> bool {
    left.database_key() == right.database_key()
        && left.author().public() == right.author().public()
        && left.agreement_key().expect("a key") == right.agreement_key().expect("a key")
}
