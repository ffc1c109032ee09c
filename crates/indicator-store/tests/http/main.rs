//! The store on the network, in front of a real socket.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../contract/mod.rs"]
#[allow(dead_code, unused_macros)]
mod contract;

mod any_bytes;
mod description;
mod devices;
mod limits;
mod serving;

use std::net::SocketAddr;
use std::sync::Arc;

use indicator_store::http::{Rates, Service, router};
use indicator_store::machine::Machine;
use indicator_store::sqlite::SqliteStore;
use observation::canonical::Sha256;
use observation::instant::Instant;
use serde_json::{Value, json};
use sync_protocol::Record;
use sync_protocol::message::enrolment::{Enrolment, Token, prove};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use contract::academie::{ACADEMIE, Person};

/// A machine whose clock stands still.
struct Still;

impl Machine for Still {
    fn now(&self) -> Instant {
        contract::academie::at()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// A store that answers at an address of its own.
pub(crate) struct TestApp {
    pub(crate) address: SocketAddr,
    pub(crate) service: Arc<Service<SqliteStore>>,
    pub(crate) runtime: Runtime,
    agent: ureq::Agent,
    _folder: TempDir,
}

/// What the store answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) kind: String,
    pub(crate) retry_after: Option<String>,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

/// Who asks in tests is not held back, but where that is the test.
pub(crate) fn unhurried() -> Rates {
    Rates::of((1_000_000, 10_000), (1_000_000, 10_000))
}

impl TestApp {
    /// A store of a founded académie.
    pub(crate) fn start(rates: Rates) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), &Still).unwrap();
        let runtime = Runtime::new().unwrap();
        let service = Arc::new(Service::new(store, Still, rates, false));
        let address = runtime.block_on(async {
            contract::found(service.store()).await;
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let routes = router(Arc::clone(&service)).into_make_service_with_connect_info::<SocketAddr>();
            tokio::spawn(async move { axum::serve(listener, routes).await });
            address
        });
        // A request that is refused before its body was read ends its connection: the next has one of its own.
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_idle_connections(0)
            .proxy(None);
        Self {
            address,
            service,
            runtime,
            agent: config.build().new_agent(),
            _folder: folder,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn get(&self, path: &str, bearer: &str) -> Answer {
        let asked = self.agent.get(self.url(path)).header("carnet-protocol", "1");
        answered(asked.header("authorization", format!("Bearer {bearer}")).call())
    }

    pub(crate) fn post(&self, path: &str, bearer: &str, body: &Value) -> Answer {
        self.send(path, bearer, &[], body.to_string().as_bytes())
    }

    pub(crate) fn send(&self, path: &str, bearer: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let asked = self.agent.post(self.url(path)).header("carnet-protocol", "1");
        let asked = asked.header("authorization", format!("Bearer {bearer}"));
        let asked = headers
            .iter()
            .fold(asked, |asked, (name, value)| asked.header(*name, *value));
        answered(asked.send(body))
    }

    /// Introduces `person`'s laptop with these records before its certificate; its bearer, and what was answered.
    pub(crate) fn enrol(&self, person: Person, before: &[Record], token: u8) -> (String, Answer) {
        let token = Token::from_random([token; 32]);
        let proof = prove(&person.device(), ACADEMIE, token.sha256()).unwrap();
        let mut records = before.to_vec();
        records.push(person.certificate());
        let enrolment = Enrolment {
            records: &records,
            token: token.sha256(),
            proof,
        };
        let path = format!("/v1/academies/{ACADEMIE}/enrolments");
        let answer = self.post(&path, "", &json!(enrolment));
        (token.bearer(ACADEMIE), answer)
    }

    /// The bearer of `person`'s laptop.
    pub(crate) fn enrolled(&self, person: Person) -> String {
        let (bearer, answer) = self.enrol(person, &[], person.0);
        assert_eq!(answer.status, 200, "{answer:?}");
        bearer
    }

    pub(crate) fn verdicts(&self, bearer: &str, records: &[Record]) -> Vec<String> {
        let answer = self.post("/v1/batches", bearer, &json!({ "records": records }));
        assert_eq!(answer.status, 200, "{answer:?}");
        let verdicts = answer.body["verdicts"].as_array().unwrap();
        let named = verdicts
            .iter()
            .map(|one| one["verdict"].as_str().unwrap().to_owned());
        named.collect()
    }
}

fn answered(called: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = called.unwrap();
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    };
    let (kind, retry_after) = (header("content-type").unwrap_or_default(), header("retry-after"));
    let text = response.body_mut().read_to_string().unwrap();
    Answer {
        status: response.status().as_u16(),
        body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        kind,
        retry_after,
    }
}

/// The hash of a token's digits.
pub(crate) fn hash(token: u8) -> Sha256 {
    Token::from_random([token; 32]).sha256()
}
