//! What a keeper hands to a person: where the store is, what to believe, and the secret that takes the invitation.

use std::fmt;
use std::str::FromStr;

use hkdf::Hkdf;
use observation::canonical::Sha256;
use zeroize::Zeroizing;

use crate::encoding::Hexadecimal;
use crate::error::ProtocolError;
use crate::keys::{DeviceKeys, Fingerprint};

/// How the text begins: what it is, and the version of its writing.
const PREFIX: &str = "carnet:1";
/// What the key of an invitation is derived under.
const INFO: &[u8] = b"carnet/invitation/1";

/// Where an académie's store is, and by whose word it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreAddress {
    /// The store: `https://…`, or `http://` on the loopback.
    pub url: String,
    /// The académie's code.
    pub academie: String,
    /// The fingerprint of the root's key. It comes from a keeper, never from the store.
    pub root: Fingerprint,
}

/// The 16 random bytes of an invitation: whoever holds them takes it.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationSecret(Zeroizing<[u8; 16]>);

/// What a person receives from a keeper, as one text: `carnet:1 <store> <académie> <root> <invitation> <secret>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationText {
    /// Where to go, and whom to believe.
    pub address: StoreAddress,
    /// The hash of the invitation's document, and its secret; none in a text that only says where to go.
    pub invitation: Option<(Sha256, InvitationSecret)>,
}

impl InvitationSecret {
    /// The secret whose random bytes these are.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key that it gives, which signs the role once.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        let mut seed = Zeroizing::new([0; 32]);
        // 32 bytes are always within what one hash can give.
        let _ = Hkdf::<sha2::Sha256>::new(None, &*self.0).expand(INFO, &mut *seed);
        DeviceKeys::from_seed(&seed)
    }
}

// A secret in a log is an invitation that anybody may take.
impl fmt::Debug for InvitationSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("InvitationSecret(…)")
    }
}

impl fmt::Display for InvitationText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StoreAddress { url, academie, root } = &self.address;
        write!(formatter, "{PREFIX} {url} {academie} {root}")?;
        match &self.invitation {
            None => Ok(()),
            Some((sha256, secret)) => write!(formatter, " {sha256} {}", Hexadecimal(*secret.0)),
        }
    }
}

/// Reads what was pasted: over one line or several.
impl FromStr for InvitationText {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let (address, rest) = match parts.as_slice() {
            [PREFIX, url, academie, root, rest @ ..] => (read_address(url, academie, root)?, rest),
            _ => return Err(ProtocolError::NotAnInvitation),
        };
        let invitation = match rest {
            [] => None,
            [sha256, secret] => Some((
                hexadecimal(sha256)?.0.into(),
                InvitationSecret::from_random(hexadecimal(secret)?.0),
            )),
            _ => return Err(ProtocolError::NotAnInvitation),
        };
        Ok(Self { address, invitation })
    }
}

fn read_address(url: &str, academie: &str, root: &str) -> Result<StoreAddress, ProtocolError> {
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    let is_code = !academie.is_empty()
        && academie
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !is_address || !is_code {
        return Err(ProtocolError::NotAnInvitation);
    }
    Ok(StoreAddress {
        url: url.trim_end_matches('/').to_owned(),
        academie: academie.to_owned(),
        root: root.parse().map_err(|_| ProtocolError::NotAnInvitation)?,
    })
}

fn hexadecimal<const N: usize>(text: &str) -> Result<Hexadecimal<N>, ProtocolError> {
    text.parse().map_err(|_| ProtocolError::NotAnInvitation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(secret: [u8; 16]) -> InvitationText {
        InvitationText {
            address: StoreAddress {
                url: "https://entrepot.ac-reunion.example:8750".to_owned(),
                academie: "la-reunion".to_owned(),
                root: Fingerprint::of(&[7; 32].into()),
            },
            invitation: Some((Sha256::of(b"invitation"), InvitationSecret::from_random(secret))),
        }
    }

    #[test]
    fn an_invitation_has_its_writing_and_its_key() {
        let text = text([9; 16]);
        insta::assert_snapshot!(text);
        let key = text
            .invitation
            .map(|(_, secret)| secret.keys().public().to_string());
        insta::assert_snapshot!(key.unwrap_or_default());
    }

    #[test]
    fn no_secret_is_shown_where_a_text_is_debugged() {
        assert!(!format!("{:?}", text([9; 16])).contains("0909"));
    }

    proptest! {
        #[test]
        fn what_was_pasted_over_several_lines_is_the_same(secret: [u8; 16], at in 1_usize..4) {
            let whole = text(secret);
            let folded = whole.to_string().replacen(' ', "\r\n  ", at);
            prop_assert_eq!(folded.parse(), Ok(whole));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            if let Ok(read) = text.parse::<InvitationText>() {
                prop_assert_eq!(read.to_string().parse(), Ok(read));
            }
        }

        #[test]
        fn a_text_cut_short_is_never_taken_for_a_whole_one(secret: [u8; 16], cut in 1_usize..60) {
            let whole = text(secret).to_string();
            let short = whole[..whole.len() - cut].parse::<InvitationText>();
            prop_assert!(short.is_err());
        }
    }
}
