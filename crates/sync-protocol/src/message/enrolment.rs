//! Enrolment: a device introduces itself, and says by what it will be known.
//!
//! The device draws its token and sends the hash alone, signed: who reads the request, or sends it again, has nothing, and an
//! answer that is lost costs nothing.

use std::fmt;

use observation::canonical::{self, Sha256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::encoding::Hexadecimal;
use crate::error::ProtocolError;
use crate::keys::{DeviceKeys, PublicKey, SignatureValue};
use crate::record::Record;

/// The context of the device's signature.
const CONTEXT: &str = "carnet/enrolment/1";

/// What a device sends to be known by the store of an académie.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Enrolment<'a> {
    /// The device's certificate, last; before it a charter that the store may lack, and the role of an invitation.
    pub records: &'a [Record],
    /// The SHA-256 of the token, as requests carry it.
    pub token: Sha256,
    /// The device's signature over its token.
    pub proof: SignatureValue,
}

/// The same as a store receives it.
#[derive(Debug, Clone, Deserialize)]
pub struct ReceivedEnrolment<'a> {
    /// The records, unread.
    #[serde(borrow)]
    pub records: Vec<&'a RawValue>,
    /// The SHA-256 of the token.
    pub token: Sha256,
    /// The device's signature over its token.
    pub proof: SignatureValue,
}

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enrolled {
    /// The académie.
    pub academie: String,
}

/// 32 random bytes that name a device to its store, which keeps their SHA-256 alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(Hexadecimal<32>);

#[derive(Serialize)]
struct Statement<'a> {
    context: &'static str,
    academie: &'a str,
    device: PublicKey,
    token: Sha256,
}

impl Token {
    /// The token whose random bytes these are.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(Hexadecimal(bytes))
    }

    /// Its bytes, to be kept where nobody else reads.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0.0
    }

    /// Its 64 digits.
    #[must_use]
    pub fn expose(&self) -> String {
        self.0.to_string()
    }

    /// The token, as a request in its académie carries it.
    #[must_use]
    pub fn bearer(&self, academie: &str) -> String {
        format!("{academie}.{}", self.0)
    }

    /// The hash by which the store knows it.
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        Sha256::of(self.expose().as_bytes())
    }
}

// A token in a log is a device that anybody may be.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// The signature by which `device` says the hash of its token in `academie`.
///
/// # Errors
/// When the statement has no canonical bytes.
pub fn prove(device: &DeviceKeys, academie: &str, token: Sha256) -> Result<SignatureValue, ProtocolError> {
    Ok(device.sign(&statement(academie, device.public(), token)?))
}

/// Whether `device` said so.
#[must_use]
pub fn is_proved(device: &PublicKey, academie: &str, token: Sha256, proof: &SignatureValue) -> bool {
    statement(academie, *device, token).is_ok_and(|bytes| device.has_signed(&bytes, proof))
}

fn statement(academie: &str, device: PublicKey, token: Sha256) -> Result<Vec<u8>, ProtocolError> {
    Ok(canonical::to_bytes(&Statement {
        context: CONTEXT,
        academie,
        device,
        token,
    })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_shown() {
        let token = Token::from_random([0xab; 32]);
        assert!(!format!("{token:?}").contains("ab"));
        assert_eq!(token.expose(), "ab".repeat(32));
    }

    #[test]
    fn a_proof_holds_for_its_device_academie_and_token_alone() -> Result<(), ProtocolError> {
        let (device, other) = (DeviceKeys::from_seed(&[1; 32]), DeviceKeys::from_seed(&[2; 32]));
        let (token, another) = (
            Token::from_random([3; 32]).sha256(),
            Token::from_random([4; 32]).sha256(),
        );
        let proof = prove(&device, "28", token)?;
        assert!(is_proved(&device.public(), "28", token, &proof));
        assert!(!is_proved(&other.public(), "28", token, &proof));
        assert!(!is_proved(&device.public(), "29", token, &proof));
        assert!(!is_proved(&device.public(), "28", another, &proof));
        Ok(())
    }
}
