//! The engine through its public doors: what it promises for one report, for any report, and for damaged ones.

mod breakages;
mod documents;
mod golden;
mod properties;
