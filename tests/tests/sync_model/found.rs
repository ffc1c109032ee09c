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

#[test]
fn what_a_device_signed_between_two_restores_of_its_notebook_is_believed_once_sent() -> Result<(), Trouble> {
    // Its key and its certificate went with the second restore: its rectificatif was refused for ever.
    holds(&[
        Act::Edit(0, 1, 1),
        Act::Seal(0, 1),
        Act::CopyLaptop(0),
        Act::PutBackLaptop(0),
        Act::Correct(0, 1, 1),
        Act::CopyLaptop(0),
        Act::PutBackLaptop(0),
    ])
}
