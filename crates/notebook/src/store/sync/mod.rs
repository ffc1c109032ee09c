//! What only sync reads: the store that the notebook speaks to, what it said of each record, how far its streams were read.

mod arrived;
mod checkpoint;
mod devices;
mod disbelieved;
mod enrolment;
mod following;
mod gone;
mod landing;
mod outbox;
mod own_notes;
mod placed;
mod receiving;
mod succession;
mod trust;

pub use arrived::{Arrived, Checkpoint, Disbelieved, Effect, HandedOver, Landed, TakenOver};
pub use checkpoint::{Compared, Differing};
pub use devices::DeviceTrace;
pub use enrolment::{Address, Enrolment};
pub use outbox::{Outgoing, Quarantined, Queue};
pub use receiving::Received;
pub use trust::{AcademieRoot, IssuedInvitation};
