//! Which column of a file holds what: guessed by name, corrected by a person.

use super::column_names::{NAMES, Role};
use super::refusal::Refusal;
use crate::folding::column_key;
use crate::table::Table;
use crate::uai::Uai;

/// What each column holds, by its 0-based position; columns beyond the last are ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMapping {
    /// The role of each column.
    pub roles: Vec<Role>,
}

impl ColumnMapping {
    /// The first column of that role.
    #[must_use]
    pub fn position(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|each| *each == role)
    }
}

/// A column, as the mapping screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPreview {
    /// Its name in the file.
    pub header: String,
    /// What it is guessed to hold.
    pub role: Role,
    /// Some of its values; none when it is refused.
    pub samples: Vec<String>,
    /// Why it is refused, if it is: it cannot be mapped.
    pub refusal: Option<Refusal>,
}

/// The columns of `table`, in order.
#[must_use]
pub fn columns(table: &Table) -> Vec<ColumnPreview> {
    let guessed = columns_guess(table);
    let preview = |(position, role)| {
        let refusal = Refusal::of(table, position);
        let samples = if refusal.is_some() {
            Vec::new()
        } else {
            table.samples(position)
        };
        ColumnPreview {
            header: table.header.cell(position).to_owned(),
            role,
            samples,
            refusal,
        }
    };
    guessed.roles.into_iter().enumerate().map(preview).collect()
}

/// What each column of `table` seems to hold: each role once, refused columns none.
#[must_use]
pub fn columns_guess(table: &Table) -> ColumnMapping {
    let mut mapping = ColumnMapping::default();
    for position in 0..table.usual_width() {
        let role = Some(role(table, position)).filter(|role| mapping.position(*role).is_none());
        mapping.roles.push(role.unwrap_or(Role::Ignored));
    }
    mapping
}

fn role(table: &Table, position: usize) -> Role {
    let key = column_key(table.header.cell(position));
    let named = NAMES
        .iter()
        .find(|(_, names)| names.contains(&key.as_str()))
        .map(|(role, _)| *role);
    match named {
        Some(_) if Refusal::of(table, position).is_some() => Role::Ignored,
        Some(Role::SchoolName) if holds_uais(table, position) => Role::SchoolUai,
        found => found.unwrap_or(Role::Ignored),
    }
}

/// A column « École » may well hold codes.
fn holds_uais(table: &Table, position: usize) -> bool {
    let mut filled = table
        .rows
        .iter()
        .map(|row| row.cell(position))
        .filter(|cell| !cell.is_empty())
        .peekable();
    filled.peek().is_some() && filled.all(|cell| cell.parse::<Uai>().is_ok())
}
