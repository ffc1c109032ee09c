//! Pages on their way to their readers: bounded by what all of them take together, and by what one device may have taken.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use sync_protocol::PublicKey;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;
use super::turns::{Turns, kilobytes, waited};
use crate::error::StoreError;

/// How much pages may take in memory, from the database to the network, in KiB.
const TOGETHER: usize = 64 * 1024;
/// How many pages a device may wait for at once: it asks for the next by the cursor of the last.
const OF_A_DEVICE: usize = 2;
/// How many times its own size a page takes while it is made: its records, as they are kept and as they are written.
const COPIES: usize = 3;

/// The room that pages take.
pub(super) struct Giving {
    room: Arc<Semaphore>,
    devices: Turns<PublicKey>,
}

/// The room of one page.
pub(super) struct Room {
    memory: OwnedSemaphorePermit,
    turn: OwnedSemaphorePermit,
}

/// The bytes of an answer, with the room that they take until the network has the last of them.
struct Held {
    bytes: Vec<u8>,
    _room: Room,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Default for Giving {
    fn default() -> Self {
        Self {
            room: Arc::new(Semaphore::new(TOGETHER)),
            devices: Turns::of(OF_A_DEVICE),
        }
    }
}

impl Giving {
    /// Room for a page of at most `size` bytes to `device`, once there is some.
    pub(super) async fn room(&self, device: &PublicKey, size: usize) -> Result<Room, Problem> {
        let turn = self.devices.turn(*device).await?;
        let memory = waited(Arc::clone(&self.room), kilobytes(size * COPIES)).await?;
        Ok(Room { memory, turn })
    }
}

impl Room {
    /// The answer that says `message`; it keeps of this room what it takes.
    pub(super) fn answer(self, message: &impl Serialize) -> Result<Response, StoreError> {
        let bytes = serde_json::to_vec(message)?;
        let Self { mut memory, turn } = self;
        let taken = (kilobytes(bytes.len()) as usize).min(memory.num_permits());
        let kept = memory.split(taken);
        drop(memory.split(memory.num_permits()));
        let memory = kept.unwrap_or(memory);
        let held = Held {
            bytes,
            _room: Self { memory, turn },
        };
        let mut response = Response::new(Body::from(Bytes::from_owner(held)));
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn device(number: u8) -> PublicKey {
        PublicKey::from([number; 32])
    }

    const PAGE: usize = 4 << 20;

    #[tokio::test(start_paused = true)]
    async fn one_device_has_its_turns_and_another_its_own() {
        let giving = Giving::default();
        let first = giving.room(&device(1), PAGE).await.unwrap();
        let _second = giving.room(&device(1), PAGE).await.unwrap();
        assert!(giving.room(&device(1), PAGE).await.is_err(), "a third at once");
        let other = giving.room(&device(2), PAGE).await.unwrap();
        drop(first);
        assert!(giving.room(&device(1), PAGE).await.is_ok());
        drop(other);
        assert_eq!(giving.devices.holders(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_keeps_the_room_that_it_takes_until_it_is_gone() {
        let giving = Giving::default();
        let text = "a".repeat(PAGE - 2);
        let mut answers = Vec::new();
        for number in 0..u8::MAX {
            match giving.room(&device(number), PAGE).await {
                Ok(room) => answers.push(room.answer(&text).unwrap()),
                Err(_) => break,
            }
        }
        // Each holds its 4 MiB and a little; the last ones wanted three times as much while they were made.
        assert!((12..16).contains(&answers.len()), "{}", answers.len());
        answers.clear();
        assert_eq!(giving.room.available_permits(), TOGETHER);
    }
}
