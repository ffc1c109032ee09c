//! The body of a request: bounded as it comes, as it unpacks, in depth and in time.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use sync_protocol::limits::{Limits, NESTING, nests_deeper};

use super::problem::{Problem, codes};

/// In how long a body must have come.
const TIME: Duration = Duration::from_secs(60);

/// The most that a frame may have its reader remember, as a power of two: 8 MiB.
const WINDOW: u32 = 23;

/// The bytes of a body, unpacked where they are compressed.
pub(super) async fn received(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let too_large =
        |limit: usize| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE).with("limit", limit);
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > limits.body) {
        return Err(too_large(limits.body));
    }
    let read = tokio::time::timeout(TIME, to_bytes(body, limits.body)).await;
    let read = read.map_err(|_| Problem::new(StatusCode::REQUEST_TIMEOUT, codes::TOO_SLOW))?;
    let bytes = read.map_err(|_| too_large(limits.body))?;
    let unpacked = match headers
        .get(header::CONTENT_ENCODING)
        .map(|value| value.as_bytes())
    {
        None | Some(b"identity") => bytes.to_vec(),
        Some(b"zstd") => unpacked(bytes, limits.unpacked).await?,
        Some(_) => return Err(shape("Content-Encoding")),
    };
    if nests_deeper(&unpacked, NESTING) {
        return Err(shape("nesting"));
    }
    Ok(unpacked)
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
    let done = tokio::task::spawn_blocking(unpack).await;
    match done {
        Ok(Ok(Some(unpacked))) => Ok(unpacked),
        Ok(Ok(None)) => {
            let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE);
            Err(problem.with("limit", limit))
        }
        _ => Err(shape("zstd")),
    }
}

/// The JSON of a body.
pub(super) fn json<'a, Message: Deserialize<'a>>(bytes: &'a [u8]) -> Result<Message, Problem> {
    serde_json::from_slice(bytes).map_err(shape)
}

/// A body that is not what the description says.
pub(super) fn shape(detail: impl ToString) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SHAPE).with("detail", detail)
}
