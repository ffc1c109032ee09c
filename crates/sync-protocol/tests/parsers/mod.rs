//! Every parser of what comes from the network, with what must hold of whatever it reads: shared with the fuzz targets.
#![allow(clippy::unwrap_used, dead_code)]

#[path = "../trust/academie.rs"]
mod academie;

use std::fmt::Display;
use std::str::FromStr;

use observation::canonical::Sha256;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::examining::Examined;
use sync_protocol::judging::{Judgement, Known, Rules, judge};
use sync_protocol::limits::{Limits, NESTING, VALUES, holds_more, nests_deeper};
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::enrolment::ReceivedEnrolment;
use sync_protocol::message::hello::Hello;
use sync_protocol::message::recovery::{RecoveryAnswer, RecoveryRequest};
use sync_protocol::message::stream::{Page, Stream};
use sync_protocol::release::series;
use sync_protocol::trust::{Chain, Circle, Identity, InvitationText};
use sync_protocol::{
    Belonging, Cursor, DeviceKeys, Epoch, Fingerprint, Holding, PublicKey, Record, RecordContent, RecordKey,
    RecordKind, Refusal, Verdict,
};

use academie::{ACADEMIE, INSPECTOR, KEEPER, ROOT, day, founded};

/// What is done with any bytes.
pub type Target = fn(&[u8]);

/// The targets, by the name of their corpus.
pub const TARGETS: [(&str, Target); 6] = [
    ("record", record),
    ("batch", batch),
    ("answers", answers),
    ("trust", trust),
    ("texts", texts),
    ("documents", documents),
];

/// What is read is what was meant: written and read again it is the same.
fn again<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(read: &T) {
    let text = serde_json::to_string(read).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *read);
}

/// The root of the académie of the corpus.
fn root() -> PublicKey {
    DeviceKeys::from_seed(&[ROOT; 32]).public()
}

/// One record: read, named, verified and judged; one that nobody signed is never kept.
pub fn record(bytes: &[u8]) {
    if nests_deeper(bytes, NESTING) || holds_more(bytes, VALUES) {
        return;
    }
    let Ok(read) = serde_json::from_slice::<Record>(bytes) else {
        return;
    };
    again(&read);
    let chain = Chain::of(ACADEMIE, root(), [&read]);
    let rules = Rules {
        academie: ACADEMIE,
        chain: &chain,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
    };
    let examined = Examined::of(read.clone(), bytes.len(), &Limits::VERSION_1);
    let judged = judge(&examined, &rules, &Known::default());
    let is_kept = matches!(judged, Judgement::Keep { .. });
    assert!(!is_kept || read.is_signed());
    let document = read.public_document().unwrap_or_default().to_owned();
    drop(read.check(document.as_bytes(), "record"));
}

/// What a laptop sends: a batch, an introduction, a proof.
pub fn batch(bytes: &[u8]) {
    drop(serde_json::from_slice::<RecoveryRequest>(bytes).map(|read| again(&read)));
    if nests_deeper(bytes, NESTING) {
        return;
    }
    let records = match serde_json::from_slice::<ReceivedBatch<'_>>(bytes) {
        Ok(read) => read.records,
        Err(_) => serde_json::from_slice::<ReceivedEnrolment<'_>>(bytes)
            .map(|read| read.records)
            .unwrap_or_default(),
    };
    records.iter().for_each(|raw| record(raw.get().as_bytes()));
}

/// What a store answers: a page, verdicts, keys, its holding, its greeting, a recovery slot.
pub fn answers(bytes: &[u8]) {
    if nests_deeper(bytes, NESTING * 2) {
        return;
    }
    if let Ok(page) = serde_json::from_slice::<Page>(bytes) {
        page.records.iter().for_each(|placed| again(&placed.record));
    }
    if let Ok(keys) = serde_json::from_slice::<Keys>(bytes) {
        let holding = Holding::of(&keys.keys);
        assert!(holding.count <= keys.keys.len() as u64);
    }
    drop(serde_json::from_slice::<Verdicts>(bytes).map(|read| again(&read)));
    drop(serde_json::from_slice::<Holding>(bytes).map(|read| again(&read)));
    drop(serde_json::from_slice::<Hello>(bytes).map(|read| again(&read)));
    drop(serde_json::from_slice::<RecoveryAnswer>(bytes).map(|read| again(&read)));
    drop(serde_json::from_slice::<RecordKey>(bytes).map(|read| again(&read)));
}

