//! How often a device, and an address without a token, may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::StatusCode;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sync_protocol::PublicKey;

use super::problem::{Problem, codes};

/// The buckets of devices and of addresses.
pub struct Rates {
    devices: DefaultKeyedRateLimiter<PublicKey>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Rates {
    /// How many requests a minute a device may make, unless the operator says otherwise (`docs/sync/http.md`).
    pub const DEVICE: u32 = 120;
    /// How many an address may make without a token.
    pub const ADDRESS: u32 = 20;

    /// So many requests a minute of a device, half of them at once; so many of an address without a token.
    #[must_use]
    pub fn a_minute(device: u32, address: u32) -> Self {
        Self::of((device, device / 2), (address, address))
    }

    /// So many requests a minute, and at once, of a device and of an address.
    #[must_use]
    pub fn of(device: (u32, u32), address: (u32, u32)) -> Self {
        Self {
            devices: RateLimiter::keyed(quota(device)),
            addresses: RateLimiter::keyed(quota(address)),
        }
    }

    /// Counts a request of a device.
    pub(super) fn count_device(&self, device: &PublicKey) -> Result<(), Problem> {
        self.devices.check_key(device).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            too_often(wait)
        })
    }

    /// Counts a request without a token.
    pub(super) fn count_address(&self, address: IpAddr) -> Result<(), Problem> {
        self.addresses.check_key(&address).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            too_often(wait)
        })
    }

    /// Forgets who has not asked for a while: memory does not grow with those who came once.
    pub fn forget_idle(&self) {
        self.devices.retain_recent();
        self.addresses.retain_recent();
    }
}

fn quota((a_minute, at_once): (u32, u32)) -> Quota {
    let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(at_least_one(a_minute)).allow_burst(at_least_one(at_once))
}

fn too_often(wait: Duration) -> Problem {
    Problem::new(StatusCode::TOO_MANY_REQUESTS, codes::TOO_OFTEN).retry_after(wait.as_secs() + 1)
}
