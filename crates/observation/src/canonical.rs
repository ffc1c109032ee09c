//! The canonical bytes of a document, and their fingerprint.
//!
//! RFC 8785 JSON over NFC text and integers within 2^53. Bytes once stored are hashed as they are, never written anew.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::map::Entry;
use sha2::Digest;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The largest integer that every JSON reader keeps exactly: 2^53.
pub const LARGEST_INTEGER: i64 = 1 << 53;

/// Why a value has no canonical bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number that is not an integer within 2^53: a decimal is written as a string.
    #[error("{at}: {number} is not an integer within 2^53; write a decimal as a string")]
    Number {
        /// Where in the document, as a JSON pointer.
        at: String,
        /// The number as given.
        number: String,
    },
    /// Two names of one object became the same once normalised.
    #[error("{at}: the name `{name}` stands twice")]
    Name {
        /// Where in the document, as a JSON pointer.
        at: String,
        /// The name that stands twice.
        name: String,
    },
    /// The value could not be turned into JSON.
    #[error("not JSON: {0}")]
    Json(String),
}

/// The canonical bytes of `document`.
///
/// # Errors
/// When it holds a number that is not an integer within 2^53, or two names that normalise to one.
pub fn to_bytes(document: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(document).map_err(|e| CanonicalError::Json(e.to_string()))?;
    let normal = normalised(value)?;
    serde_json_canonicalizer::to_vec(&normal).map_err(|e| CanonicalError::Json(e.to_string()))
}

/// The canonical text of `document`: its canonical bytes, which are UTF-8.
///
/// # Errors
/// As [`to_bytes`].
pub fn to_text(document: &impl Serialize) -> Result<String, CanonicalError> {
    String::from_utf8(to_bytes(document)?).map_err(|e| CanonicalError::Json(e.to_string()))
}

/// Whether `bytes` are the canonical bytes of the document that they hold.
#[must_use]
pub fn is_canonical(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes)
        .ok()
        .and_then(|value| to_bytes(&value).ok())
        .is_some_and(|canonical| canonical == bytes)
}

/// The value as it is hashed; where it has no such form, the error's place begins at this value.
fn normalised(value: Value) -> Result<Value, CanonicalError> {
    match value {
        Value::String(text) => Ok(Value::String(composed(text))),
        Value::Number(number) => integer(&number).map(Value::Number),
        Value::Array(values) => {
            let each = values.into_iter().enumerate();
            each.map(|(index, value)| normalised(value).map_err(|error| error.within(&index)))
                .collect()
        }
        Value::Object(members) => object(members),
        other => Ok(other),
    }
}

/// Nearly all text is composed already.
fn composed(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

fn integer(number: &serde_json::Number) -> Result<serde_json::Number, CanonicalError> {
    number
        .as_i64()
        .filter(|integer| integer.unsigned_abs() <= LARGEST_INTEGER.unsigned_abs())
        .map(serde_json::Number::from)
        .ok_or_else(|| CanonicalError::Number {
            at: String::new(),
            number: number.to_string(),
        })
}

fn object(members: serde_json::Map<String, Value>) -> Result<Value, CanonicalError> {
    let mut normal = serde_json::Map::new();
    for (name, value) in members {
        let name = composed(name);
        let value = normalised(value).map_err(|error| error.within(&name))?;
        match normal.entry(name) {
            Entry::Vacant(place) => place.insert(value),
            Entry::Occupied(place) => {
                return Err(CanonicalError::Name {
                    at: String::new(),
                    name: place.key().clone(),
                });
            }
        };
    }
    Ok(Value::Object(normal))
}

impl CanonicalError {
    /// The same, of a value that stands at `step` within another.
    fn within(mut self, step: &dyn fmt::Display) -> Self {
        if let Self::Number { at, .. } | Self::Name { at, .. } = &mut self {
            at.insert_str(0, &format!("/{step}"));
        }
        self
    }
}

/// The SHA-256 of stored bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

/// Text that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256: 64 lower-case hexadecimal digits are expected")]
pub struct NotASha256;

impl Sha256 {
    /// The SHA-256 of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Sha256 {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sha256({self})")
    }
}

impl FromStr for Sha256 {
    type Err = NotASha256;

    fn from_str(text: &str) -> Result<Self, NotASha256> {
        let bytes = data_encoding::HEXLOWER
            .decode(text.as_bytes())
            .map_err(|_| NotASha256)?;
        bytes.try_into().map(Self).map_err(|_| NotASha256)
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Sha256 {
    fn schema_name() -> Cow<'static, str> {
        "Sha256".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn names_are_sorted_and_text_is_composed() {
        let bytes = to_bytes(&json!({ "b": 1, "a": "e\u{301}" })).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "{\"a\":\"é\",\"b\":1}");
    }

    #[test]
    fn decimals_and_large_integers_are_refused_where_they_stand() {
        let error = to_bytes(&json!({ "a": [1, { "b": 0.5 }] })).unwrap_err();
        assert_eq!(
            error,
            CanonicalError::Number {
                at: "/a/1/b".into(),
                number: "0.5".into()
            }
        );
        assert!(to_bytes(&json!(LARGEST_INTEGER + 1)).is_err());
        assert!(to_bytes(&json!(LARGEST_INTEGER)).is_ok());
    }

    #[test]
    fn two_names_that_look_alike_are_refused() {
        let error = to_bytes(&json!([{ "é": 1, "e\u{301}": 2 }])).unwrap_err();
        assert_eq!(
            error,
            CanonicalError::Name {
                at: "/0".into(),
                name: "é".into()
            }
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-LARGEST_INTEGER..=LARGEST_INTEGER).prop_map(Value::from),
            "\\PC*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[a-zé]{1,4}", inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_bytes_are_stable(value in any_json()) {
            let bytes = to_bytes(&value).unwrap();
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(to_bytes(&read).unwrap(), bytes.clone());
            prop_assert!(is_canonical(&bytes));
        }

        #[test]
        fn any_bytes_are_judged_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = is_canonical(&bytes);
        }
    }
}
