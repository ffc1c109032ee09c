//! What is too large, too deep, too slow or too often is refused before it costs anything, and the service goes on.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use super::contract::academie::{INSPECTOR, KEEPER};
use super::contract::{revision, visit};
use super::{TestApp, unhurried};
use indicator_store::http::Rates;

fn refused(app: &TestApp, headers: &[(&str, &str)], body: &[u8], status: u16, code: &str) {
    let bearer = app.enrolled(INSPECTOR);
    let answer = app.send("/v1/batches", &bearer, headers, body);
    assert_eq!((answer.status, answer.code()), (status, code));
    assert_eq!(app.get("/v1/hello", &bearer).status, 200, "the service goes on");
}

#[test]
fn a_batch_may_be_packed_and_what_it_unpacks_to_is_bounded() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let batch = json!({ "records": [revision(INSPECTOR, visit(1), "{}", &[])] }).to_string();
    let packed = zstd::encode_all(batch.as_bytes(), 3).unwrap();
    let answer = app.send("/v1/batches", &bearer, &[("content-encoding", "zstd")], &packed);
    assert_eq!(answer.body["verdicts"][0]["verdict"], "stored");
    // A frame that says how much it holds, one that does not, and one that says less than it holds.
    let zeros = vec![b' '; 64 << 20];
    let bomb = zstd::bulk::compress(&zeros, 3).unwrap();
    let unsaid = zstd::encode_all(zeros.as_slice(), 3).unwrap();
    for bytes in [&bomb, &unsaid] {
        refused(
            &app,
            &[("content-encoding", "zstd")],
            bytes,
            413,
            "store.too_large",
        );
    }
    let mut twice = zstd::bulk::compress(b"{}", 3).unwrap();
    twice.extend(&bomb);
    refused(&app, &[("content-encoding", "zstd")], &twice, 422, "store.shape");
    refused(
        &app,
        &[("content-encoding", "zstd")],
        b"not a frame",
        422,
        "store.shape",
    );
    refused(&app, &[("content-encoding", "gzip")], b"{}", 422, "store.shape");
}

#[test]
fn what_is_no_batch_is_told() {
    let app = TestApp::start(unhurried());
    let deep = format!("{{\"records\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for body in ["", "[]", "{\"records\":3}", &deep, "\u{feff}{}", "<html>"] {
        refused(&app, &[], body.as_bytes(), 422, "store.shape");
    }
    let many = json!({ "records": vec![3; 101] });
    refused(&app, &[], many.to_string().as_bytes(), 413, "store.too_large");
    // What is none refuses itself alone.
    let bearer = app.enrolled(INSPECTOR);
    let mixed = json!({ "records": [3, revision(INSPECTOR, visit(1), "{}", &[])] });
    let answer = app.post("/v1/batches", &bearer, &mixed);
    let verdicts: Vec<_> = answer.body["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["verdict"].clone())
        .collect();
    assert_eq!(verdicts, ["refused", "stored"]);
}

#[test]
fn a_body_larger_than_the_limit_is_not_read() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let head = |length: &str| {
        let host = app.address;
        format!(
            "POST /v1/batches HTTP/1.1\r\nhost: {host}\r\ncarnet-protocol: 1\r\nauthorization: Bearer {bearer}\r\n{length}\r\n\r\n"
        )
    };
    for length in ["content-length: 99999999999", "content-length: 5000000"] {
        let mut stream = TcpStream::connect(app.address).unwrap();
        stream.write_all(head(length).as_bytes()).unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 413");
    }
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let mut stream = TcpStream::connect(app.address).unwrap();
    let host = app.address;
    let head = format!(
        "POST /v1/batches HTTP/1.1\r\nhost: {host}\r\ncarnet-protocol: 1\r\nauthorization: Bearer {bearer}\r\ncontent-length: 100\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
}

#[test]
fn who_asks_too_often_waits_and_nobody_else_does() {
    let app = TestApp::start(Rates::of((1, 3), (1, 4)));
    let (inspector, keeper) = (app.enrolled(INSPECTOR), app.enrolled(KEEPER));
    let statuses: Vec<u16> = (0..5).map(|_| app.get("/v1/hello", &inspector).status).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    let held = app.get("/v1/hello", &inspector);
    assert_eq!(held.code(), "store.too_often");
    assert!(held.retry_after.unwrap().parse::<u64>().unwrap() > 0);
    assert_eq!(app.get("/v1/hello", &keeper).status, 200);
    // Who guesses tokens is held back by the address.
    let guesses: Vec<u16> = (0..3).map(|_| app.get("/v1/hello", "x.y").status).collect();
    assert_eq!(guesses, [401, 401, 429]);
}

#[test]
fn whatever_the_framework_refuses_is_a_problem_too() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    for (path, status, code) in [
        ("/v1/streams/author?after=%FF", 422, "store.cursor"),
        ("/v1/streams/author?after=1&after=2", 422, "store.shape"),
        ("/v1/authors/me/digest?circles=%FF", 422, "store.shape"),
        ("/v1/streams/%FF", 422, "store.shape"),
        ("/v1/nowhere", 404, "store.route"),
        ("/v1/batches", 405, "store.route"),
        ("/v1/academies/%FF/invitations/0", 422, "store.shape"),
    ] {
        let answer = app.get(path, &bearer);
        assert_eq!(
            (answer.status, answer.code()),
            (status, code),
            "{path}: {answer:?}"
        );
        assert_eq!(answer.kind, "application/problem+json", "{path}");
    }
}
