//! Known-bad stores: they say « stored » of what is not on their disk. The tests that kill a store, or fill its disk, must
//! catch them.

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use indicator_store::http::{Rates, Service, router};
use indicator_store::machine::ThisMachine;
use indicator_store::sqlite::SqliteStore;
use sync_protocol::Verdict;
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::small_disk;

/// Batches that wait before any of them is kept.
const TOGETHER: usize = 8;

/// What the store lies about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// It answers at once, and keeps several batches together later.
    TooEarly,
    /// It answers the same, whether its disk was full or not.
    BlindToFullDisk,
}

/// What stands before the store that keeps.
#[derive(Clone)]
struct Front {
    store: Router,
    lie: Lie,
    owed: Arc<Mutex<Vec<(Parts, Bytes)>>>,
}

/// Serves `--data FOLDER` so, on a disk as small as it is told.
///
/// # Errors
/// When the disk or the network refuses.
#[allow(clippy::print_stderr)]
#[tokio::main]
pub async fn serve(lie: Lie) -> Result<(), Box<dyn Error>> {
    small_disk::install()?;
    let mut words = std::env::args().skip_while(|word| word != "--data");
    let folder: PathBuf = words.nth(1).ok_or("no folder")?.into();
    let unhurried = Rates::a_minute(1_000_000, 1_000_000);
    let store = SqliteStore::open(&folder, &ThisMachine)?;
    let front = Front {
        store: router(Arc::new(Service::new(store, ThisMachine, unhurried, false))),
        lie,
        owed: Arc::default(),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("notebooks address={}", listener.local_addr()?);
    let routes = Router::new().fallback(answer).with_state(front);
    Ok(axum::serve(
        listener,
        routes.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .await?)
}

async fn answer(State(front): State<Front>, request: Request) -> Response {
    if request.uri().path() == "/v1/batches" {
        front.lie(request).await
    } else {
        front.store.oneshot(request).await.into_response()
    }
}

impl Front {
    async fn lie(self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let verdicts = verdicts(&parts, &bytes).unwrap_or_default();
        for (parts, bytes) in self.due(parts, bytes) {
            let request = Request::from_parts(parts, Body::from(bytes));
            let answered = self.store.clone().oneshot(request).await.into_response();
            if self.lie == Lie::BlindToFullDisk && answered.status() != StatusCode::INSUFFICIENT_STORAGE {
                return answered;
            }
        }
        Json(Verdicts { verdicts }).into_response()
    }

    /// The batches whose time has come.
    fn due(&self, parts: Parts, bytes: Bytes) -> Vec<(Parts, Bytes)> {
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        owed.push((parts, bytes));
        if self.lie == Lie::TooEarly && owed.len() < TOGETHER {
            return Vec::new();
        }
        owed.drain(..).collect()
    }
}

/// What a store that had kept them would say.
fn verdicts(parts: &Parts, bytes: &Bytes) -> Option<Vec<Verdict>> {
    let is_packed = parts.headers.contains_key(header::CONTENT_ENCODING);
    let unpacked = if is_packed {
        zstd::stream::decode_all(bytes.as_ref()).ok()?
    } else {
        bytes.to_vec()
    };
    let batch: ReceivedBatch<'_> = serde_json::from_slice(&unpacked).ok()?;
    let stored = |_| Verdict::Stored { sequence: 1 };
    Some(batch.records.iter().map(stored).collect())
}
