//! Whatever is sent, the store answers with a problem of its own, and goes on.

use proptest::prelude::*;

use super::contract::academie::{ACADEMIE, INSPECTOR};
use super::contract::{revision, visit};
use super::{TestApp, unhurried};
use serde_json::json;

/// A true request with some of its bytes changed: most of what is sent is almost right.
fn nearly(whole: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes
}

#[test]
fn any_bytes_get_an_answer_and_no_fault() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let batch = json!({ "records": [revision(INSPECTOR, visit(1), "{}", &[])] })
        .to_string()
        .into_bytes();
    let enrolments = format!("/v1/academies/{ACADEMIE}/enrolments");
    let slots = format!("/v1/academies/{ACADEMIE}/recovery-slots");
    let mut runner = proptest::test_runner::TestRunner::default();
    let bytes = proptest::collection::vec(any::<u8>(), 0..200);
    let changes = proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6);
    let strategy = (bytes, changes, any::<bool>());
    runner
        .run(&strategy, |(bytes, changes, packed)| {
            let almost = nearly(&batch, &changes);
            let headers: &[(&str, &str)] = if packed {
                &[("content-encoding", "zstd")]
            } else {
                &[]
            };
            for path in ["/v1/batches", &enrolments, &slots] {
                for body in [&bytes, &almost] {
                    let answer = app.send(path, &bearer, headers, body);
                    prop_assert!(answer.status < 500, "{answer:?}");
                }
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(app.get("/v1/hello", &bearer).status, 200);
}

#[test]
fn any_address_gets_an_answer_and_no_fault() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&("[a-z0-9/.%=?&_-]{0,80}"), |rest| {
            for start in [
                "/v1/streams/",
                "/v1/streams/author?after=",
                "/v1/authors/me/keys?after=",
                "/",
            ] {
                let path = format!("{start}{rest}");
                let Ok(_) = app.url(&path).parse::<ureq::http::Uri>() else {
                    continue;
                };
                let answer = app.get(&path, &bearer);
                prop_assert!(answer.status < 500, "{path}: {answer:?}");
            }
            Ok(())
        })
        .unwrap();
}
