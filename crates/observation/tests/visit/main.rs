//! A visit with a grid that Carnet brings: what is objected, reviewed, sealed, and shown at work.
#![allow(clippy::unwrap_used)]

mod competences;
mod concern;
mod course;
mod objections;
mod order;
mod over_time;
mod ratios;
mod recipients;
mod reopened;
mod review;
mod sample;
