//! The keys file of version 1, kept for ever: every later version opens it.

use super::sample::{PASSPHRASE, SAMPLE, passphrase, same_secrets};
use crate::keys::{KeysError, NotebookKeys, RecoveryCode};

const FILE: &[u8] = include_bytes!("golden/notebook-1.keys");
const CODE: &str = include_str!("golden/recovery-code-1.txt");

#[test]
fn the_file_of_version_1_opens_by_passphrase_and_by_code() -> Result<(), KeysError> {
    let keys = NotebookKeys::read(FILE)?;
    assert!(keys.is_intact());
    let by_passphrase = keys.unlock_with_passphrase(&passphrase(PASSPHRASE))?;
    let by_code = keys.unlock_with_recovery_code(&RecoveryCode::parse(CODE)?)?;
    assert!(same_secrets(&by_passphrase, &SAMPLE.secrets));
    assert!(same_secrets(&by_code, &SAMPLE.secrets));
    Ok(())
}

#[test]
fn this_version_writes_the_same_bytes() -> Result<(), KeysError> {
    let written = SAMPLE.keys.to_bytes()?;
    assert_eq!(
        String::from_utf8_lossy(&written),
        String::from_utf8_lossy(FILE).trim_end()
    );
    Ok(())
}
