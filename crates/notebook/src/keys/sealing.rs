//! XChaCha20-Poly1305: sealing bytes under a key, with what they must not be taken apart from.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use observation::canonical;
use serde::Serialize;
use zeroize::Zeroizing;

use super::error::KeysError;

/// `plaintext` sealed under `key`, together with `context`.
pub(super) fn seal(
    key: &[u8; 32],
    nonce: &[u8; 24],
    context: &impl Serialize,
    plaintext: &[u8],
) -> Result<Vec<u8>, KeysError> {
    let aad = associated_data(context)?;
    XChaCha20Poly1305::new(&(*key).into())
        .encrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: plaintext,
                aad: &aad,
            },
        )
        .map_err(|error| KeysError::Cipher(error.to_string()))
}

/// What was sealed under `key` with `context`; none when either differs or a byte was changed.
pub(super) fn open(
    key: &[u8; 32],
    nonce: &[u8; 24],
    context: &impl Serialize,
    sealed: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
    let aad = associated_data(context)?;
    let opened = XChaCha20Poly1305::new(&(*key).into()).decrypt(
        &XNonce::from(*nonce),
        Payload {
            msg: sealed,
            aad: &aad,
        },
    );
    Ok(opened.ok().map(Zeroizing::new))
}

fn associated_data(context: &impl Serialize) -> Result<Vec<u8>, KeysError> {
    canonical::to_bytes(context).map_err(|error| KeysError::Cipher(error.to_string()))
}
