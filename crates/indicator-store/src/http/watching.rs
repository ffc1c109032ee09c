//! Every request is counted, and said in the log by its route: no token, no identifier, no address of who asks.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::Service;
use crate::store::Store;

pub(super) async fn watch<S: Store>(
    State(service): State<Arc<Service<S>>>,
    request: Request,
    next: Next,
) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let began = Instant::now();
    let response = next.run(request).await;
    let (time, status) = (began.elapsed(), response.status());
    service.metrics.count(&route, status, time);
    let milliseconds = time.as_millis();
    tracing::info!(%method, route, status = status.as_u16(), milliseconds, "answered");
    response
}
