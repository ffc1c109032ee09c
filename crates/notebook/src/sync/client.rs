//! The store's answers, told from what is none of its.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sync_protocol::limits::{Limits, NESTING, VALUES, holds_more, nests_deeper};
use sync_protocol::message::batch::{Batch, Verdicts};
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::hello::Hello;
use sync_protocol::message::stream::{Page, Stream};
use sync_protocol::trust::Circle;
use sync_protocol::{Holding, Record, RecordKey, Verdict};

use super::{Method, Request, Response, Surroundings, SyncError, Transport};

/// How often a request is made again to a store that has too much to do.
const TRIES: usize = 3;
/// How many members and values an answer may have.
const MOST_VALUES: usize = VALUES * (Limits::VERSION_1.page_records + 1);
/// How many keys of one author are listened to: some lives of visits.
const MOST_KEYS: usize = 1_000_000;
/// How many seconds such a store is waited for at most.
const PATIENCE: u64 = 15;

/// A store, spoken to by a device.
pub(super) struct Client<'a> {
    transport: &'a dyn Transport,
    /// Where a store that has too much to do is waited for; none where nobody waits.
    surroundings: Option<&'a dyn Surroundings>,
    bearer: Option<String>,
}

/// A problem, as the store writes it.
#[derive(Deserialize)]
struct Told {
    code: String,
    title: String,
    #[serde(default)]
    parameters: std::collections::BTreeMap<String, String>,
}

impl<'a> Client<'a> {
    pub(super) fn new(transport: &'a dyn Transport, bearer: Option<String>) -> Self {
        Self {
            transport,
            surroundings: None,
            bearer,
        }
    }

    /// The same, that waits a while where the store asks to.
    pub(super) fn patient(self, surroundings: &'a dyn Surroundings) -> Self {
        Self {
            surroundings: Some(surroundings),
            ..self
        }
    }

    pub(super) fn hello(&self) -> Result<Hello, SyncError> {
        self.get("/v1/hello".to_owned())
    }

    pub(super) fn send(&self, records: &[Record]) -> Result<Vec<Verdict>, SyncError> {
        let answer: Verdicts = self.post("/v1/batches".to_owned(), &Batch { records })?;
        if answer.verdicts.len() == records.len() {
            Ok(answer.verdicts)
        } else {
            let (told, sent) = (answer.verdicts.len(), records.len());
            Err(SyncError::StrangeAnswer(format!(
                "{told} verdicts for {sent} records"
            )))
        }
    }

    pub(super) fn page(&self, stream: &Stream, after: Option<&str>) -> Result<Page, SyncError> {
        // Whoever gave it may have given anything.
        let after = after.map(|after| format!("?after={}", percent_encoded(after)));
        self.get(format!("/v1/streams/{stream}{}", after.unwrap_or_default()))
    }

    /// What the store holds of the author that is of no circle but `circles`.
    pub(super) fn holding(&self, circles: &BTreeSet<Circle>) -> Result<Holding, SyncError> {
        self.get(format!("/v1/authors/me/digest?circles={}", listed(circles)))
    }

    /// Every key that the store holds of the author, of no circle but `circles`.
    pub(super) fn keys(&self, circles: &BTreeSet<Circle>) -> Result<Vec<RecordKey>, SyncError> {
        let circles = listed(circles);
        let mut keys: Vec<RecordKey> = Vec::new();
        loop {
            let after = keys
                .last()
                .map(|key| serde_json::to_string(key).unwrap_or_default());
            let after = after
                .map(|after| format!("&after={}", percent_encoded(&after)))
                .unwrap_or_default();
            let page: Keys = self.get(format!("/v1/authors/me/keys?circles={circles}{after}"))?;
            // A store that never ends would be asked for ever.
            let rises =
                page.keys.is_sorted_by(|former, next| former < next) && keys.last() < page.keys.first();
            if page.keys.is_empty() || !rises || keys.len() > MOST_KEYS {
                return if page.last && page.keys.is_empty() {
                    Ok(keys)
                } else {
                    Err(SyncError::StrangeAnswer("keys".to_owned()))
                };
            }
            keys.extend(page.keys);
            if page.last {
                return Ok(keys);
            }
            if self.surroundings.is_some_and(Surroundings::is_cancelled) {
                return Err(SyncError::Cancelled);
            }
        }
    }

    pub(super) fn get<Answer: DeserializeOwned>(&self, path: String) -> Result<Answer, SyncError> {
        self.exchange(Method::Get, path, Vec::new())
    }

    pub(super) fn post<Answer: DeserializeOwned>(
        &self,
        path: String,
        body: &impl Serialize,
    ) -> Result<Answer, SyncError> {
        let body = serde_json::to_vec(body).map_err(|error| SyncError::StrangeAnswer(error.to_string()))?;
        self.exchange(Method::Post, path, body)
    }

