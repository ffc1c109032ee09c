//! Requests over HTTP: TLS to authorities that the system knows or that the académie gave, by the system's proxy or the one
//! given, and never in clear but to this very machine.

use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

use sync_protocol::limits::Limits;
use sync_protocol::version;
use ureq::http::{HeaderMap, Uri};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Proxy};

use super::codes;
use super::{Method, Request, Response, SyncError, Transport};
use crate::store::Address;

/// The smallest body that is worth packing.
const WORTH_PACKING: usize = 512;
/// The most that an answer may hold: a page, with room for its envelopes.
const ANSWER: u64 = 16 << 20;
/// How much a packed answer may ask to remember, as a power of two: 8 MiB.
const WINDOW: u32 = 23;

/// How long a store is waited for before it is taken for away: no wait is without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connecting: Duration,
    /// For the answer to begin, once all was sent.
    pub answering: Duration,
    /// For a whole body to go or to come, however it trickles.
    pub carrying: Duration,
    /// For one read or one write to make progress.
    pub standing_still: Duration,
}

impl Default for Patience {
    /// A line of 1 KiB a second brings the longest page in time.
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(15),
            answering: Duration::from_secs(60),
            carrying: Duration::from_secs(2 * 60 * 60),
            standing_still: Duration::from_secs(30),
        }
    }
}

/// Requests to the store at one address.
pub struct HttpTransport {
    agent: Agent,
    url: String,
}

impl HttpTransport {
    /// Reaches the store at `address`.
    ///
    /// # Errors
    /// When the address is in clear and of another machine, or the authority or the proxy given cannot be read.
    pub fn new(address: &Address) -> Result<Self, SyncError> {
        Self::with_patience(address, Patience::default())
    }

    /// The same, that waits so long.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_patience(address: &Address, patience: Patience) -> Result<Self, SyncError> {
        refuse_clear(&address.url)?;
        let tls = TlsConfig::builder().root_certs(authorities(address)?).build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            // A redirection is a page to sign in to a network, never the store.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("carnet")
            .timeout_connect(Some(patience.connecting))
            .timeout_recv_response(Some(patience.answering))
            .timeout_send_body(Some(patience.carrying))
            .timeout_recv_body(Some(patience.carrying))
            .timeout_per_read(Some(patience.standing_still))
            .timeout_per_write(Some(patience.standing_still));
        if address.url.starts_with("http:") {
            // What is in clear stays on this machine.
            config = config.proxy(None);
        } else if let Some(proxy) = &address.proxy {
            let proxy = Proxy::new(proxy).map_err(|_| SyncError::Given(codes::PROXY))?;
            config = config.proxy(Some(proxy));
        }
        Ok(Self {
            agent: config.build().new_agent(),
            url: address.url.clone(),
        })
    }
}

/// In clear, what is said to another machine is said to all.
fn refuse_clear(url: &str) -> Result<(), SyncError> {
    let refused = SyncError::Given(codes::IN_CLEAR);
    let uri: Uri = url.parse().map_err(|_| SyncError::Given(codes::IN_CLEAR))?;
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let is_this_machine =
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_this_machine => Ok(()),
        _ => Err(refused),
    }
}

fn authorities(address: &Address) -> Result<RootCerts, SyncError> {
    let Some(given) = &address.authority else {
        return Ok(RootCerts::PlatformVerifier);
    };
    let read = parse_pem(given.as_bytes()).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<Certificate<'static>> = read.collect();
    if certificates.is_empty() {
        return Err(SyncError::Given(codes::AUTHORITY));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

impl Transport for HttpTransport {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let url = format!("{}{}", self.url, request.path);
        let bearer = request.bearer.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, value: &str| {
            if let Ok(value) = value.parse() {
                headers.insert(name, value);
            }
        };
        set("carnet-protocol", &version::CURRENT.to_string());
        set("accept-encoding", "zstd");
        if let Some(bearer) = &bearer {
            set("authorization", bearer);
        }
        let called = match request.method {
            Method::Get => {
                let mut asked = self.agent.get(&url);
                asked
                    .headers_mut()
                    .into_iter()
                    .for_each(|own| own.extend(headers.clone()));
                asked.call()
            }
            Method::Post => {
                set("content-type", "application/json");
                let packed = packed(&request.body);
                if packed.is_some() {
                    set("content-encoding", "zstd");
                }
                let mut asked = self.agent.post(&url);
                asked
                    .headers_mut()
                    .into_iter()
                    .for_each(|own| own.extend(headers.clone()));
                asked.send(packed.as_deref().unwrap_or(&request.body))
            }
        };
        read(called.map_err(failure)?)
    }
}

/// How hard is packed: most of a body is encrypted, and harder makes none of it shorter.
const LEVEL: i32 = 1;

/// The body packed, with its size said; none where it would not be smaller.
fn packed(body: &[u8]) -> Option<Vec<u8>> {
    let packed = zstd::bulk::compress(body, LEVEL)
        .ok()
        .filter(|_| body.len() >= WORTH_PACKING)?;
    (packed.len() < body.len()).then_some(packed)
}

fn read(mut answered: ureq::http::Response<ureq::Body>) -> Result<Response, SyncError> {
    let text = |name: &str| {
        let value = answered.headers().get(name)?;
        Some(value.to_str().ok()?.to_owned())
    };
    let (content_type, retry_after) = (text("content-type").unwrap_or_default(), text("retry-after"));
    let is_packed = text("content-encoding").as_deref() == Some("zstd");
    let status = answered.status().as_u16();
    let body = answered
        .body_mut()
        .with_config()
        .limit(ANSWER)
        .read_to_vec()
        .map_err(failure)?;
    let body = if is_packed { unpacked(&body)? } else { body };
    Ok(Response {
        status,
        content_type,
        retry_after: retry_after.and_then(|seconds| seconds.parse().ok()),
        body,
    })
}

fn unpacked(body: &[u8]) -> Result<Vec<u8>, SyncError> {
    let strange = |error: std::io::Error| SyncError::StrangeAnswer(error.to_string());
    let mut decoder = zstd::stream::read::Decoder::new(body).map_err(strange)?;
    decoder.window_log_max(WINDOW).map_err(strange)?;
    let mut unpacked = Vec::new();
    let limit = ANSWER.max(Limits::VERSION_1.unpacked as u64);
    decoder.take(limit).read_to_end(&mut unpacked).map_err(strange)?;
    Ok(unpacked)
}

fn failure(error: ureq::Error) -> SyncError {
    let detail = error.to_string();
    match error {
        ureq::Error::Tls(_) | ureq::Error::Pem(_) | ureq::Error::Rustls(_) => SyncError::Certificate(detail),
        ureq::Error::Io(ref below) if below.to_string().contains("certificate") => {
            SyncError::Certificate(detail)
        }
        // What speaks no TLS where the store does is the page of a network.
        ureq::Error::Io(ref below) if below.to_string().contains("corrupt message") => SyncError::NotTheStore,
        _ => SyncError::Unreachable(detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_clear_only_this_machine_is_spoken_to() {
        for fine in [
            "https://entrepot.example",
            "http://127.0.0.1:8750",
            "http://localhost:1",
            "http://[::1]:2",
        ] {
            assert!(refuse_clear(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "http://entrepot.example",
            "http://127.0.0.1.example",
            "ftp://localhost",
            "entrepot",
            "",
        ] {
            assert!(refuse_clear(wrong).is_err(), "{wrong}");
        }
    }
}
