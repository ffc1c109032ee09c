//! How bytes stand in JSON: fixed lengths as lower-case hexadecimal, ciphertexts as base64.
//!
//! Both are read strictly, so that one value has one writing and a changed character is never unseen.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::ProtocolError;

/// `N` bytes, written as `2 * N` lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hexadecimal<const N: usize>(pub [u8; N]);

impl<const N: usize> fmt::Display for Hexadecimal<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl<const N: usize> fmt::Debug for Hexadecimal<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<const N: usize> FromStr for Hexadecimal<N> {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let refused = ProtocolError::NotHexadecimal { bytes: N };
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| refused.clone())?;
        bytes.try_into().map(Self).map_err(|_| refused)
    }
}

impl<const N: usize> Serialize for Hexadecimal<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hexadecimal<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<const N: usize> JsonSchema for Hexadecimal<N> {
    fn schema_name() -> Cow<'static, str> {
        format!("Hexadecimal{N}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let digits = N * 2;
        json_schema!({ "type": "string", "pattern": format!("^[0-9a-f]{{{digits}}}$") })
    }
}

/// Encrypted bytes, written as base64 with padding.
#[derive(Clone, PartialEq, Eq)]
pub struct Ciphertext(pub Vec<u8>);

impl fmt::Debug for Ciphertext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ciphertext({} bytes)", self.0.len())
    }
}

impl Serialize for Ciphertext {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Ciphertext {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        BASE64
            .decode(text.as_bytes())
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Ciphertext {
    fn schema_name() -> Cow<'static, str> {
        "Ciphertext".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "contentEncoding": "base64" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_one_writing() {
        assert!("00ff".parse::<Hexadecimal<2>>().is_ok());
        for refused in ["00FF", "00f", "00ff00", " 00ff", "00fg", ""] {
            assert!(refused.parse::<Hexadecimal<2>>().is_err(), "{refused}");
        }
    }

    #[test]
    fn base64_with_stray_bits_is_refused() {
        assert!(serde_json::from_str::<Ciphertext>("\"AAA=\"").is_ok());
        for refused in ["\"AAB=\"", "\"AAA\"", "\"A-_=\"", "3"] {
            assert!(serde_json::from_str::<Ciphertext>(refused).is_err(), "{refused}");
        }
    }
}
