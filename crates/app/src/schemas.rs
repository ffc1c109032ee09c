//! The JSON schemas of every format, by the name of its file.

use observation::facts::Facts;
use observation::grid::Grid;
use observation::preset::Preset;
use observation::register::RegisterEntry;
use observation::visit::{StateDocument, VisitDocument};
use schemars::{Schema, schema_for};

/// Every format's name with its schema, in order.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    let mut schemas = vec![
        ("facts", schema_for!(Facts)),
        ("grid", schema_for!(Grid)),
        ("preset", schema_for!(Preset)),
        ("register-entry", schema_for!(RegisterEntry)),
        ("state", schema_for!(StateDocument)),
        ("visit", schema_for!(VisitDocument)),
    ];
    schemas.extend(sync_protocol::schemas());
    schemas.extend(notebook::keys::schemas());
    schemas.extend(notebook::store::schemas());
    schemas.sort_by_key(|(name, _)| *name);
    schemas
}
