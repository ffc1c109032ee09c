//! Syncing: where it stands, what waits, what was refused, what is in conflict.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DifferenceView, ProblemView, VisitSummary};

/// Where syncing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncView {
    /// The author's fingerprint, in groups of four, for reading aloud.
    pub fingerprint: String,
    /// The author's two public keys, as a keeper names him by.
    pub identity: String,
    /// The store; none before an invitation was taken.
    pub store: Option<StoreView>,
    /// Whether a sync is under way.
    pub running: bool,
    /// What it is doing, in words; empty when none is.
    pub phase: String,
    /// How many records wait to be sent.
    pub waiting: u64,
    /// How many records wait for a role, or for the key of a circle.
    pub held_back: u64,
    /// How many records are of another académie, and go nowhere.
    pub elsewhere: u64,
    /// What the store refused.
    pub refused: Vec<QuarantineView>,
    /// What it refused and the person set aside: nothing of it is lost.
    pub set_aside: Vec<QuarantineView>,
    /// The visits of which two revisions have one number.
    pub conflicts: Vec<VisitSummary>,
    /// What the store gave and was not believed.
    pub disbelieved: Vec<DisbelievedView>,
    /// The laptops that say that the store gave them something else.
    pub differing: Vec<DifferingView>,
    /// Why the last sync did not go to its end; none where it did, or none was tried.
    pub problem: Option<ProblemView>,
    /// Whether the recovery code would bring a synced notebook back on a new laptop.
    pub recoverable: bool,
}

/// The store, and what one is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoreView {
    /// Its address.
    pub url: String,
    /// The académie's code.
    pub academie: String,
    /// The fingerprint of the académie's root, in groups of four.
    pub root: String,
    /// The proxy that was given; empty for the system's.
    pub proxy: String,
    /// Whether an authority of the académie's own was given.
    pub has_authority: bool,
    /// The roles that hold today, in words.
    pub roles: Vec<String>,
    /// The circles of which one is a member today, in words.
    pub circles: Vec<String>,
    /// The author's devices that still stand: this one first, then the one that signed last.
    pub devices: Vec<DeviceView>,
    /// Whether a laptop was lost, this notebook made anew in its place, and nobody ended the lost one yet.
    pub laptop_lost: bool,
    /// Whether one keeps the académie's root.
    pub is_keeper: bool,
    /// Of how many circles a keeper is to make the vault anew; 0 for who is none.
    pub lapsed_vaults: u64,
    /// The vaults that were opened to pass this author's visits on, or to pass him those of another, in words.
    pub successions: Vec<String>,
    /// When it last answered, in words; empty when it never did.
    pub contact: String,
    /// Up to when both were found to hold the same, in words; empty when never.
    pub synced: String,
    /// With how many other laptops what the store gives was compared, and when last, in words.
    pub compared: String,
}

/// A laptop of this author, by what its notebooks signed and its own clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeviceView {
    /// Its key.
    pub key: String,
    /// Whether it is this one.
    pub here: bool,
    /// Since when, in words; empty where that is not known.
    pub since: String,
    /// When it last sealed a visit or noted what followed one, as far as this notebook knows, in words; empty when never.
    pub last: String,
    /// How many visits it sealed that are kept here.
    pub sealed: u64,
}

/// A record that the store refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantineView {
    /// Its place in the notebook.
    #[ts(type = "number")]
    pub position: i64,
    /// What it is, in words.
    pub title: String,
    /// Its visit, where it is about one.
    pub visit: Option<String>,
    /// Why it was refused.
    pub reason: ProblemView,
}

/// What the store gave and was not believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DisbelievedView {
    /// What it says that it is, in words.
    pub title: String,
    /// The hash that it names.
    pub sha256: String,
    /// Why it is not believed.
    pub reason: ProblemView,
}

/// A laptop that says that the store gave it something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DifferingView {
    /// Of what, in words.
    pub what: String,
    /// Its author's fingerprint, in groups of four.
    pub author: String,
    /// Whether it is one of one's own.
    pub own: bool,
    /// What that means.
    pub reason: ProblemView,
}

/// A record that was refused, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantinePlace {
    /// Its place in the notebook.
    #[ts(type = "number")]
    pub position: i64,
}

/// Going to a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JoinRequest {
    /// The text that a keeper gave.
    pub invitation: String,
    /// The file of the académie's own authority (PEM); empty for the one that was set before, or those of the system.
    pub authority: String,
    /// The proxy; empty for the one that was set before, or the system's.
    pub proxy: String,
}

/// How a known store is reached from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReachRequest {
    /// The file of the académie's own authority (PEM); empty for the one that was set before.
    pub authority: String,
    /// The proxy; empty for the system's.
    pub proxy: String,
    /// Whether the authority that was set before is none any more.
    pub system_authority: bool,
}

/// What makes a notebook anew on a laptop without any.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoverRequest {
    /// The text of a keeper, which says where the store is and whom to believe.
    pub invitation: String,
    /// The recovery code, as typed.
    pub code: String,
    /// The passphrase that opens the notebook here from then on.
    pub passphrase: String,
    /// The file of the académie's own authority (PEM); empty for those of the system.
    pub authority: String,
    /// The proxy; empty for the system's.
    pub proxy: String,
}

/// A device, by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeviceRequest {
    /// Its key.
    pub key: String,
}

/// Two revisions of one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConflictView {
    /// The visit.
    pub visit: String,
    /// The revisions, the one that counts until the author has chosen first.
    pub sides: Vec<ConflictSide>,
}

/// One of the revisions in conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConflictSide {
    /// The hash of its document.
    pub sha256: String,
    /// When it was sealed, in words.
    pub sealed: String,
    /// Whether it was sealed on this laptop.
    pub here: bool,
    /// What differs between the first and this one.
    pub differences: Vec<DifferenceView>,
}

/// The revision that the author chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConflictRequest {
    /// The visit.
    pub visit: String,
    /// The hash of the revision's document.
    pub sha256: String,
}
