//! The UAI, the national code of an établissement: seven digits and a check letter.
//!
//! The letter is the seven digits modulo 23, counted in an alphabet without I, O and Q.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::problem::Problem;

/// The problems that a UAI may have.
pub mod codes {
    crate::problem_codes! {
        /// Not seven digits and a letter; `given`.
        FORM = "uai.form";
        /// Another letter was expected; `given`, `expected`.
        LETTER = "uai.letter";
    }
}

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
const LENGTH: usize = 8;

/// The code of an établissement, a service or a circonscription; its check letter is right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uai([u8; LENGTH]);

/// Why a text is not a UAI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UaiError {
    /// Not seven digits and a letter.
    #[error("`{given}` is not a UAI: seven digits and a letter are expected")]
    Form {
        /// The text as given.
        given: String,
    },
    /// Seven digits and a letter, but another letter was expected.
    #[error("`{given}` is not a UAI: its letter should be {expected}")]
    Letter {
        /// The text, in upper case.
        given: String,
        /// The letter that the seven digits call for.
        expected: char,
    },
}

impl UaiError {
    /// The same, as a problem that refuses what is at `at`.
    #[must_use]
    pub fn problem(&self, at: impl Into<String>) -> Problem {
        match self {
            Self::Form { given } => Problem::error(codes::FORM, at).with("given", given),
            Self::Letter { given, expected } => Problem::error(codes::LETTER, at)
                .with("given", given)
                .with("expected", expected),
        }
    }
}

impl Uai {
    /// The UAI of these seven digits, its letter computed; none from ten million on.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        let mut code = [0; LENGTH];
        let (digits, mut left) = (&mut code[..LENGTH - 1], number);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
        }
        code[LENGTH - 1] = letter_of(number);
        (left == 0).then_some(Self(code))
    }

    /// The number that its seven digits write.
    #[must_use]
    pub fn number(&self) -> u32 {
        number_of(&self.0[..LENGTH - 1])
    }

    /// The eight characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The three digits of its département: `095`, `974`; `620` and `720` in Corsica.
    #[must_use]
    pub fn departement(&self) -> &str {
        &self.as_str()[..3]
    }
}

fn number_of(digits: &[u8]) -> u32 {
    let digits = digits.iter();
    digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

fn letter_of(number: u32) -> u8 {
    LETTERS[number as usize % LETTERS.len()]
}

impl FromStr for Uai {
    type Err = UaiError;

    /// Reads a UAI as people write it: spaces and lower case are accepted.
    fn from_str(text: &str) -> Result<Self, UaiError> {
        let compact: String = text.split_whitespace().collect::<String>().to_ascii_uppercase();
        let form = || UaiError::Form {
            given: text.trim().to_owned(),
        };
        let code: [u8; LENGTH] = compact.as_bytes().try_into().map_err(|_| form())?;
        let (digits, letter) = (&code[..LENGTH - 1], code[LENGTH - 1]);
        if !digits.iter().all(u8::is_ascii_digit) || !letter.is_ascii_uppercase() {
            return Err(form());
        }
        let number = number_of(digits);
        if letter == letter_of(number) {
            return Ok(Self(code));
        }
        Err(UaiError::Letter {
            given: compact,
            expected: char::from(letter_of(number)),
        })
    }
}

impl fmt::Display for Uai {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Uai {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Uai({self})")
    }
}

impl Serialize for Uai {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Uai {
    /// Reads the one written form only: documents hold no other.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let uai: Self = text.parse().map_err(serde::de::Error::custom)?;
        if uai.as_str() == text {
            Ok(uai)
        } else {
            Err(serde::de::Error::custom(format!(
                "`{text}` should be written {uai}"
            )))
        }
    }
}

impl JsonSchema for Uai {
    fn schema_name() -> Cow<'static, str> {
        "Uai".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Seven digits and their check letter",
            "pattern": "^[0-9]{7}[A-HJ-NPR-Z]$"
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn attested_codes_are_read_and_damaged_ones_name_their_letter() {
        for attested in ["0951099D", "0750654D", "0920131T", "0940176F", "9740002J"] {
            assert_eq!(attested.parse::<Uai>().unwrap().as_str(), attested);
        }
        let error = "9740001A".parse::<Uai>().unwrap_err();
        assert_eq!(
            error,
            UaiError::Letter {
                given: "9740001A".into(),
                expected: 'H'
            }
        );
    }

    #[test]
    fn people_write_it_in_several_ways_documents_in_one() {
        assert_eq!(" 974 0002 j ".parse::<Uai>().unwrap().to_string(), "9740002J");
        assert!(serde_json::from_str::<Uai>("\"9740002j\"").is_err());
        assert_eq!(
            serde_json::from_str::<Uai>("\"9740002J\"").unwrap().departement(),
            "974"
        );
    }

    proptest! {
        #[test]
        fn every_number_has_one_letter(number in 0u32..10_000_000, letter in "[A-Z]") {
            let uai = Uai::from_number(number).unwrap();
            prop_assert_eq!(uai.as_str().to_lowercase().parse::<Uai>(), Ok(uai));
            let given = format!("{number:07}{letter}");
            let right = given == uai.as_str();
            prop_assert_eq!(given.parse::<Uai>().is_ok(), right);
        }

        #[test]
        fn one_wrong_digit_is_always_caught(number in 0u32..10_000_000, at in 0usize..7, digit in 0u8..10) {
            let uai = Uai::from_number(number).unwrap();
            let mut damaged = uai.as_str().to_owned().into_bytes();
            damaged[at] = b'0' + digit;
            let damaged = String::from_utf8(damaged).unwrap();
            prop_assert_eq!(damaged.parse::<Uai>().is_ok(), damaged == uai.as_str());
        }

        #[test]
        fn any_text_is_judged_without_a_panic(text in "\\PC{0,12}") {
            let _ = text.parse::<Uai>();
        }
    }
}