    fn exchange<Answer: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: Vec<u8>,
    ) -> Result<Answer, SyncError> {
        let request = Request {
            method,
            path,
            bearer: self.bearer.clone(),
            body,
        };
        for _ in 0..TRIES {
            match self
                .transport
                .exchange(&request)
                .and_then(|response| answered(&response))
            {
                Err(SyncError::Busy(seconds)) if seconds <= PATIENCE => self.wait(seconds)?,
                other => return other,
            }
        }
        self.transport
            .exchange(&request)
            .and_then(|response| answered(&response))
    }

    fn wait(&self, seconds: u64) -> Result<(), SyncError> {
        let surroundings = self.surroundings.ok_or(SyncError::Busy(seconds))?;
        surroundings.wait(Duration::from_secs(seconds));
        if surroundings.is_cancelled() {
            return Err(SyncError::Cancelled);
        }
        Ok(())
    }
}

/// What the store answered; a body of another type than its own is not its.
fn answered<Answer: DeserializeOwned>(response: &Response) -> Result<Answer, SyncError> {
    let kind = response.content_type.split(';').next().unwrap_or_default().trim();
    let strange = |error: serde_json::Error| SyncError::StrangeAnswer(error.to_string());
    if nests_deeper(&response.body, NESTING * 2) || holds_more(&response.body, MOST_VALUES) {
        return Err(SyncError::StrangeAnswer("nesting".to_owned()));
    }
    match (response.status, kind) {
        (200, "application/json") => serde_json::from_slice(&response.body).map_err(strange),
        (status, "application/problem+json") => {
            let told: Told = serde_json::from_slice(&response.body).map_err(strange)?;
            Err(refusal(status, told, response.retry_after))
        }
        _ => Err(SyncError::NotTheStore),
    }
}

fn refusal(status: u16, mut told: Told, retry_after: Option<u64>) -> SyncError {
    match (status, told.code.as_str()) {
        (401, _) => SyncError::UnknownToken,
        (_, "store.revoked") => SyncError::Revoked,
        (_, "store.scope") => SyncError::NoMember,
        (_, "store.epoch" | "store.cursor") => SyncError::OtherLife,
        (426, _) => SyncError::Protocol {
            oldest: told.parameters.remove("oldest").unwrap_or_default(),
            newest: told.parameters.remove("newest").unwrap_or_default(),
        },
        (429 | 503, _) => SyncError::Busy(retry_after.unwrap_or(5)),
        _ => SyncError::Refused {
            code: told.code,
            title: told.title,
        },
    }
}

/// Circles as an address names them.
fn listed(circles: &BTreeSet<Circle>) -> String {
    let names: Vec<String> = circles.iter().map(Circle::to_string).collect();
    percent_encoded(&names.join(","))
}

fn percent_encoded(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let encoded = text.bytes().map(|byte| {
        if keep(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, content_type: &str, body: &str) -> Response {
        Response {
            status,
            content_type: content_type.to_owned(),
            retry_after: Some(7),
            body: body.as_bytes().to_vec(),
        }
    }

    fn told(status: u16, content_type: &str, body: &str) -> SyncError {
        let answer: Result<Verdicts, _> = answered(&response(status, content_type, body));
        answer.err().unwrap_or(SyncError::Locked)
    }

    #[test]
    fn a_page_of_a_proxy_is_not_the_store_whatever_its_status() {
        for (status, kind) in [
            (200, "text/html"),
            (302, ""),
            (401, "text/html"),
            (200, "application/jsonp"),
        ] {
            assert!(matches!(
                told(status, kind, "{\"verdicts\":[]}"),
                SyncError::NotTheStore
            ));
        }
        let fine: Result<Verdicts, _> = answered(&response(
            200,
            "application/json; charset=utf-8",
            "{\"verdicts\":[]}",
        ));
        assert!(fine.is_ok());
    }

    #[test]
    fn each_refusal_is_told_from_the_others() {
        let problem = |code: &str| {
            format!(
                "{{\"code\":\"{code}\",\"title\":\"Non.\",\"parameters\":{{\"oldest\":\"2\",\"newest\":\"3\"}}}}"
            )
        };
        let kind = "application/problem+json";
        assert!(matches!(
            told(401, kind, &problem("store.token")),
            SyncError::UnknownToken
        ));
        assert!(matches!(
            told(403, kind, &problem("store.revoked")),
            SyncError::Revoked
        ));
        assert!(matches!(
            told(403, kind, &problem("store.scope")),
            SyncError::NoMember
        ));
        for code in ["store.epoch", "store.cursor"] {
            assert!(matches!(told(409, kind, &problem(code)), SyncError::OtherLife));
        }
        assert!(matches!(
            told(426, kind, &problem("store.protocol")),
            SyncError::Protocol { .. }
        ));
        assert!(matches!(
            told(429, kind, &problem("store.too_often")),
            SyncError::Busy(7)
        ));
        assert!(matches!(
            told(413, kind, &problem("store.too_large")),
            SyncError::Refused { .. }
        ));
        assert!(matches!(
            told(507, kind, &problem("store.full")),
            SyncError::Refused { .. }
        ));
        assert!(matches!(
            told(200, "application/json", "{"),
            SyncError::StrangeAnswer(_)
        ));
        assert!(matches!(
            told(200, "application/json", &"[".repeat(200)),
            SyncError::StrangeAnswer(_)
        ));
    }
}
