//! The recovery code: 128 random bits that a person writes down once, and may one day type.
//!
//! Crockford's base 32 (no I, L, O, U) in seven groups of four: 26 characters of data, of which the first is below 8,
//! and two check characters. A typing error is told before any key is tried.

use std::fmt;

use hkdf::Hkdf;
use observation::canonical::Sha256;
use observation::problem::Problem;
use sync_protocol::RecoveryProof;
use sync_protocol::encoding::Hexadecimal;
use zeroize::Zeroizing;

use super::check_characters::{self, Check};
use super::codes;
use super::randomness::{Randomness, draw};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA_CHARACTERS: usize = 26;

/// How many characters a code has, its check characters included.
pub const CHARACTERS: usize = 28;
/// How many characters stand together.
pub const GROUP: usize = 4;
/// How many groups a code has.
pub const GROUPS: usize = CHARACTERS / GROUP;

/// Why a text is not a recovery code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    /// Too many characters, or too few.
    #[error("{found} characters instead of {CHARACTERS}")]
    Length {
        /// How many were typed, spaces and hyphens left out.
        found: usize,
    },
    /// A character that no code has.
    #[error("`{character}` in group {group} stands in no recovery code")]
    Character {
        /// The character.
        character: char,
        /// The group where it stands, from 1.
        group: usize,
    },
    /// The check characters do not agree with the rest.
    #[error("a typing error")]
    Typo {
        /// The group where it is if one character alone is wrong, from 1.
        group: Option<usize>,
    },
}

impl RecoveryCodeError {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => codes::CODE_LENGTH,
            Self::Character { .. } => codes::CODE_CHARACTER,
            Self::Typo { group: None } => codes::CODE_TYPO,
            Self::Typo { group: Some(_) } => codes::CODE_TYPO_IN_GROUP,
        }
    }

    pub(super) fn parameters(&self, problem: Problem) -> Problem {
        match self {
            Self::Length { found } => problem.with("found", found).with("expected", CHARACTERS),
            Self::Character { character, group } => problem.with("character", character).with("group", group),
            Self::Typo { group: Some(group) } => problem.with("group", group),
            Self::Typo { group: None } => problem,
        }
    }
}

/// 128 random bits; wiped when dropped.
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

impl RecoveryCode {
    /// A new one.
    pub fn draw(randomness: &mut dyn Randomness) -> Self {
        Self(Zeroizing::new(draw(randomness)))
    }

    pub(super) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads what a person typed: any case, with spaces and hyphens or without, O for 0, I and L for 1.
    ///
    /// # Errors
    /// When it is too long or short, holds a character that no code has, or a typing error.
    pub fn parse(typed: &str) -> Result<Self, RecoveryCodeError> {
        let word = values(typed)?;
        if word.len() != CHARACTERS {
            return Err(RecoveryCodeError::Length { found: word.len() });
        }
        match check_characters::check(&word) {
            Check::Whole if word[0] < 8 => Ok(Self(data_of(&word))),
            Check::Whole => Err(RecoveryCodeError::Typo { group: None }),
            Check::Wrong(place) => Err(RecoveryCodeError::Typo {
                group: place.map(|place| place / GROUP + 1),
            }),
        }
    }

    /// What proves to a store that one holds the code: derived from it, it opens nothing.
    #[must_use]
    pub fn proof(&self) -> RecoveryProof {
        let mut proof = [0; 32];
        // 32 bytes are always within what one hash can give.
        let _ =
            Hkdf::<sha2::Sha256>::new(None, self.as_bytes()).expand(b"carnet/recovery-proof/1", &mut proof);
        Hexadecimal(proof)
    }

    /// The SHA-256 of that proof: a store that knows it gives the notebook's keys back for the code.
    #[must_use]
    pub fn proof_sha256(&self) -> Sha256 {
        Sha256::of(&self.proof().0)
    }

    /// The seven groups, to show once.
    #[must_use]
    pub fn groups(&self) -> [Zeroizing<String>; GROUPS] {
        let word = self.word();
        std::array::from_fn(|group| {
            let values = &word[group * GROUP..(group + 1) * GROUP];
            let characters = values
                .iter()
                .map(|value| char::from(ALPHABET[usize::from(*value)]));
            Zeroizing::new(characters.collect())
        })
    }

    /// The whole code with hyphens between its groups, to print or to copy.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + GROUPS));
        for group in self.groups() {
            if !text.is_empty() {
                text.push('-');
            }
            text.push_str(&group);
        }
        text
    }

    /// Two different groups, from 1, that the person must type back to show that the code was written down.
    #[must_use]
    pub fn groups_to_confirm(randomness: &mut dyn Randomness) -> [usize; 2] {
        let [first, second] = draw(randomness).map(usize::from);
        let first = first % GROUPS;
        let second = (first + 1 + second % (GROUPS - 1)) % GROUPS;
        [first.min(second) + 1, first.max(second) + 1]
    }

    /// Whether `typed` is the group numbered `group`, from 1; as tolerant as [`Self::parse`].
    #[must_use]
    pub fn confirms(&self, group: usize, typed: &str) -> bool {
        let word = self.word();
        let mut groups = word.chunks(GROUP);
        let expected = group.checked_sub(1).and_then(|index| groups.nth(index));
        expected.is_some_and(|expected| values(typed).is_ok_and(|typed| *typed == expected))
    }

    fn word(&self) -> Zeroizing<Vec<u8>> {
        let bits = u128::from_be_bytes(*self.0);
        let shifts = (0..DATA_CHARACTERS).rev().map(|place| place * 5);
        let mut word = Zeroizing::new(Vec::with_capacity(CHARACTERS));
        word.extend(shifts.map(|shift| (bits >> shift & 31) as u8));
        let check = check_characters::of(&word);
        word.extend(check);
        word
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

fn data_of(word: &[u8]) -> Zeroizing<[u8; 16]> {
    let data = word.iter().take(DATA_CHARACTERS);
    let bits = data.fold(0_u128, |bits, value| bits << 5 | u128::from(*value));
    Zeroizing::new(bits.to_be_bytes())
}

/// The values of the characters typed, from 0 to 31; spaces and hyphens of every kind are left out.
fn values(typed: &str) -> Result<Zeroizing<Vec<u8>>, RecoveryCodeError> {
    let mut values = Zeroizing::new(Vec::with_capacity(typed.len()));
    for character in typed.chars().filter(|character| !is_separator(*character)) {
        let refused = || RecoveryCodeError::Character {
            character,
            group: values.len() / GROUP + 1,
        };
        let value = value_of(character).ok_or_else(refused)?;
        values.push(value);
    }
    Ok(values)
}

fn is_separator(character: char) -> bool {
    // Hyphens and dashes of Unicode, and the minus sign.
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn value_of(character: char) -> Option<u8> {
    let alike = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == alike)?;
    u8::try_from(place).ok()
}