/// Trust records, one a line, in whatever order: the chain is the same in every order, and nothing leads to a stranger.
pub fn trust(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n').take(16);
    let records: Vec<Record> = lines
        .filter(|line| !nests_deeper(line, NESTING))
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    let chain = Chain::of(ACADEMIE, root(), &records);
    assert_eq!(chain, Chain::of(ACADEMIE, root(), records.iter().rev()));
    let stranger = Fingerprint::of(&PublicKey::from([9; 32]));
    assert!(!chain.is_keeper(&stranger));
}

/// A document of whatever kind, and facts, under the signature of who may write them: what a hash and a signature stand before
/// is read too. The chain is the same in every order.
pub fn documents(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if nests_deeper(bytes, NESTING) || holds_more(bytes, VALUES) {
        return;
    }
    for kind in RecordKind::VERSION_1.iter().filter(|kind| kind.is_public()) {
        document(kind, text);
    }
    let inspector = (INSPECTOR.device(), INSPECTOR.fingerprint());
    let facts = signed(&RecordKind::Revision, "{}", Some(text), &inspector);
    let sealed = Record {
        private: Some(Ciphertext(vec![7])),
        ..facts
    };
    judged(sealed, &Chain::of(ACADEMIE, root(), &founded()));
}

/// A document of this kind, as a keeper signed it; whether it says what its kind may.
pub fn document(kind: &RecordKind, text: &str) -> bool {
    let signer = match kind {
        RecordKind::Charter => (DeviceKeys::from_seed(&[ROOT; 32]), Fingerprint::of(&root())),
        _ => (KEEPER.device(), KEEPER.fingerprint()),
    };
    let signed = signed(kind, text, None, &signer);
    let mut records = founded();
    records.push(signed.with_public(text.to_owned()));
    let chain = Chain::of(ACADEMIE, root(), &records);
    assert_eq!(chain, Chain::of(ACADEMIE, root(), records.iter().rev()), "{kind}");
    let code = Refusal::Format;
    judged(records.pop().unwrap(), &chain) != Judgement::Answer(Verdict::Refused { code })
}

/// A record of `kind` that says `document`, in a circle where its kind asks for one.
fn signed(
    kind: &RecordKind,
    document: &str,
    facts: Option<&str>,
    (device, author): &(DeviceKeys, Fingerprint),
) -> Record {
    let circle = Circle::Discipline("L0202".to_owned());
    let content = RecordContent {
        kind: kind.clone(),
        academie: ACADEMIE,
        // The heads of releases follow each other under one identifier.
        id: match kind {
            RecordKind::Release => series(ACADEMIE),
            _ => uuid::Uuid::nil(),
        },
        parents: &[],
        document: document.as_bytes(),
        facts,
        circle: Some(&circle).filter(|_| kind.belonging() == Belonging::Circle),
    };
    Record::sign(&content, device, *author).unwrap()
}

/// Examined, judged, and entered among what a store knows; the first judgement.
fn judged(record: Record, chain: &Chain) -> Judgement {
    let rules = Rules {
        academie: ACADEMIE,
        chain,
        today: day(),
    };
    let mut known = Known::default();
    let examined = Examined::of(record.clone(), 1_000, &Limits::VERSION_1);
    let first = judge(&examined, &rules, &known);
    known.keep(&record);
    drop(judge(&examined, &rules, &known));
    first
}

/// What stands in an address, or is pasted.
pub fn texts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    written::<Cursor>(&text);
    written::<Stream>(&text);
    written::<Circle>(&text);
    written::<Epoch>(&text);
    written::<Fingerprint>(&text);
    written::<PublicKey>(&text);
    written::<Sha256>(&text);
    written::<Identity>(&text);
    written::<InvitationText>(&text);
}

/// What is read is written so that it is read again.
fn written<T: FromStr + Display + PartialEq>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        assert!(
            read.to_string().parse::<T>().ok().as_ref() == Some(&read),
            "{text:?}"
        );
    }
}
