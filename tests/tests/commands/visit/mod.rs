//! A visit through the commands: what is refused before, what counts during, what a review says after.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clock;
mod course;
mod following;
mod following_of_several;
mod history;
mod holidays;
mod observing;
mod papers;
mod planning;
mod recipients;
mod sealing;
mod searching;
mod timeline;
mod transcribed;

use std::collections::BTreeSet;

use serde_json::Value;
use whole_product::story::{Told, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn codes(review: &Value) -> BTreeSet<String> {
    review["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["code"]))
        .collect()
}

fn refused<T>(code: &str) -> Told<T> {
    Err(vec![code.to_owned()])
}
