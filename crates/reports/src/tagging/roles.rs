//! The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) for each role, with their attributes.

use lopdf::{Dictionary, Object};

use super::objects::{dictionary, name, text};
use crate::layout::{Role, Scope};
use crate::model::Marker;

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
        Role::Link(_) => "Link",
        Role::Foreign(_) | Role::Blank(_) => "Span",
    }
}

/// Adds to an element what its role says beyond its type.
pub(super) fn describe(role: &Role, element: &mut Dictionary) {
    match role {
        Role::HeaderCell(scope) => element.set("A", attribute("Table", "Scope", scope_name(*scope))),
        Role::List(marker) => element.set("A", attribute("List", "ListNumbering", numbering(*marker))),
        Role::Foreign(lang) => element.set("Lang", text(lang.tag())),
        Role::Blank(spoken) => element.set("ActualText", text(spoken)),
        _ => {}
    }
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Column => "Column",
        Scope::Row => "Row",
    }
}

fn numbering(marker: Option<Marker>) -> &'static str {
    match marker {
        Some(Marker::Bullet) => "Disc",
        Some(Marker::Number) => "Decimal",
        None => "None",
    }
}

fn attribute(owner: &str, key: &str, value: &str) -> Object {
    dictionary([("O", name(owner)), (key, name(value))]).into()
}
