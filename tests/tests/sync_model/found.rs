//! Histories that failed once, and showed a fault that was mended: what is drawn may never come upon them again.

use whole_product::sync::laptop::Trouble;

use crate::acts::Act;
use crate::faulty::Bug;
use crate::known_bad::Played;

fn holds(history: &[Act]) -> Result<(), Trouble> {
    let mut played = Played::with(Bug::None)?;
    played.history(history)?;
    played.ending()
}

#[test]
fn a_revoked_laptop_that_a_restored_store_never_met_is_told_so_and_leaves_nothing() -> Result<(), Trouble> {
    // It was told that its certificate was refused, and the store kept that certificate.
    holds(&[Act::Revoke, Act::LetIn, Act::RestoreStore(0), Act::Revoke])
}
