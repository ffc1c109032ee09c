//! The keys file of version 1, kept for ever: every later version opens it.

use observation::canonical::Sha256;

use super::sample::{PASSPHRASE, SAMPLE, passphrase, same_secrets};
use crate::keys::{KeysError, NotebookKeys, RecoveryCode};

const FILE: &[u8] = include_bytes!("golden/notebook-1.keys");
/// The same keys since the recovery slot holds the proof's hash.
const WITH_PROOF: &[u8] = include_bytes!("golden/notebook-1-proof.keys");
const CODE: &str = include_str!("golden/recovery-code-1.txt");

#[test]
fn the_file_of_version_1_opens_by_passphrase_and_by_code() -> Result<(), KeysError> {
    let code = RecoveryCode::parse(CODE)?;
    let proof = Sha256::of(&code.proof().0);
    for (file, proof) in [(FILE, None), (WITH_PROOF, Some(proof))] {
        let keys = NotebookKeys::read(file)?;
        assert!(keys.is_intact());
        let by_passphrase = keys.unlock_with_passphrase(&passphrase(PASSPHRASE))?;
        let by_code = keys.unlock_with_recovery_code(&code)?;
        assert!(same_secrets(&by_passphrase, &SAMPLE.secrets));
        assert!(same_secrets(&by_code, &SAMPLE.secrets));
        assert_eq!(keys.recovery_proof(), proof);
    }
    Ok(())
}

#[test]
fn this_version_writes_the_same_bytes() -> Result<(), KeysError> {
    let written = SAMPLE.keys.to_bytes()?;
    assert_eq!(
        String::from_utf8_lossy(&written),
        String::from_utf8_lossy(WITH_PROOF).trim_end()
    );
    Ok(())
}
