//! The secret of a circle's vault, as a keeper unwraps it.

use zeroize::Zeroizing;

use super::error::KeysError;
use super::secrets::{Secrets, age_identity};

/// The secret of a vault: 32 bytes, wiped when dropped.
pub struct VaultKey(Zeroizing<[u8; 32]>);

impl Secrets {
    /// The secret of the vault that was wrapped as `wrapped`; none where it is to others.
    ///
    /// # Errors
    /// When the author's own key is none.
    pub fn vault_key(&self, wrapped: &[u8]) -> Result<Option<VaultKey>, KeysError> {
        let opened = self.decrypt(wrapped)?;
        let seed = opened.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        Ok(seed.map(|seed| VaultKey(Zeroizing::new(seed))))
    }
}

impl VaultKey {
    /// What `encrypted` holds; none where it was not to this vault, or is damaged.
    ///
    /// # Errors
    /// When the key is none.
    pub fn decrypt(&self, encrypted: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
        let identity = age_identity(&self.0)?;
        Ok(age::decrypt(&identity, encrypted).ok().map(Zeroizing::new))
    }
}

#[cfg(test)]
mod tests {
    use super::super::encrypt;
    use super::*;

    #[test]
    fn a_keeper_reads_what_was_sealed_to_the_vault_and_nobody_else_does() -> Result<(), KeysError> {
        let secrets = |byte: u8| Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(byte));
        let (author, keeper, vault) = (secrets(1), secrets(2), secrets(3));
        let wrapped = encrypt(vault.agreement_seed(), &[keeper.agreement_key()?])?;
        let to_both = [author.agreement_key()?, vault.agreement_key()?];
        let document = encrypt(b"une phrase", &to_both)?;
        assert!(author.vault_key(&wrapped)?.is_none());
        let key = keeper.vault_key(&wrapped)?;
        let opened = key.map(|key| key.decrypt(&document)).transpose()?.flatten();
        assert_eq!(opened.as_deref().map(Vec::as_slice), Some(&b"une phrase"[..]));
        assert!(keeper.decrypt(&document)?.is_none());
        Ok(())
    }
}
