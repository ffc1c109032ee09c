//! What opens a notebook, what does not, and how that changes.

use super::sample::{PASSPHRASE, SAMPLE, create, passphrase, same_secrets, seeded};
use crate::keys::slot_kind::SlotKind;
use crate::keys::{Argon2Parameters, KeyringKey, KeysError, NotebookKeys, RecoveryCode};

type TestResult = Result<(), KeysError>;

fn reread(keys: &NotebookKeys) -> Result<NotebookKeys, KeysError> {
    NotebookKeys::read(&keys.to_bytes()?)
}

#[test]
fn passphrase_and_recovery_code_open_the_same_secrets() -> TestResult {
    let keys = reread(&SAMPLE.keys)?;
    let typed = passphrase(&PASSPHRASE.replace(' ', "\u{A0}"));
    assert!(same_secrets(
        &keys.unlock_with_passphrase(&typed)?,
        &SAMPLE.secrets
    ));
    let code = RecoveryCode::parse(&SAMPLE.recovery_code.to_text().to_lowercase())?;
    assert!(same_secrets(
        &keys.unlock_with_recovery_code(&code)?,
        &SAMPLE.secrets
    ));
    assert_eq!(keys.author().fingerprint, SAMPLE.secrets.author().fingerprint());
    Ok(())
}

#[test]
fn a_wrong_passphrase_is_told_from_a_damaged_file() -> TestResult {
    let wrong = passphrase("trois lataniers devant l’ecole");
    let refused = SAMPLE.keys.unlock_with_passphrase(&wrong);
    assert!(matches!(refused, Err(KeysError::Wrong(SlotKind::Passphrase))));
    let text = String::from_utf8(SAMPLE.keys.to_bytes()?).expect("text");
    let damaged = text.replacen("\"iterations\": 3", "\"iterations\": 4", 1);
    let refused = NotebookKeys::read(damaged.as_bytes())?.unlock_with_passphrase(&wrong);
    assert!(matches!(refused, Err(KeysError::Damaged)));
    Ok(())
}

#[test]
fn the_code_of_another_notebook_is_wrong() {
    let other = create("another");
    let refused = SAMPLE.keys.unlock_with_recovery_code(&other.recovery_code);
    assert!(matches!(refused, Err(KeysError::Wrong(SlotKind::Recovery))));
    assert_ne!(SAMPLE.keys.notebook(), other.keys.notebook());
}

#[test]
fn a_changed_passphrase_replaces_the_former() -> TestResult {
    let new = passphrase("le volcan dort encore");
    let floor = Argon2Parameters::FLOOR;
    let changed = SAMPLE
        .keys
        .change_passphrase(&SAMPLE.secrets, &new, floor, &mut seeded("change"))?;
    let changed = reread(&changed)?;
    assert!(same_secrets(
        &changed.unlock_with_passphrase(&new)?,
        &SAMPLE.secrets
    ));
    let refused = changed.unlock_with_passphrase(&passphrase(PASSPHRASE));
    assert!(matches!(refused, Err(KeysError::Wrong(SlotKind::Passphrase))));
    changed.unlock_with_recovery_code(&SAMPLE.recovery_code).map(drop)
}

#[test]
fn a_renewed_recovery_code_replaces_the_former() -> TestResult {
    let (keys, code) = SAMPLE
        .keys
        .renew_recovery_code(&SAMPLE.secrets, &mut seeded("renewal"))?;
    assert!(same_secrets(
        &keys.unlock_with_recovery_code(&code)?,
        &SAMPLE.secrets
    ));
    let refused = keys.unlock_with_recovery_code(&SAMPLE.recovery_code);
    assert!(matches!(refused, Err(KeysError::Wrong(SlotKind::Recovery))));
    Ok(())
}

#[test]
fn the_keyring_opens_until_its_slot_is_removed() -> TestResult {
    let (keys, held) = SAMPLE
        .keys
        .add_keyring_slot(&SAMPLE.secrets, &mut seeded("keyring"))?;
    assert!(same_secrets(&keys.unlock_with_keyring(&held)?, &SAMPLE.secrets));
    let other = keys.unlock_with_keyring(&KeyringKey::from([0; 32]));
    assert!(matches!(other, Err(KeysError::Wrong(SlotKind::Keyring))));
    let without = keys.remove_keyring_slot()?;
    assert_eq!(without, SAMPLE.keys);
    let refused = without.unlock_with_keyring(&held);
    assert!(matches!(refused, Err(KeysError::SlotMissing(SlotKind::Keyring))));
    Ok(())
}

#[test]
fn what_sync_uploads_opens_by_the_recovery_code_alone() -> TestResult {
    let part = reread(&SAMPLE.keys.recovery_part()?)?;
    assert!(same_secrets(
        &part.unlock_with_recovery_code(&SAMPLE.recovery_code)?,
        &SAMPLE.secrets
    ));
    assert!(!part.has_slot(SlotKind::Passphrase) && part.is_intact());
    Ok(())
}

#[test]
fn the_secrets_of_another_notebook_change_nothing() {
    let other = create("another");
    let refused = SAMPLE
        .keys
        .renew_recovery_code(&other.secrets, &mut seeded("renewal"));
    assert!(matches!(refused, Err(KeysError::OtherSecrets)));
}

#[test]
fn no_secret_is_shown() {
    let shown = format!("{:?}", *SAMPLE);
    let code = SAMPLE.recovery_code.to_text();
    let key = data_encoding::HEXLOWER.encode(SAMPLE.secrets.database_key());
    assert!(!shown.contains(&*code) && !shown.contains(&key));
    assert!(shown.contains("Secrets(…)") && shown.contains("RecoveryCode(…)"));
}
