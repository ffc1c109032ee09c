//! Waiting for a condition outside the page.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use super::Outcome;

/// How long anything may take before a step gives up, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often a condition is looked at.
pub const INTERVAL: Duration = Duration::from_millis(25);

/// Looks again and again until `found` gives something.
///
/// # Errors
/// Names `what` when it does not come within half a minute.
pub async fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> Outcome<T> {
    let given_up = Instant::now() + PATIENCE;
    let mut looks = interval(INTERVAL);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Some(value) = found() {
            return Ok(value);
        }
        if Instant::now() > given_up {
            return Err(format!("never came: {what}").into());
        }
    }
}
