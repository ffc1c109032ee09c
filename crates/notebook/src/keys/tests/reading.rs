//! Any bytes as `notebook.keys` end in a result; a damaged file never blames the person's code.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::sample::{SAMPLE, same_secrets};
use crate::keys::{KeysError, NotebookKeys, codes};

fn value() -> Value {
    serde_json::to_value(&SAMPLE.keys).expect("JSON")
}

fn read(value: &Value) -> Result<NotebookKeys, KeysError> {
    NotebookKeys::read(&serde_json::to_vec(value).expect("JSON"))
}

fn refusal(value: &Value) -> &'static str {
    read(value).expect_err("a refused file").code()
}

#[test]
fn weak_and_absurd_parameters_are_refused() {
    let crafted = [
        ("memory_kib", 65_535_u32, codes::TOO_WEAK),
        ("iterations", 2, codes::TOO_WEAK),
        ("parallelism", 0, codes::TOO_WEAK),
        ("memory_kib", u32::MAX, codes::TOO_COSTLY),
        ("iterations", 65, codes::TOO_COSTLY),
        ("parallelism", 17, codes::TOO_COSTLY),
    ];
    for (name, number, code) in crafted {
        let mut file = value();
        file["slots"][0][name] = json!(number);
        assert_eq!(refusal(&file), code, "{name} {number}");
    }
}

#[test]
fn other_formats_shapes_and_repeated_slots_are_refused() {
    let mut later = value();
    later["format"] = json!("carnet/notebook-keys/2");
    assert_eq!(refusal(&later), codes::FORMAT);
    let mut short = value();
    short["slots"][1]["nonce"] = json!("00");
    assert_eq!(refusal(&short), codes::NOT_A_KEYS_FILE);
    let mut twice = value();
    let slot = twice["slots"][0].clone();
    twice["slots"].as_array_mut().expect("slots").push(slot);
    assert_eq!(refusal(&twice), codes::SLOT_REPEATED);
    let large = NotebookKeys::read(&vec![b' '; (1 << 20) + 1]);
    assert!(matches!(large, Err(KeysError::TooLarge { .. })));
}

#[test]
fn slots_and_fields_of_a_later_version_are_kept() -> Result<(), KeysError> {
    let mut file = value();
    let later = json!({ "kind": "passkey", "kdf": "webauthn", "credential": "AAAA" });
    let other_kdf = json!({ "kind": "passphrase", "kdf": "argon3", "memory_kib": 1 });
    file["slots"]
        .as_array_mut()
        .expect("slots")
        .extend([later.clone(), other_kdf.clone()]);
    file["slots"][0]["hint"] = json!("latanier");
    file["escrow"] = json!({ "keepers": 2 });
    let keys = read(&file)?;
    assert_eq!(serde_json::to_value(&keys).expect("JSON"), file);
    let mut randomness = super::sample::seeded("later");
    let (renewed, _) = keys.renew_recovery_code(&SAMPLE.secrets, &mut randomness)?;
    let renewed = serde_json::to_value(&renewed).expect("JSON");
    let slots = renewed["slots"].as_array().expect("slots");
    assert!(slots.contains(&later) && slots.contains(&other_kdf));
    assert_eq!(renewed["escrow"], file["escrow"]);
    assert_eq!(slots[0]["hint"], file["slots"][0]["hint"]);
    Ok(())
}

/// How the sample opens by its recovery code once `bit` of its file is flipped and `mend` has seen it.
fn opened_after_flip(bit: usize, mend: fn(&NotebookKeys) -> NotebookKeys) -> Opened {
    let mut bytes = SAMPLE.keys.to_bytes().expect("bytes");
    bytes[bit / 8] ^= 1 << (bit % 8);
    let opened = NotebookKeys::read(&bytes)
        .map(|keys| mend(&keys))
        .and_then(|keys| keys.unlock_with_recovery_code(&SAMPLE.recovery_code));
    match opened {
        Ok(secrets) if same_secrets(&secrets, &SAMPLE.secrets) => Opened::Whole,
        Ok(_) => Opened::Wrongly,
        Err(KeysError::Wrong(_) | KeysError::SlotMissing(_)) => Opened::CodeBlamed,
        Err(_) => Opened::FileBlamed,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Whole,
    Wrongly,
    CodeBlamed,
    FileBlamed,
}

fn after_flips(mend: fn(&NotebookKeys) -> NotebookKeys) -> Vec<Opened> {
    let bits = SAMPLE.keys.to_bytes().expect("bytes").len() * 8;
    (0..bits)
        .step_by(13)
        .map(|bit| opened_after_flip(bit, mend))
        .collect()
}

#[test]
fn a_flipped_bit_never_opens_wrongly_and_never_blames_the_code() {
    let opened = after_flips(NotebookKeys::clone);
    assert!(!opened.contains(&Opened::Wrongly) && !opened.contains(&Opened::CodeBlamed));
    assert!(opened.contains(&Opened::FileBlamed));
}

#[test]
fn the_same_test_catches_a_file_without_its_checksum() {
    let checksum_believed = |keys: &NotebookKeys| keys.with_slots(keys.slots.clone()).expect("keys");
    assert!(after_flips(checksum_believed).contains(&Opened::CodeBlamed));
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_result(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = NotebookKeys::read(&bytes);
    }

    #[test]
    fn any_cut_and_splice_ends_in_a_result(
        cut in any::<prop::sample::Index>(),
        length in 0_usize..300,
        with in prop_oneof![Just(""), Just("null"), Just("[]"), Just("-1"), Just("{\"kind\":")],
    ) {
        let mut bytes = SAMPLE.keys.to_bytes().expect("bytes");
        let start = cut.index(bytes.len());
        let end = bytes.len().min(start + length);
        bytes.splice(start..end, with.bytes());
        if let Ok(keys) = NotebookKeys::read(&bytes) {
            let _ = keys.unlock_with_recovery_code(&SAMPLE.recovery_code);
        }
    }
}
