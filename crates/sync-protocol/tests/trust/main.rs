//! Whom a store believes, and how it judges what it is sent.
#![allow(clippy::unwrap_used)]

mod academie;
mod chain;
mod judging;
