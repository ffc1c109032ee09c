//! A laptop without anything asks the store for what its author's recovery code opens.

use sync_protocol::RecoverySlotDocument;
use sync_protocol::message::recovery::{RecoveryAnswer, RecoveryRequest};

use super::client::Client;
use super::{SyncError, Transport, codes};
use crate::keys::{NotebookKeys, RecoveryCode, Secrets};

/// The keys that `code` opens at the store of `academie`, and what they open.
///
/// # Errors
/// When the store has none for this code, what it gave does not open by it, or nothing answers.
pub fn fetch_recovery(
    transport: &dyn Transport,
    academie: &str,
    code: &RecoveryCode,
) -> Result<(NotebookKeys, Secrets), SyncError> {
    let client = Client::new(transport, None);
    let path = format!("/v1/academies/{academie}/recovery-slots");
    let asked = RecoveryRequest { proof: code.proof() };
    let none = || SyncError::Given(codes::NO_RECOVERY);
    let answer: RecoveryAnswer = match client.post(path, &asked) {
        Err(SyncError::Refused { code, .. }) if code == "store.recovery" => return Err(none()),
        answer => answer?,
    };
    let slot = RecoverySlotDocument::of(&answer.record).ok_or_else(none)?;
    // Only the true slot opens by the code: a store that gives another gives nothing.
    let keys = NotebookKeys::read(slot.keys.as_bytes())?;
    let secrets = keys.unlock_with_recovery_code(code)?;
    Ok((keys, secrets))
}
