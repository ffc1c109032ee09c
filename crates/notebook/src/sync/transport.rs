//! What carries a request to the store and its answer back.

use super::SyncError;

/// How a request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Something is read.
    Get,
    /// Something is sent.
    Post,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where, from the root of the store's address on, its query included.
    pub path: String,
    /// By which token; none where none is needed.
    pub bearer: Option<String>,
    /// The JSON to send; empty where nothing is.
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// What it says that it is.
    pub content_type: String,
    /// In how many seconds to come back, where it says so.
    pub retry_after: Option<u64>,
    /// Its bytes, unpacked.
    pub body: Vec<u8>,
}

/// Carries requests; HTTP, or a test's own.
pub trait Transport: Send + Sync {
    /// Carries one request, and its answer back.
    ///
    /// # Errors
    /// When nothing answers, or the connection cannot be believed.
    fn exchange(&self, request: &Request) -> Result<Response, SyncError>;
}
