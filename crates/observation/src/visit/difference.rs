//! What changed between two revisions of a visit, side by side.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::VisitDocument;

/// One thing that differs between two revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: names of the format joined by `/`, list members by their `id` or `item`, else by their rank.
    pub at: String,
    /// What stood there; none for something added.
    pub before: Option<Json>,
    /// What stands there; none for something taken away.
    pub after: Option<Json>,
}

/// Names that change with each revision by their nature.
const OF_THE_REVISION: &[&str] = &["nonce", "revision", "parents", "reason", "sealed_at"];

/// What differs from `before` to `after`, in the order of their places.
#[must_use]
pub fn differences(before: &VisitDocument, after: &VisitDocument) -> Vec<Difference> {
    let (before, after) = (leaves(before), leaves(after));
    let places: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = places.into_iter().filter(|at| before.get(*at) != after.get(*at));
    let difference = |at: &String| Difference {
        at: at.clone(),
        before: before.get(at).cloned(),
        after: after.get(at).cloned(),
    };
    differing.map(difference).collect()
}

fn leaves(document: &VisitDocument) -> BTreeMap<String, Json> {
    let mut found = BTreeMap::new();
    if let Ok(Json::Object(mut members)) = serde_json::to_value(document) {
        OF_THE_REVISION
            .iter()
            .for_each(|name| drop(members.remove(*name)));
        collect(Json::Object(members), "", &mut found);
    }
    found
}

fn collect(value: Json, at: &str, found: &mut BTreeMap<String, Json>) {
    match value {
        Json::Object(members) if !is_answer(at) => {
            members
                .into_iter()
                .for_each(|(name, inner)| collect(inner, &format!("{at}/{name}"), found));
        }
        Json::Array(values) if values.iter().any(Json::is_object) => {
            for (rank, inner) in values.into_iter().enumerate() {
                let name = name_of(&inner).unwrap_or_else(|| rank.to_string());
                collect(inner, &format!("{at}/{name}"), found);
            }
        }
        leaf => drop(found.insert(at.to_owned(), leaf)),
    }
}

/// A state is one thing to a reader, whatever the names within it.
fn is_answer(at: &str) -> bool {
    at.ends_with("/state")
}

fn name_of(member: &Json) -> Option<String> {
    let named = member.get("id").or_else(|| member.get("item"))?.as_str()?;
    let turns = member
        .get("turns")
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let turns: String = turns.iter().map(|turn| format!(".{turn}")).collect();
    Some(format!("{named}{turns}"))
}
