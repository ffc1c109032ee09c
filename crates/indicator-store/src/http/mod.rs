//! The store on the network: `docs/sync/http.md`. Handlers are thin: they read a request, ask the store, and answer.

mod account;
mod asked;
mod batches;
mod body;
mod caller;
mod description;
mod enrolments;
mod giving;
mod health;
mod hello;
mod mapped;
mod metrics;
mod problem;
mod rates;
mod recovery;
mod releases;
mod streams;
mod turns;
mod watching;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use sync_protocol::limits::Limits;
use tokio::sync::Semaphore;

pub use description::description;
pub use problem::{Problem, known_codes};
pub use rates::Rates;

use crate::machine::Machine;
use crate::store::{Grouped, Store};
use caller::Asker;
use giving::Giving;
use health::Readiness;
use metrics::Metrics;
use turns::Turns;

/// How much the bodies that are coming may take in memory, in KiB: who comes after them waits.
const COMING: usize = 32 * 1024;
/// How much the bodies that have come may take, in KiB.
const READ: usize = 64 * 1024;
/// How many bodies one asker may have under way at once: with the largest, a quarter of what all may take.
const BODIES: usize = 2;

/// What the handlers share.
pub struct Service<S> {
    store: Arc<S>,
    keeping: Grouped<S>,
    machine: Box<dyn Machine>,
    limits: Limits,
    rates: Rates,
    bodies: Turns<Asker>,
    coming: Arc<Semaphore>,
    read: Arc<Semaphore>,
    preparing: Arc<Semaphore>,
    giving: Giving,
    readiness: Readiness,
    metrics: Metrics,
    behind_proxy: bool,
}

impl<S: Store> Service<S> {
    /// A service of `store`; `behind_proxy` says whether who asks is named by the proxy before it.
    pub fn new(store: S, machine: impl Machine, rates: Rates, behind_proxy: bool) -> Self {
        let (store, limits) = (Arc::new(store), Limits::VERSION_1);
        Self {
            keeping: Grouped::new(Arc::clone(&store)),
            store,
            machine: Box::new(machine),
            limits,
            rates,
            bodies: Turns::of(BODIES),
            coming: Arc::new(Semaphore::new(COMING)),
            read: Arc::new(Semaphore::new(READ)),
            preparing: Arc::new(Semaphore::new(1)),
            giving: Giving::default(),
            readiness: Readiness::default(),
            metrics: Metrics::default(),
            behind_proxy,
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

/// The routes of notebooks.
pub fn router<S: Store>(service: Arc<Service<S>>) -> Router {
    Router::new()
        .route("/v1/hello", get(hello::hello::<S>))
        .route(
            "/v1/academies/{academie}/enrolments",
            post(enrolments::enrol::<S>),
        )
        .route(
            "/v1/academies/{academie}/invitations/{sha256}",
            get(enrolments::invitation::<S>),
        )
        .route(
            "/v1/academies/{academie}/recovery-slots",
            post(recovery::slot::<S>),
        )
        .route("/v1/batches", post(batches::keep::<S>))
        .route("/v1/releases/drafts", post(releases::prepare::<S>))
        .route("/v1/streams/{*stream}", get(streams::page::<S>))
        .route("/v1/authors/me/digest", get(account::digest::<S>))
        .route("/v1/authors/me/keys", get(account::keys::<S>))
        .merge(health::routes())
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, problem::codes::ROUTE))
        .method_not_allowed_fallback(async || {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, problem::codes::ROUTE)
        })
        .layer(from_fn_with_state(Arc::clone(&service), watching::watch::<S>))
        .with_state(service)
}

/// The routes of the operator, at an address of their own.
pub fn operator_router<S: Store>(service: Arc<Service<S>>) -> Router {
    Router::new()
        .route("/metrics", get(metrics::tell::<S>))
        .merge(health::routes())
        .with_state(service)
}
