//! Whom to believe: documents in clear that a chain of signatures leads from to the académie's root.
//!
//! A charter is signed by the root, roles and revocations by a keeper's device, the role that an invitation gives by the
//! invitation's own key. The root and an invitation's key sign for themselves: such a record names their key as the device
//! and its fingerprint as the author.

mod address;
mod chain;
mod charter;
mod circle;
mod circle_key;
mod invitation;
mod revocation;
mod role;
mod succession;

pub use address::{InvitationSecret, InvitationText, StoreAddress};
pub use chain::{Chain, Standing};
pub use charter::Charter;
pub use circle::Circle;
pub use circle_key::{CircleKeyDocument, VaultDocument};
pub use invitation::Invitation;
pub use revocation::{Revocation, Revoked};
pub use role::{Grant, Role, RoleDocument, Scope};
pub use succession::{OPEN_FOR, OpeningReason, PassedOn, SuccessionDocument, VaultOpeningDocument};

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ProtocolError;
use crate::keys::{AgreementKey, Fingerprint, PublicKey};

/// An author, by the two public keys of a notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    /// The Ed25519 key, which certifies devices.
    pub author: PublicKey,
    /// The X25519 key, to which what is private is encrypted.
    pub agreement: AgreementKey,
}

impl Identity {
    /// Who this is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.author)
    }
}

/// As one keeper gives it to another: the two keys in hexadecimal, parted by a space.
impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let agreement = PublicKey::from(*self.agreement.as_bytes());
        write!(formatter, "{} {agreement}", self.author)
    }
}

impl FromStr for Identity {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let keys: Vec<PublicKey> = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(|_| ProtocolError::NotAnIdentity)?;
        match keys[..] {
            [author, agreement] => Ok(Self {
                author,
                agreement: AgreementKey::from(*agreement.as_bytes()),
            }),
            _ => Err(ProtocolError::NotAnIdentity),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identity_is_read_as_it_was_written(author: [u8; 32], agreement: [u8; 32], text in ".{0,140}") {
            let identity = Identity { author: author.into(), agreement: agreement.into() };
            prop_assert_eq!(identity.to_string().replace(' ', "\n  ").parse(), Ok(identity));
            if let Ok(read) = text.parse::<Identity>() {
                prop_assert_eq!(read.to_string().parse(), Ok(read));
            }
        }
    }
}
