//! The attributes (ISO 32000-1, 14.8.5) that say of a role more than its structure type.

use lopdf::{Dictionary, Object};

use super::objects::{dictionary, name, text};
use crate::layout::{Role, Scope};
use crate::model::Marker;

/// Adds to an element what its role says beyond its type.
pub(super) fn describe(role: &Role, element: &mut Dictionary) {
    match role {
        Role::HeaderCell(scope) => element.set("A", attribute("Table", "Scope", scope_name(*scope))),
        Role::List(marker) => element.set("A", attribute("List", "ListNumbering", numbering(*marker))),
        Role::Foreign(lang) => element.set("Lang", text(lang.tag())),
        Role::Figure(spoken) => element.set("Alt", text(spoken)),
        Role::Blank(spoken) => element.set("ActualText", text(spoken)),
        _ => {}
    }
}

/// Adds to a figure the box around it, in the page's space: left, bottom, right, top (ISO 32000-1, table 344).
pub(super) fn place(bounds: [f32; 4], element: &mut Dictionary) {
    let layout = dictionary([
        ("O", name("Layout")),
        ("Placement", name("Block")),
        ("BBox", bounds.map(Object::Real).to_vec().into()),
    ]);
    element.set("A", layout);
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
