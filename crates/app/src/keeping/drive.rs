//! Where a notebook must not lie.

use std::path::Path;

use observation::problem::Problem;

use crate::host::{Drive, Host};
use crate::problem::{Outcome, codes};

/// Refuses a folder where locks do not hold, or that a program copies while it changes.
pub(crate) fn refuse_unsafe(host: &dyn Host, folder: &Path) -> Outcome<()> {
    let refused = |code: &str, by: &str| Problem::error(code, folder.display().to_string()).with("by", by);
    match host.drive(folder) {
        Drive::Local => Ok(()),
        Drive::Network(kind) => Err(refused(codes::NETWORK_DRIVE, &kind).into()),
        Drive::Synchronised(program) => Err(refused(codes::SYNCHRONISED_FOLDER, &program).into()),
    }
}
