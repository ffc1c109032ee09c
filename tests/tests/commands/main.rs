//! What a person can do, asked of the application as its window asks it.

mod any_bytes;
mod consolidating;
mod directory;
mod first_start;
mod keeping;
mod privacy;
mod recovery_code;
mod register;
mod register_sheets;
mod releases;
mod sample;
mod story;
mod visit;
