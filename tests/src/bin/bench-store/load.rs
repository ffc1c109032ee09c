//! Visits that are sent as fast as they go, and read back.

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use notebook::keys::encrypt;
use notebook::sync::{HttpTransport, Method, Request, Transport, contents_id};
use observation::canonical::Sha256;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::batch::{Batch, Verdicts};
use sync_protocol::message::stream::Page;
use sync_protocol::{Record, RecordKind, Verdict};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::visits::{ACADEMIE, grid};

use crate::academie::Academie;

/// How many laptops send batches at once.
const SENDERS: usize = 4;
/// How many send one visit a request at once.
const CLIENTS: usize = 32;
/// The database for which single records were promised.
const PRODUCTION: &str = "PostgreSQL";
/// How many records a batch holds.
const BATCH: usize = 100;

/// A laptop as the store knows it, and what it will send.
struct Sender {
    transport: HttpTransport,
    bearer: String,
    bodies: Vec<Vec<u8>>,
}

impl Sender {
    /// The laptop's `count` visits, `a_request` by request.
    fn of(laptop: &Laptop, count: usize, a_request: usize) -> Measured<Self> {
        let enrolment = laptop.notebook().enrolment()?.ok_or("no enrolment")?;
        let visits = visits(laptop, count)?;
        let bodies = visits
            .chunks(a_request)
            .map(|records| serde_json::to_vec(&Batch { records }));
        Ok(Self {
            transport: HttpTransport::new(&enrolment.address)?,
            bearer: enrolment.token.bearer(ACADEMIE),
            bodies: bodies.collect::<Result<_, _>>()?,
        })
    }

    /// Sends all of it; how long each request took.
    fn send(self) -> Measured<Durations> {
        let mut durations = Durations::default();
        for body in self.bodies {
            let request = Request {
                method: Method::Post,
                path: "/v1/batches".to_owned(),
                bearer: Some(self.bearer.clone()),
                body,
            };
            let answered = durations.note(|| self.transport.exchange(&request))?;
            let told: Verdicts = serde_json::from_slice(&answered.body)?;
            let stored = |verdict: &Verdict| matches!(verdict, Verdict::Stored { .. });
            if !told.verdicts.iter().all(stored) {
                return Err(format!("not stored: {:?}", told.verdicts.first()).into());
            }
        }
        Ok(durations)
    }
}

/// Sealed visits of this laptop's own: one is sealed, and the others say the same under another identifier.
fn visits(laptop: &Laptop, count: usize) -> Measured<Vec<Record>> {
    const FIRST: u128 = 1;
    laptop.observe(FIRST)?;
    let sealed = laptop.seal(FIRST)?.ok_or("nothing was sealed")?;
    let reader = laptop.secrets().agreement_key()?;
    let author = laptop.fingerprint();
    let facts = sealed.record.facts.as_deref();
    (0..count)
        .map(|number| {
            let name = format!("carnet/visit/1 {number} {author}");
            let id = contents_id(&name);
            let document = sealed.document.replace("carnet/visit/1", &name);
            let signed = laptop.signed(RecordKind::Revision, id, &[], &document, facts)?;
            Ok(Record {
                private: Some(Ciphertext(encrypt(document.as_bytes(), &[reader])?)),
                ..signed.record
            })
        })
        .collect()
}

/// The grid on which facts rest, sent once.
fn send_grid(laptop: &Laptop) -> Measured<()> {
    let file = grid();
    let text = file.text().to_owned();
    let id = contents_id(&text);
    let signed = laptop.signed(RecordKind::Grid, id, &[], &text, None)?;
    let record = signed.record.with_public(text);
    let enrolment = laptop.notebook().enrolment()?.ok_or("no enrolment")?;
    let request = Request {
        method: Method::Post,
        path: "/v1/batches".to_owned(),
        bearer: Some(enrolment.token.bearer(ACADEMIE)),
        body: serde_json::to_vec(&Batch { records: &[record] })?,
    };
    HttpTransport::new(&enrolment.address)?.exchange(&request)?;
    Ok(())
}

