//! The versions of the protocol. The table in `docs/sync/protocol.md` says the year, the reason and who still speaks each.

/// The version that this crate speaks. 1 (2026): the first.
pub const CURRENT: u16 = 1;

/// The oldest version that a store of this crate still serves: its own and the one before.
pub const OLDEST_SERVED: u16 = if CURRENT > 1 { CURRENT - 1 } else { 1 };

/// Whether a store of this crate serves a notebook that speaks `version`.
#[must_use]
pub fn is_served(version: u16) -> bool {
    (OLDEST_SERVED..=CURRENT).contains(&version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_version_and_the_one_before_are_served_alone() {
        assert!(is_served(CURRENT) && is_served(OLDEST_SERVED));
        assert!(!is_served(CURRENT + 1) && !is_served(OLDEST_SERVED - 1));
    }
}
