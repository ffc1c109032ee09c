//! The body of a request: bounded as it comes, as it unpacks, in depth, in time, and by what all bodies take together.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use serde::Deserialize;
use sync_protocol::limits::{Limits, NESTING, VALUES, holds_more, nests_deeper};
use tokio::sync::OwnedSemaphorePermit;
use zstd::zstd_safe;
use zstd::zstd_safe::zstd_sys::ZSTD_ErrorCode;

use super::Service;
use super::caller::Asker;
use super::mapped::Mapped;
use super::problem::{Problem, codes};
use super::turns::{busy, kilobytes, waited};

/// In how long a body must have come.
const TIME: Duration = Duration::from_secs(60);
/// After how long a body must have come at the least speed.
const GRACE: Duration = Duration::from_secs(10);
/// The least speed, in bytes a second.
const SPEED: u64 = 1024;
/// How many bytes a body without a token may have, as it comes and unpacked.
const OF_A_STRANGER: usize = 256 * 1024;
/// How many times its own size a body takes while it is judged: as it came, and as it was read.
const COPIES: usize = 2;

/// A body, and the room that it holds until it is done with.
pub(super) struct Received {
    /// Its bytes, unpacked where they were compressed.
    pub(super) bytes: Mapped,
    _room: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

/// The body of a request of `asker`.
pub(super) async fn received<S>(
    service: &Service<S>,
    asker: Asker,
    headers: &HeaderMap,
    body: Body,
) -> Result<Received, Problem> {
    let limits = &limits_of(&asker, service.limits);
    let announced = announced(headers, limits)?;
    let is_packed = is_packed(headers)?;
    let turn = service.bodies.turn(asker).await?;
    let coming = waited(Arc::clone(&service.coming), kilobytes(announced)).await?;
    let came = tokio::time::timeout(TIME, all(body, announced)).await;
    let came = came.map_err(|_| too_slow())??;
    let frame = is_packed.then(|| Frame::of(&came, limits.unpacked)).transpose()?;
    let size = frame.map_or(came.len(), |frame| frame.size);
    let room = waited(Arc::clone(&service.read), kilobytes(size * COPIES)).await?;
    let bytes = match frame {
        Some(frame) => frame.unpacked(came).await?,
        None => came,
    };
    drop(coming);
    refuse_what_grows(&bytes, limits)?;
    Ok(Received {
        bytes,
        _room: room,
        _turn: turn,
    })
}

/// What `asker` may send: who has no token sends a proof, or the few records that introduce him.
fn limits_of(asker: &Asker, limits: Limits) -> Limits {
    match asker {
        Asker::Device(_) => limits,
        Asker::Address(_) => Limits {
            body: OF_A_STRANGER,
            unpacked: OF_A_STRANGER,
            ..limits
        },
    }
}

/// Refuses what takes many times its own size once it is read: a list of nothings, or what nests without end.
fn refuse_what_grows(json: &[u8], limits: &Limits) -> Result<(), Problem> {
    if nests_deeper(json, NESTING) {
        return Err(shape("nesting"));
    }
    let most = (limits.records + 1) * VALUES;
    if holds_more(json, most) {
        return Err(too_large(most));
    }
    Ok(())
}

fn is_packed(headers: &HeaderMap) -> Result<bool, Problem> {
    match headers
        .get(header::CONTENT_ENCODING)
        .map(|value| value.as_bytes())
    {
        None | Some(b"identity") => Ok(false),
        Some(b"zstd") => Ok(true),
        Some(_) => Err(shape("Content-Encoding")),
    }
}

/// How long the body says that it is; as long as one may be where it does not.
fn announced(headers: &HeaderMap, limits: &Limits) -> Result<usize, Problem> {
    let Some(value) = headers.get(header::CONTENT_LENGTH) else {
        return Ok(limits.body);
    };
    let length = value.to_str().ok().and_then(|text| text.parse().ok());
    length
        .filter(|length| *length <= limits.body)
        .ok_or_else(|| too_large(limits.body))
}

/// Every byte of a body, as long as it is no more than `limit` and comes at the least speed.
async fn all(mut body: Body, limit: usize) -> Result<Mapped, Problem> {
    let began = Instant::now();
    let mut bytes = Mapped::with_room(limit).map_err(|_| busy())?;
    loop {
        let frame = tokio::time::timeout(GRACE, body.frame())
            .await
            .map_err(|_| too_slow())?;
        let Some(frame) = frame else { return Ok(bytes) };
        let frame = frame.map_err(|_| shape("body"))?;
        if let Ok(data) = frame.into_data()
            && !bytes.add(&data)
        {
            return Err(too_large(limit));
        }
        let late = began.elapsed().saturating_sub(GRACE).as_secs();
        if (bytes.len() as u64) < late * SPEED {
            return Err(too_slow());
        }
    }
}

/// What zstd packed.
#[derive(Clone, Copy)]
struct Frame {
    /// How much it says that it holds, or may hold where it does not say.
    size: usize,
    is_said: bool,
}

impl Frame {
    /// That which `packed` begins with.
    fn of(packed: &[u8], limit: usize) -> Result<Self, Problem> {
        let said = zstd_safe::get_frame_content_size(packed).map_err(|_| shape("zstd"))?;
        let size = said.map_or(Some(limit), |said| usize::try_from(said).ok());
        let size = size
            .filter(|size| *size <= limit)
            .ok_or_else(|| too_large(limit))?;
        let is_said = said.is_some();
        Ok(Self { size, is_said })
    }

    /// What `packed` holds, as long as it is no more than its size: what is said is held to. It is unpacked in its place, so
    /// that no frame has its reader remember anything.
    async fn unpacked(self, packed: Mapped) -> Result<Mapped, Problem> {
        let unpack = move || {
            let mut unpacked = Mapped::with_room(self.size).map_err(|_| busy())?;
            match unpacked.fill(|room| zstd_safe::decompress(room, &packed)) {
                Ok(()) => Ok(unpacked),
                Err(code) if is_without_room(code) && !self.is_said => Err(too_large(self.size)),
                Err(_) => Err(shape("zstd")),
            }
        };
        let done = tokio::task::spawn_blocking(unpack).await;
        done.unwrap_or_else(|_| Err(shape("zstd")))
    }
}

/// Whether this is how zstd says that there is more than fits.
fn is_without_room(code: zstd_safe::ErrorCode) -> bool {
    code == (ZSTD_ErrorCode::ZSTD_error_dstSize_tooSmall as usize).wrapping_neg()
}

fn too_large(limit: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE).with("limit", limit)
}

fn too_slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, codes::TOO_SLOW)
}

/// The JSON of a body.
pub(super) fn json<'a, Message: Deserialize<'a>>(bytes: &'a [u8]) -> Result<Message, Problem> {
    serde_json::from_slice(bytes).map_err(shape)
}

/// A body that is not what the description says.
pub(super) fn shape(detail: impl ToString) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SHAPE).with("detail", detail)
}
