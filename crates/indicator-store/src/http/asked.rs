//! What an address says: read as axum reads it, refused as this store refuses.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::body::shape;
use super::problem::Problem;

/// The parts of the path.
pub(super) struct Named<Said>(pub(super) Said);

/// What follows the path.
pub(super) struct Asked<Said>(pub(super) Said);

impl<Said: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<Said> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Path::from_request_parts(parts, state).await;
        read.map(|Path(said)| Self(said))
            .map_err(|refused| shape(refused.body_text()))
    }
}

impl<Said: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<Said> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Query::from_request_parts(parts, state).await;
        read.map(|Query(said)| Self(said))
            .map_err(|refused| shape(refused.body_text()))
    }
}
