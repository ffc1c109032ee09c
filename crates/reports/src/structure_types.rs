//! The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4), under which pages are marked and structure is written.

use crate::layout::Role;

/// The structure type of a role.
pub(crate) fn tag(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Division => "Div",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::Caption => "Caption",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::Row => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::Figure(_) => "Figure",
        Role::Link(_) => "Link",
        Role::Foreign(_) | Role::Blank(_) => "Span",
    }
}
