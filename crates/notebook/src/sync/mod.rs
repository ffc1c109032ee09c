//! The sync client: it empties the outbox, reads the streams, and compares (`docs/sync/protocol.md`).
//!
//! It works on the notebook step by step, and holds nothing of it while it waits for the network: who saves an answer waits
//! for no cable.

mod authorship;
mod belief;
mod checkpoints;
mod circles;
mod client;
mod codes;
mod counting;
mod down;
mod enrolling;
mod epochs;
mod error;
mod following;
mod grids;
mod http;
mod interruptible;
mod keeping;
mod progress;
mod publishing;
mod receipt;
mod recovery;
mod releasing;
mod run;
mod settling;
mod succession;
mod transport;
mod up;

pub use crate::store::contents_id;
pub use authorship::Desk;
pub use belief::chain_of;
pub use circles::{circle_keys, circles_with_vault, own_circles, vault_documents};
pub use codes::{ALL as CODES, CERTIFICATE, DIVERGING, NOTHING_NEW};
pub use enrolling::{prepare_enrolment, take_invitation};
pub use epochs::renew_circle_key;
pub use error::SyncError;
pub use http::{HttpTransport, Patience};
pub use interruptible::Interruptible;
pub use keeping::{
    export_root, found_academie, grant_role, import_root, invite, make_vault, name_keepers, other_devices,
    revoke, root_public_key, store_address,
};
pub use progress::{Phase, Surroundings};
pub use publishing::{own_scopes, publications, publish_grid, publish_schools, unpublished};
pub use recovery::fetch_recovery;
pub use releasing::{own_series, prepare_release, publish_release, published};
pub use run::{Access, Outcome, run};
pub use settling::{DraftDocument, RECOVERY_PROOF};
pub use succession::{Succession, VaultOpening, open_vault, passed_by, vault_openings};
pub use transport::{Method, Request, Response, Transport};
