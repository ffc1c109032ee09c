//! Reading one part of a grid, member by member, so that all that is wrong with it is found.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::findings::Findings;
use crate::grid::codes;
use crate::problem::Problem;

/// Something that a grid holds, read piece by piece.
pub(super) trait Piece: Sized {
    /// The piece that `value` holds; none once its problems were reported.
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self>;

    /// What stands for a piece that is missing or unreadable, so that the part that holds it can be checked further.
    fn placeholder() -> Option<Self> {
        None
    }
}

/// The place of member `name` of what stands at `at`.
pub(super) fn inside(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// An object of the file, being read.
pub(super) struct Part<'j, 'f> {
    at: String,
    members: &'j Map<String, Value>,
    known: BTreeSet<&'static str>,
    findings: &'f mut Findings,
}

impl<'j, 'f> Part<'j, 'f> {
    /// The object at `at`; none, once reported, when it is something else.
    pub(super) fn open(value: &'j Value, at: &str, findings: &'f mut Findings) -> Option<Self> {
        let Some(members) = value.as_object() else {
            findings.misshapen(Problem::error(codes::EXPECTED_OBJECT, at), at.to_owned());
            return None;
        };
        Some(Self {
            at: at.to_owned(),
            members,
            known: BTreeSet::new(),
            findings,
        })
    }

    /// A member that must be there.
    pub(super) fn required<T: Piece>(&mut self, name: &'static str) -> Option<T> {
        let at = self.expect(name);
        match self.members.get(name) {
            Some(value) => T::read(value, &at, self.findings),
            None => {
                let problem = Problem::error(codes::MEMBER_MISSING, self.at.clone()).with("nom", name);
                self.findings.misshapen(problem, at);
                None
            }
        }
        .or_else(T::placeholder)
    }

    /// A member that may be absent.
    pub(super) fn optional<T: Piece>(&mut self, name: &'static str) -> Option<T> {
        let at = self.expect(name);
        let value = self.members.get(name)?;
        T::read(value, &at, self.findings)
    }

    /// A member that has a default.
    pub(super) fn defaulted<T: Piece + Default>(&mut self, name: &'static str) -> T {
        self.optional(name).unwrap_or_default()
    }

    /// A member that names one of `words`.
    pub(super) fn word(&mut self, name: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let given: String = self.required(name)?;
        let found = words.iter().find(|word| **word == given);
        if found.is_none() {
            self.findings
                .report(unknown_word(&inside(&self.at, name), &given, words));
        }
        found.copied()
    }

    /// Reports the members that the format does not have.
    pub(super) fn close(self) {
        for name in self
            .members
            .keys()
            .filter(|name| !self.known.contains(name.as_str()))
        {
            let problem = Problem::error(codes::MEMBER_UNKNOWN, inside(&self.at, name)).with("nom", name);
            self.findings.report(problem);
        }
    }

    fn expect(&mut self, name: &'static str) -> String {
        self.known.insert(name);
        inside(&self.at, name)
    }
}

fn unknown_word(at: &str, given: &str, words: &[&str]) -> Problem {
    Problem::error(codes::EXPECTED_WORD, at)
        .with("mot", given)
        .with("mots", words.join(", "))
}

/// The piece that serde reads from `value`; `problem` is reported when it cannot.
pub(super) fn leaf<T: DeserializeOwned>(
    value: &Value,
    at: &str,
    findings: &mut Findings,
    problem: Problem,
) -> Option<T> {
    let read = T::deserialize(value).ok();
    if read.is_none() {
        findings.misshapen(problem, at.to_owned());
    }
    read
}

/// The piece that serde reads from one of `words`.
pub(super) fn word_leaf<T: DeserializeOwned>(
    value: &Value,
    at: &str,
    findings: &mut Findings,
    words: &[&str],
) -> Option<T> {
    let given = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    leaf(value, at, findings, unknown_word(at, &given, words))
}

impl<T: Piece> Piece for Option<T> {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        if value.is_null() {
            Some(None)
        } else {
            T::read(value, at, findings).map(Some)
        }
    }
}

impl<T: Piece> Piece for Box<T> {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        T::read(value, at, findings).map(Self::new)
    }
}

impl<T: Piece> Piece for Vec<T> {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let Some(elements) = value.as_array() else {
            findings.misshapen(Problem::error(codes::EXPECTED_LIST, at), at.to_owned());
            return None;
        };
        let mut pieces = Self::new();
        for (index, element) in elements.iter().enumerate() {
            let place = format!("{at}[{index}]");
            match T::read(element, &place, findings) {
                Some(piece) => pieces.push(piece),
                None => findings.drop_member(place, element.get("code").and_then(Value::as_str)),
            }
        }
        Some(pieces)
    }

    fn placeholder() -> Option<Self> {
        Some(Self::new())
    }
}

impl Piece for BTreeMap<String, String> {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let Some(members) = value.as_object() else {
            findings.misshapen(Problem::error(codes::EXPECTED_OBJECT, at), at.to_owned());
            return None;
        };
        let texts = members.iter().filter_map(|(name, value)| {
            String::read(value, &inside(at, name), findings).map(|text| (name.clone(), text))
        });
        Some(texts.collect())
    }
}
