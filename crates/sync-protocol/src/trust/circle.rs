//! Circles: those who share a teachers' register, by the scope of their roles.

use std::fmt;
use std::str::FromStr;

use observation::uai::Uai;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Scope;
use crate::error::ProtocolError;

/// A circle: a circonscription of the 1er degré, or a discipline of the 2nd in the académie. Written
/// `circonscription/0350123A` or `discipline/L0202`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Circle {
    /// By the UAI of its inspection.
    Circonscription(Uai),
    /// By the code of the discipline.
    Discipline(String),
}

impl Circle {
    /// The circle that a role in `scope` makes one a member of; none for the whole académie.
    #[must_use]
    pub fn of(scope: &Scope) -> Option<Self> {
        match scope {
            Scope::Academie => None,
            Scope::Circonscription(uai) => Some(Self::Circonscription(*uai)),
            Scope::Discipline(code) => Some(Self::Discipline(code.clone())),
        }
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Circonscription(uai) => write!(formatter, "circonscription/{uai}"),
            Self::Discipline(code) => write!(formatter, "discipline/{code}"),
        }
    }
}

impl FromStr for Circle {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let refused = || ProtocolError::NotACircle(text.chars().take(100).collect());
        let (kind, name) = text.split_once('/').ok_or_else(refused)?;
        match kind {
            "circonscription" => name.parse().map(Self::Circonscription).map_err(|_| refused()),
            "discipline" if is_code(name) => Ok(Self::Discipline(name.to_owned())),
            _ => Err(refused()),
        }
    }
}

/// Whether `name` may be the code of a discipline: what a person could be named by is none.
fn is_code(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=64).contains(&name.len()) && name.bytes().all(allowed)
}

impl TryFrom<String> for Circle {
    type Error = ProtocolError;

    fn try_from(text: String) -> Result<Self, ProtocolError> {
        text.parse()
    }
}

impl From<Circle> for String {
    fn from(circle: Circle) -> Self {
        circle.to_string()
    }
}

impl JsonSchema for Circle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Circle".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A circonscription by the UAI of its inspection, or a discipline by its code",
            "type": "string",
            "pattern": "^(circonscription/[0-9]{7}[A-Z]|discipline/[A-Za-z0-9_-]{1,64})$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_reads_as_itself_and_a_sentence_is_none() -> Result<(), ProtocolError> {
        for text in [
            "circonscription/9749901U",
            "discipline/L0202",
            "discipline/arts-plastiques",
        ] {
            assert_eq!(text.parse::<Circle>()?.to_string(), text);
        }
        for wrong in [
            "circonscription/9749901A",
            "discipline/",
            "discipline/Mme Hoarau",
            "academie/28",
            "L0202",
        ] {
            assert!(wrong.parse::<Circle>().is_err(), "{wrong}");
        }
        Ok(())
    }

    #[test]
    fn a_role_in_the_whole_academie_makes_no_circle() {
        assert_eq!(Circle::of(&Scope::Academie), None);
        let scope = Scope::Discipline("L0202".to_owned());
        assert_eq!(
            Circle::of(&scope).map(|circle| circle.to_string()).as_deref(),
            Some("discipline/L0202")
        );
    }
}
