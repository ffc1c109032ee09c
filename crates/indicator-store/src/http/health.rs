//! Whether the process and its database answer: for a load balancer, at both addresses, and cheap however many ask.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::sync::Mutex;

use super::Service;
use super::problem::{Problem, codes};
use crate::store::Store;

/// For how long what the database answered is said again.
const SAID_AGAIN: Duration = Duration::from_secs(1);

/// When the database was last asked, and whether it answered.
#[derive(Default)]
pub(super) struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    /// Whether the database answers; it is asked by one at a time, and not anew each time.
    pub(super) async fn of<S: Store>(&self, store: &S) -> bool {
        let mut last = self.0.lock().await;
        if let Some((at, is_ready)) = *last
            && at.elapsed() < SAID_AGAIN
        {
            return is_ready;
        }
        let asked = store.epoch().await;
        if let Err(error) = &asked {
            tracing::error!(%error, "la base ne répond pas");
        }
        *last = Some((Instant::now(), asked.is_ok()));
        asked.is_ok()
    }
}

pub(super) fn routes<S: Store>() -> Router<Arc<Service<S>>> {
    Router::new()
        .route("/live", get(async || StatusCode::NO_CONTENT))
        .route("/ready", get(ready::<S>))
}

async fn ready<S: Store>(State(service): State<Arc<Service<S>>>) -> Result<StatusCode, Problem> {
    if service.readiness.of(service.store()).await {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, codes::UNAVAILABLE).retry_after(5))
}
