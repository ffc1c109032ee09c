//! A laptop without anything, and a store that gives it other keys than its author left there.

use notebook::keys::{Argon2Parameters, Created, NotebookKeys, Passphrase, RecoveryCode};
use notebook::sync::{SyncError, fetch_recovery};
use observation::canonical::{self, Sha256};
use serde_json::{Value, json};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::recovery::RecoveryAnswer;
use sync_protocol::{RecordKind, RecoverySlotDocument};
use whole_product::sync::HostileStore;
use whole_product::sync::laptop::Trouble;
use whole_product::sync::visits::ACADEMIE;

use super::stage::{Stage, writes};

fn keys(seed: u8) -> Result<Created, Trouble> {
    let mut next = seed;
    let mut random = |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(5).wrapping_add(seed | 1);
            *byte = next;
        }
    };
    let passphrase = Passphrase::new("cartable ouvert lundi neuf")?;
    Ok(NotebookKeys::create(
        &passphrase,
        Argon2Parameters::FLOOR,
        &mut random,
    )?)
}

fn slot(keys: &NotebookKeys, code: &RecoveryCode) -> Result<RecoverySlotDocument, Trouble> {
    Ok(RecoverySlotDocument {
        format: RecoverySlotDocument::FORMAT.to_owned(),
        proof: Sha256::of(&code.proof().0),
        keys: String::from_utf8(keys.recovery_part()?.to_bytes()?)?,
    })
}

/// The answer with another slot in the place of the true one: as well made as a store can.
fn instead(answer: &mut Value, slot: &RecoverySlotDocument) {
    let mut said: RecoveryAnswer = serde_json::from_value(answer.clone()).unwrap();
    let text = canonical::to_text(slot).unwrap();
    said.record.sha256 = Sha256::of(text.as_bytes());
    said.record.private = Some(Ciphertext(text.into_bytes()));
    *answer = serde_json::to_value(&said).unwrap();
}

/// The true slot with one member of its keys changed, and the checksum made anew: it keeps nobody out.
fn altered(true_one: &RecoverySlotDocument, member: &str, by: Value) -> RecoverySlotDocument {
    let mut said: Value = serde_json::from_str(&true_one.keys).unwrap();
    *said.pointer_mut(member).unwrap() = by;
    said.as_object_mut().unwrap().remove("sha256");
    let sha256 = Sha256::of(&canonical::to_bytes(&said).unwrap());
    said["sha256"] = json!(sha256);
    RecoverySlotDocument {
        keys: said.to_string(),
        ..true_one.clone()
    }
}

#[test]
fn only_the_keys_that_the_author_left_open_by_his_code() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    let (own, thief) = (keys(3)?, keys(66)?);
    let left = slot(&own.keys, &own.recovery_code)?;
    writes(&stage.author, RecordKind::RecoverySlot, &left, None)?;
    stage.agreed(&stage.author)?;
    let (_, honest) = fetch_recovery(&cable, ACADEMIE, &own.recovery_code)?;
    assert_eq!(honest.database_key(), own.secrets.database_key());

    let thief_keys: Value = serde_json::from_str(&slot(&thief.keys, &thief.recovery_code)?.keys)?;
    let lies = [
        slot(&thief.keys, &own.recovery_code)?,
        altered(&left, "/author", thief_keys["author"].clone()),
        altered(&left, "/secrets", thief_keys["secrets"].clone()),
        altered(&left, "/slots", thief_keys["slots"].clone()),
        altered(&left, "/notebook", thief_keys["notebook"].clone()),
        altered(&left, "/slots", json!([])),
    ];
    for (number, lie) in lies.iter().enumerate() {
        let hostile = HostileStore::rewriting(&cable, "/v1/academies/", |said| instead(said, lie));
        let told = fetch_recovery(&hostile, ACADEMIE, &own.recovery_code);
        let code = told.err().map(|error| error.to_string());
        assert!(hostile.told() > 0 && code.is_some(), "lie {number} was believed");
    }
    // The lies are well made: the true slot, put together the same way, opens.
    let again = altered(&left, "/format", json!(NotebookKeys::FORMAT));
    let hostile = HostileStore::rewriting(&cable, "/v1/academies/", |said| instead(said, &again));
    let (_, opened) = fetch_recovery(&hostile, ACADEMIE, &own.recovery_code)?;
    assert_eq!(opened.database_key(), own.secrets.database_key());
    let unknown = fetch_recovery(&cable, ACADEMIE, &thief.recovery_code);
    assert!(matches!(unknown, Err(SyncError::Given("sync.no_recovery"))));
    Ok(())
}
