//! Names that stand twice in one JSON object: readers keep one of the two values, and not the same one.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::findings::Findings;
use super::part::inside;
use crate::grid::codes;
use crate::problem::Problem;

/// Reports each name that stands twice in an object of `text`, which is JSON.
pub(super) fn report(text: &str, findings: &mut Findings) {
    let mut reader = serde_json::Deserializer::from_str(text);
    // The text was read as JSON before: only its names matter here.
    let _ = Look {
        at: String::new(),
        findings,
    }
    .deserialize(&mut reader);
}

struct Look<'f> {
    at: String,
    findings: &'f mut Findings,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            let at = inside(&self.at, &name);
            if !seen.insert(name.clone()) {
                self.findings
                    .report(Problem::error(codes::NAME_TWICE, at.clone()).with("nom", name));
            }
            members.next_value_seed(Look {
                at,
                findings: self.findings,
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut index = 0;
        let at = self.at;
        while elements
            .next_element_seed(Look {
                at: format!("{at}[{index}]"),
                findings: self.findings,
            })?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
