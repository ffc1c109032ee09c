//! Errors as `application/problem+json` (RFC 9457), with the catalogue's sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::StoreError;

/// The codes of what can be wrong with a request.
pub(super) mod codes {
    observation::problem_codes! {
        /// Nothing is at this address.
        ROUTE = "store.route";
        /// No token, or one that names no device.
        TOKEN = "store.token";
        /// The device was revoked.
        REVOKED = "store.revoked";
        /// The version of the protocol is not served; `oldest`, `newest`.
        PROTOCOL = "store.protocol";
        /// A body larger than the limit; `limit`.
        TOO_LARGE = "store.too_large";
        /// A body that did not come in time.
        TOO_SLOW = "store.too_slow";
        /// A body that is not what the description says; `detail`.
        SHAPE = "store.shape";
        /// A stream of a circle of which the device's author is no member.
        SCOPE = "store.scope";
        /// No release is to be prepared: nothing is new.
        NOTHING_NEW = "store.nothing_new";
        /// No recovery slot for this code.
        RECOVERY = "store.recovery";
        /// A cursor that this store did not give.
        CURSOR = "store.cursor";
        /// A cursor of another life of the store.
        EPOCH = "store.epoch";
        /// No such académie.
        ACADEMIE = "store.academie";
        /// What was sent to enrol does not enrol; `reason`.
        ENROLMENT = "store.enrolment";
        /// An invitation that the store does not have, or that was revoked.
        INVITATION_UNKNOWN = "store.invitation_unknown";
        /// An invitation that somebody else took.
        INVITATION_TAKEN = "store.invitation_taken";
        /// An invitation whose last day has passed.
        INVITATION_EXPIRED = "store.invitation_expired";
        /// Too many requests.
        TOO_OFTEN = "store.too_often";
        /// The disk is full: it does not pass by itself.
        FULL = "store.full";
        /// The database is away, or the store has too much to do.
        UNAVAILABLE = "store.unavailable";
    }
}

static SENTENCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file = include_str!("../../../../assets/messages/fr/store.json");
    serde_json::from_str(file).unwrap_or_default()
});

/// The codes that have a sentence.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.keys().map(String::as_str)
}

/// Why a request was not carried out.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    parameters: BTreeMap<&'static str, String>,
    retry_after: Option<u64>,
}

/// How it is written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    code: &'a str,
    parameters: &'a BTreeMap<&'static str, String>,
}

impl Problem {
    /// The problem of this code.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            parameters: BTreeMap::new(),
            retry_after: None,
        }
    }

    /// With a parameter of its sentence.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.insert(name, value.to_string());
        self
    }

    /// With the seconds after which to try again.
    #[must_use]
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    fn title(&self) -> String {
        let template = SENTENCES.get(self.code).cloned();
        let filled = self.parameters.iter().fold(template, |text, (name, value)| {
            text.map(|text| text.replace(&format!("{{{name}}}"), value))
        });
        filled.unwrap_or_else(|| self.code.to_owned())
    }
}

/// What breaks below is told to the operator; who asks learns whether it will pass.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "l’entrepôt n’a pas pu répondre");
        if matches!(error, StoreError::Full) {
            return Self::new(StatusCode::INSUFFICIENT_STORAGE, codes::FULL);
        }
        Self::new(StatusCode::SERVICE_UNAVAILABLE, codes::UNAVAILABLE).retry_after(5)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let written = Written {
            kind: "about:blank",
            title: self.title(),
            status: self.status.as_u16(),
            code: self.code,
            parameters: &self.parameters,
        };
        let mut response = (self.status, Json(&written)).into_response();
        let headers = response.headers_mut();
        let problem = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, problem);
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_its_sentence_and_each_sentence_its_code() {
        let known: Vec<&str> = known_codes().collect();
        let mut codes = codes::ALL.to_vec();
        codes.sort_unstable();
        assert_eq!(known, codes);
    }
}
