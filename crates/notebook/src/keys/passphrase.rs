//! A passphrase, as it is turned into bytes.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::error::KeysError;

/// What a person typed, prepared as RFC 8265 (`OpaqueString`) does; wiped when dropped.
///
/// NFC, for « é » is one character or two by keyboard and system; not NFKC, which would take « ² » for « 2 » and lose
/// what the person chose. Spaces are kept, and every kind of space is the plain one: French keyboards give a
/// no-break space for a Space pressed a little early.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase that was `typed`.
    ///
    /// # Errors
    /// When it is empty. How strong it should be is the caller's to judge.
    pub fn new(typed: &str) -> Result<Self, KeysError> {
        if typed.is_empty() {
            return Err(KeysError::PassphraseEmpty);
        }
        // Large enough from the start, so that growing leaves no copy behind.
        let mut prepared = Zeroizing::new(String::with_capacity(typed.len() * 3));
        prepared.extend(typed.chars().map(plain_space).nfc());
        Ok(Self(prepared))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Any space of Unicode's category Zs, as U+0020.
fn plain_space(character: char) -> char {
    match character {
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        other => other,
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(typed: &str) -> Vec<u8> {
        Passphrase::new(typed)
            .map(|passphrase| passphrase.as_bytes().to_vec())
            .unwrap_or_default()
    }

    #[test]
    fn two_keyboards_type_one_passphrase() {
        assert_eq!(bytes("e\u{301}te\u{301} à\u{A0}Cilaos"), bytes("été à Cilaos"));
    }

    #[test]
    fn what_a_person_chose_is_kept() {
        assert_ne!(bytes("m²"), bytes("m2"));
        assert_eq!(bytes("  deux  espaces "), b"  deux  espaces ");
        assert!(matches!(Passphrase::new(""), Err(KeysError::PassphraseEmpty)));
    }

    #[test]
    fn it_is_not_shown() {
        assert_eq!(
            format!("{:?}", Passphrase::new("secret").ok()),
            "Some(Passphrase(…))"
        );
    }
}
