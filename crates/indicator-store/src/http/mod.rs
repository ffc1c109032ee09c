//! The store on the network: `docs/sync/http.md`. Handlers are thin: they read a request, ask the store, and answer.

mod account;
mod batches;
mod body;
mod caller;
mod enrolments;
mod hello;
mod problem;
mod rates;
mod streams;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use sync_protocol::limits::Limits;

pub use problem::{Problem, known_codes};
pub use rates::Rates;

use crate::machine::Machine;
use crate::store::Store;

/// What the handlers share.
pub struct Service<S> {
    store: S,
    machine: Box<dyn Machine>,
    limits: Limits,
    rates: Rates,
}

impl<S: Store> Service<S> {
    /// A service of `store`.
    pub fn new(store: S, machine: impl Machine, rates: Rates) -> Self {
        Self {
            store,
            machine: Box::new(machine),
            limits: Limits::VERSION_1,
            rates,
        }
    }

    /// Forgets who has not asked for a while.
    pub fn forget_idle(&self) {
        self.rates.forget_idle();
    }

    /// The store that is served.
    pub fn store(&self) -> &S {
        &self.store
    }
}

/// The routes of a service.
pub fn router<S: Store>(service: Arc<Service<S>>) -> Router {
    Router::new()
        .route("/v1/hello", get(hello::hello::<S>))
        .route(
            "/v1/academies/{academie}/enrolments",
            post(enrolments::enrol::<S>),
        )
        .route("/v1/batches", post(batches::keep::<S>))
        .route("/v1/streams/{stream}", get(streams::page::<S>))
        .route("/v1/authors/me/digest", get(account::digest::<S>))
        .route("/v1/authors/me/keys", get(account::keys::<S>))
        .route("/live", get(async || StatusCode::NO_CONTENT))
        .route("/ready", get(ready::<S>))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, problem::codes::ROUTE))
        .with_state(service)
}

/// Whether the database answers.
async fn ready<S: Store>(State(service): State<Arc<Service<S>>>) -> Result<StatusCode, Problem> {
    service.store.epoch().await?;
    Ok(StatusCode::NO_CONTENT)
}
