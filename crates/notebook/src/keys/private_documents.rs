//! Documents encrypted to their readers: to the author, and to the vault of a circle. Who decrypts one compares its hash.

use std::io::Write;

use age::x25519::Recipient;
use age::{Encryptor, Recipient as AnyRecipient};
use bech32::{Bech32, Hrp};
use sync_protocol::AgreementKey;
use zeroize::Zeroizing;

use super::error::KeysError;
use super::secrets::Secrets;

/// `document` encrypted by age to each of `readers`.
///
/// # Errors
/// When there is no reader, or one of the keys is none.
pub fn encrypt(document: &[u8], readers: &[AgreementKey]) -> Result<Vec<u8>, KeysError> {
    let recipients = readers.iter().map(recipient).collect::<Result<Vec<_>, _>>()?;
    let recipients = recipients.iter().map(|one| -> &dyn AnyRecipient { one });
    let encryptor = Encryptor::with_recipients(recipients).map_err(cipher)?;
    let mut encrypted = Vec::with_capacity(document.len());
    let mut writer = encryptor.wrap_output(&mut encrypted).map_err(cipher)?;
    writer.write_all(document).map_err(cipher)?;
    writer.finish().map_err(cipher)?;
    Ok(encrypted)
}

impl Secrets {
    /// What `encrypted` holds; none where it is to others, or damaged.
    ///
    /// # Errors
    /// When the author's own key is none.
    pub fn decrypt(&self, encrypted: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        let identity = self.age_identity()?;
        Ok(age::decrypt(&identity, encrypted).ok().map(Zeroizing::new))
    }
}

pub(super) fn recipient(reader: &AgreementKey) -> Result<Recipient, KeysError> {
    let prefix = Hrp::parse("age").map_err(cipher)?;
    let written = bech32::encode_lower::<Bech32>(prefix, reader.as_bytes()).map_err(cipher)?;
    written.parse().map_err(|error: &str| cipher(error))
}

fn cipher(error: impl std::fmt::Display) -> KeysError {
    KeysError::Cipher(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn secrets(byte: u8) -> Secrets {
        Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(byte))
    }

    #[test]
    fn each_reader_decrypts_and_nobody_else() {
        let (author, keeper, stranger) = (secrets(1), secrets(2), secrets(3));
        let readers = [author.agreement_key().unwrap(), keeper.agreement_key().unwrap()];
        let encrypted = encrypt(b"une phrase", &readers).unwrap();
        for reader in [&author, &keeper] {
            assert_eq!(
                reader.decrypt(&encrypted).unwrap().unwrap().as_slice(),
                b"une phrase"
            );
        }
        assert!(stranger.decrypt(&encrypted).unwrap().is_none());
        assert!(
            author
                .decrypt(&encrypted[..encrypted.len() - 1])
                .unwrap()
                .is_none()
        );
        assert!(encrypt(b"", &[]).is_err());
    }
}
