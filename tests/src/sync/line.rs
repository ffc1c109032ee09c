//! What carries a request to a store in this process, whole.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request as HttpRequest, Response as HttpResponse, header};
use notebook::sync::{Method, Request, Response, SyncError, Transport};
use tokio::runtime::Handle;
use tower::ServiceExt;

use super::store::nobody;

/// What carries requests to a store; a test may put a store's faults before it.
pub trait Line: Transport {
    /// A request comes in, and is carried out later only.
    fn comes(&self, _: &Request) {}
}

/// Straight to the router of a store.
pub struct Direct {
    router: Router,
    runtime: Handle,
}

impl Direct {
    /// To this router.
    #[must_use]
    pub fn new(router: Router, runtime: Handle) -> Self {
        Self { router, runtime }
    }
}

impl Line for Direct {}

impl Transport for Direct {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let router = self.router.clone();
        let built = built(request).map_err(|error| broken(&error))?;
        self.runtime.block_on(async move {
            let response = router.oneshot(built).await.map_err(|error| broken(&error))?;
            read(response).await
        })
    }
}

fn broken(error: &dyn std::fmt::Display) -> SyncError {
    SyncError::Unreachable(error.to_string())
}

fn built(request: &Request) -> Result<HttpRequest<Body>, axum::http::Error> {
    let method = if request.method == Method::Get {
        "GET"
    } else {
        "POST"
    };
    let mut built = HttpRequest::builder()
        .method(method)
        .uri(&request.path)
        .header("carnet-protocol", "1");
    if let Some(bearer) = &request.bearer {
        built = built.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
    }
    let mut built = built.body(Body::from(request.body.clone()))?;
    built.extensions_mut().insert(ConnectInfo(nobody()));
    Ok(built)
}

async fn read(response: HttpResponse<Body>) -> Result<Response, SyncError> {
    let text = |name: header::HeaderName| {
        let value = response.headers().get(name)?;
        Some(value.to_str().ok()?.to_owned())
    };
    let (status, content_type) = (response.status().as_u16(), text(header::CONTENT_TYPE));
    let retry_after = text(header::RETRY_AFTER).and_then(|seconds| seconds.parse().ok());
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .map_err(|error| broken(&error))?;
    Ok(Response {
        status,
        content_type: content_type.unwrap_or_default(),
        retry_after,
        body: body.to_vec(),
    })
}
