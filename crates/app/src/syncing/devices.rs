//! The laptops of this author: since when each speaks, the last that is known of it, and the end of one that was lost.

use notebook::DeviceTrace;
use sync_protocol::PublicKey;
use sync_protocol::trust::{Chain, Revoked};

use super::KeeperWork;
use crate::App;
use crate::keeping::instant_in_words;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{DeviceRequest, DeviceView, Nothing, SyncView};

/// Whether this notebook was made anew because a laptop was lost, which nobody ended yet.
pub(super) const LAPTOP_LOST: &str = "laptop_lost";

impl App {
    /// Ends another device of the same author: a laptop that was lost. The store answers it no more from the next sync on.
    ///
    /// # Errors
    /// When the key is none, the notebook is locked, or knows no store.
    pub fn revoke_device(&self, request: DeviceRequest) -> Outcome<SyncView> {
        let key: PublicKey = request
            .key
            .parse()
            .map_err(|_| AppError::refused(codes::USAGE_VALUE, &request.key))?;
        self.keep_academie(KeeperWork::Revoke(Revoked::Device(key)))?;
        self.nothing_lost()?;
        self.sync_now(Nothing {})
    }

    /// Says that no other laptop is to be ended: the lost one was found.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn keep_devices(&self, _: Nothing) -> Outcome<SyncView> {
        self.nothing_lost()?;
        self.sync_status(Nothing {})
    }

    fn nothing_lost(&self) -> Outcome<()> {
        self.with_open(|open| Ok(open.notebook.save_setting(LAPTOP_LOST, &false)?))
    }
}

/// The devices that the author certified and that nothing ended: this one first, then the one that signed last, where what
/// each did is asked for.
pub(super) fn devices(
    open: &Open,
    set_up: &SetUp,
    chain: &Chain,
    is_traced: bool,
) -> Outcome<Vec<DeviceView>> {
    let of_author = chain.devices(open.author.fingerprint);
    let standing = of_author.filter(|device| !chain.has_revoked(&Revoked::Device(*device)));
    let mut found = Vec::new();
    for device in standing {
        let trace = match is_traced {
            true => open.notebook.device_trace(device)?,
            false => DeviceTrace::default(),
        };
        found.push((device, trace));
    }
    let own = open.device.certificate.device;
    found.sort_by_key(|(device, trace)| (*device == own, trace.last, trace.since));
    let told = found.into_iter().rev();
    Ok(told
        .map(|(device, trace)| view(device, trace, (own, set_up)))
        .collect())
}

fn view(device: PublicKey, trace: DeviceTrace, (own, set_up): (PublicKey, &SetUp)) -> DeviceView {
    let in_words = |at: Option<_>| {
        at.map(|at| instant_in_words(at, set_up.zone()))
            .unwrap_or_default()
    };
    DeviceView {
        key: device.to_string(),
        here: device == own,
        since: in_words(trace.since),
        last: in_words(trace.last),
        sealed: trace.sealed,
    }
}

/// Whether a laptop is still to be ended after this notebook was made anew in its place.
pub(super) fn is_one_lost(open: &Open, devices: &[DeviceView]) -> Outcome<bool> {
    let asked = open.notebook.setting::<bool>(LAPTOP_LOST)?.unwrap_or_default();
    Ok(asked && devices.iter().any(|device| !device.here))
}
