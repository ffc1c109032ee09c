//! The body of a request: bounded as it comes, as it unpacks, in depth, in time, and by what all bodies take together.

use std::io::Read;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use serde::Deserialize;
use sync_protocol::limits::{Limits, NESTING, VALUES, holds_more, nests_deeper};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::Service;
use super::problem::{Problem, codes};

/// In how long a body must have come.
const TIME: Duration = Duration::from_secs(60);
/// After how long a body must have come at the least speed.
const GRACE: Duration = Duration::from_secs(10);
/// The least speed, in bytes a second.
const SPEED: u64 = 1024;
/// How long a body waits for room in memory.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most that a frame may have its reader remember, as a power of two: 8 MiB.
const WINDOW: u32 = 23;
/// How many times its own size a body takes while it is judged: as it came, and as it was read.
const COPIES: usize = 2;

/// A body, and the room that it holds until it is done with.
pub(super) struct Received<'a> {
    /// Its bytes, unpacked where they were compressed.
    pub(super) bytes: Vec<u8>,
    _room: SemaphorePermit<'a>,
}

/// The body of a request.
pub(super) async fn received<'a, S>(
    service: &'a Service<S>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Received<'a>, Problem> {
    let limits = &service.limits;
    let announced = announced(headers, limits)?;
    let encoding = headers.get(header::CONTENT_ENCODING);
    let is_packed = match encoding.map(|value| value.as_bytes()) {
        None | Some(b"identity") => false,
        Some(b"zstd") => true,
        Some(_) => return Err(shape("Content-Encoding")),
    };
    let coming = room(&service.coming, announced).await?;
    let bytes = tokio::time::timeout(TIME, all(body, limits.body)).await;
    let bytes = bytes.map_err(|_| too_slow())??;
    let size = if is_packed {
        size_unpacked(&bytes, limits.unpacked)?
    } else {
        bytes.len()
    };
    let room = room(&service.read, size * COPIES).await?;
    drop(coming);
    let bytes = if is_packed {
        let _turn = service.unpacking.acquire().await;
        unpacked(bytes.into(), size).await?
    } else {
        bytes
    };
    if nests_deeper(&bytes, NESTING) {
        return Err(shape("nesting"));
    }
    // A list of nothings takes many times its own size once it is read.
    let most = (limits.records + 1) * VALUES;
    if holds_more(&bytes, most) {
        return Err(too_large(most));
    }
    Ok(Received { bytes, _room: room })
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

async fn room(memory: &Semaphore, size: usize) -> Result<SemaphorePermit<'_>, Problem> {
    let kilobytes = u32::try_from(size / 1024 + 1).unwrap_or(u32::MAX);
    let room = tokio::time::timeout(PATIENCE, memory.acquire_many(kilobytes)).await;
    let busy = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, codes::UNAVAILABLE).retry_after(5);
    room.map_err(|_| busy())?.map_err(|_| busy())
}

/// Every byte of a body, as long as it is no more than `limit` and comes at the least speed.
async fn all(mut body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let began = Instant::now();
    let mut bytes = Vec::new();
    loop {
        let frame = tokio::time::timeout(GRACE, body.frame())
            .await
            .map_err(|_| too_slow())?;
        let Some(frame) = frame else { return Ok(bytes) };
        let frame = frame.map_err(|_| shape("body"))?;
        if let Ok(data) = frame.into_data() {
            if bytes.len() + data.len() > limit {
                return Err(too_large(limit));
            }
            bytes.extend_from_slice(&data);
        }
        let late = began.elapsed().saturating_sub(GRACE).as_secs();
        if (bytes.len() as u64) < late * SPEED {
            return Err(too_slow());
        }
    }
}

/// How much a frame says that it holds; as much as may be where it does not say. What it says is held to.
fn size_unpacked(packed: &[u8], limit: usize) -> Result<usize, Problem> {
    let said = zstd::zstd_safe::get_frame_content_size(packed).map_err(|_| shape("zstd"))?;
    let size = said.map_or(Some(limit), |said| usize::try_from(said).ok());
    size.filter(|size| *size <= limit).ok_or_else(|| too_large(limit))
}

/// What a zstd frame holds, as long as it is no more than `limit`.
async fn unpacked(packed: Bytes, limit: usize) -> Result<Vec<u8>, Problem> {
    let unpack = move || -> std::io::Result<Option<Vec<u8>>> {
        let mut decoder = zstd::stream::read::Decoder::new(packed.as_ref())?;
        decoder.window_log_max(WINDOW)?;
        let mut unpacked = Vec::new();
        decoder.take(limit as u64 + 1).read_to_end(&mut unpacked)?;
        Ok((unpacked.len() <= limit).then_some(unpacked))
    };
    match tokio::task::spawn_blocking(unpack).await {
        Ok(Ok(Some(unpacked))) => Ok(unpacked),
        Ok(Ok(None)) => Err(too_large(limit)),
        _ => Err(shape("zstd")),
    }
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