/// All senders begin together; how long they took, and each request.
fn together(senders: Vec<Sender>) -> Measured<(f64, Vec<Durations>)> {
    let gate = Barrier::new(senders.len() + 1);
    thread::scope(|scope| {
        let sending: Vec<_> = senders
            .into_iter()
            .map(|sender| {
                let gate = &gate;
                scope.spawn(move || {
                    gate.wait();
                    sender.send()
                })
            })
            .collect();
        gate.wait();
        let began = Instant::now();
        let ended: Vec<Measured<Durations>> = sending
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|_| Err("a sender fell".into())))
            .collect();
        let took = began.elapsed().as_secs_f64();
        Ok((took, ended.into_iter().collect::<Measured<_>>()?))
    })
}

/// Batches of a hundred, by some laptops at once.
///
/// # Errors
/// When the store refuses any.
pub fn batches(name: &str, academie: &Academie, visits: usize) -> Measured<Vec<Figure>> {
    let mut senders = Vec::new();
    for _ in 0..SENDERS {
        let laptop = academie.laptop()?;
        send_grid(&laptop)?;
        senders.push(Sender::of(&laptop, visits / SENDERS, BATCH)?);
    }
    let bytes: usize = senders.iter().flat_map(|one| &one.bodies).map(Vec::len).sum();
    let (took, _) = together(senders)?;
    let rate = visits as f64 / took;
    Ok(vec![
        Figure::beside(
            format!("{name}: a visit of forty answers, as JSON"),
            format!("{} bytes", bytes / visits.max(1)),
        ),
        Figure::target(
            format!("{name}: batches of {BATCH}, {SENDERS} laptops at once"),
            format!("{rate:.0} visits a second"),
            "at least 5,000 a second",
            rate >= 5_000.0,
        ),
    ])
}

/// One visit a request, by many laptops at once.
///
/// # Errors
/// When the store refuses any.
pub fn singles(name: &str, academie: &Academie, visits: usize) -> Measured<Vec<Figure>> {
    let mut senders = Vec::new();
    for _ in 0..CLIENTS {
        senders.push(Sender::of(&academie.laptop()?, visits / CLIENTS, 1)?);
    }
    let sent = senders.iter().map(|one| one.bodies.len()).sum::<usize>();
    let (took, durations) = together(senders)?;
    let rate = sent as f64 / took;
    let each = Durations::together(durations);
    let what = format!("{name}: one a request, {CLIENTS} laptops at once");
    let found = format!("{rate:.0} visits a second");
    let rate = if name == PRODUCTION {
        Figure::target(what.clone(), found, "at least 1,000 a second", rate >= 1_000.0)
    } else {
        Figure::beside(what.clone(), found)
    };
    Ok(vec![
        rate,
        Figure::beside(format!("{what}: each"), each.to_string()),
    ])
}

/// What one laptop sent, read back page by page.
///
/// # Errors
/// When the store does not give it.
pub fn pull(name: &str, academie: &Academie, visits: usize) -> Measured<Figure> {
    let laptop = academie.laptop()?;
    Sender::of(&laptop, visits, BATCH)?.send()?;
    let enrolment = laptop.notebook().enrolment()?.ok_or("no enrolment")?;
    let transport = HttpTransport::new(&enrolment.address)?;
    let bearer = enrolment.token.bearer(ACADEMIE);
    let (began, mut after, mut read) = (Instant::now(), String::new(), 0);
    loop {
        let request = Request {
            method: Method::Get,
            path: format!("/v1/streams/author{after}"),
            bearer: Some(bearer.clone()),
            body: Vec::new(),
        };
        let page: Page = serde_json::from_slice(&transport.exchange(&request)?.body)?;
        let whole = |record: &Record| record.facts.as_deref().map(|facts| Sha256::of(facts.as_bytes()));
        read += page
            .records
            .iter()
            .filter_map(|placed| whole(&placed.record))
            .count();
        after = format!("?after={}", page.cursor);
        if page.last {
            break;
        }
    }
    let took = began.elapsed().as_secs_f64();
    if read < visits {
        return Err(format!("{read} visits came back of {visits}").into());
    }
    Ok(Figure::target(
        format!("{name}: a first pull of {read} visits, documents included"),
        format!("{took:.2} s"),
        "below 2 s",
        took < 2.0,
    ))
}
