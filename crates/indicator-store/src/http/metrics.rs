//! What an operator watches, for Prometheus: counts and times, never who.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use sync_protocol::Verdict;

use super::Service;
use crate::store::Store;

/// In seconds: from an answer that no disk was asked for to one that somebody waits for.
const TIMES: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Judged {
    verdict: &'static str,
}

/// The counts of one process.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    times: Family<Route, Histogram>,
    verdicts: Family<Judged, Counter>,
    refused_tokens: Counter<u64, AtomicU64>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("indicator_store"),
            requests: Family::default(),
            times: Family::new_with_constructor(|| Histogram::new(TIMES)),
            verdicts: Family::default(),
            refused_tokens: Counter::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("requests", "Requests answered", metrics.requests.clone());
        registry.register("request_seconds", "Time to answer", metrics.times.clone());
        registry.register("verdicts", "Records judged", metrics.verdicts.clone());
        registry.register(
            "unknown_tokens",
            "Requests without a known token",
            metrics.refused_tokens.clone(),
        );
        metrics
    }
}

impl Metrics {
    pub(super) fn count(&self, route: &str, status: StatusCode, time: Duration) {
        let route = route.to_owned();
        let asked = Asked {
            route: route.clone(),
            status: status.as_u16(),
        };
        self.requests.get_or_create(&asked).inc();
        self.times
            .get_or_create(&Route { route })
            .observe(time.as_secs_f64());
        if status == StatusCode::UNAUTHORIZED {
            self.refused_tokens.inc();
        }
    }

    pub(super) fn judged(&self, verdicts: &[Verdict]) {
        for verdict in verdicts {
            let verdict = name(verdict);
            self.verdicts.get_or_create(&Judged { verdict }).inc();
        }
    }
}

fn name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Stored { .. } => "stored",
        Verdict::AlreadyStored { .. } => "already_stored",
        Verdict::Conflict { .. } => "conflict",
        Verdict::UnknownGrid { .. } => "unknown_grid",
        Verdict::UnknownParent { .. } => "unknown_parent",
        Verdict::Purged => "purged",
        Verdict::Refused { .. } => "refused",
    }
}

pub(super) async fn tell<S: Store>(State(service): State<Arc<Service<S>>>) -> Response {
    let mut text = String::new();
    if encode(&mut text, &service.metrics.registry).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
