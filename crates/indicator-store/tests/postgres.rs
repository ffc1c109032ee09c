//! The store on PostgreSQL: what every store holds to, on a server that the tests start.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod contract;
mod order;
mod server;

use std::sync::Arc;

use indicator_store::error::StoreError;
use indicator_store::machine::ThisMachine;
use indicator_store::postgres::{Database, PostgresStore};
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use server::Server;

async fn fresh() -> (PostgresStore, Arc<Server>) {
    let server = Server::shared();
    let url = server.fresh_database().await;
    (
        PostgresStore::open(&Database::at(&url), &ThisMachine)
            .await
            .unwrap(),
        server,
    )
}

store_contract_tests!(fresh);

#[tokio::test]
async fn two_replicas_open_one_database_at_once_and_are_of_one_life() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let database = Database::at(&url);
    let open = || PostgresStore::open(&database, &ThisMachine);
    let (one, other) = tokio::join!(open(), open());
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.epoch().await.unwrap(), other.epoch().await.unwrap());
    contract::found(&one).await;
    let trust = other.trust(contract::academie::ACADEMIE).await.unwrap();
    assert!(trust.chain().is_keeper(&contract::academie::KEEPER.fingerprint()));
}

#[tokio::test]
async fn several_spans_are_packed_as_one() {
    let ((former, _one), (next, _other)) = (fresh().await, fresh().await);
    contract::several_spans_are_packed_as_one(former, next).await;
}

#[tokio::test]
async fn a_cache_that_forgets_a_purge_is_caught() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let store = PostgresStore::open(&Database::at(&url), &ThisMachine)
        .await
        .unwrap();
    let mut history = contract::history::History::begin(&store, 8).await;
    history.go_on(&store, 60).await;
    client_of(&url)
        .await
        .batch_execute("DROP TRIGGER packed_forgets_purged ON record")
        .await
        .unwrap();
    contract::forgetting_no_purge_is_caught(store, history).await;
}

/// A store that was worked in, and a client of its database that no trigger holds back.
async fn worked_in() -> (PostgresStore, tokio_postgres::Client, Arc<Server>) {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let store = PostgresStore::open(&Database::at(&url), &ThisMachine)
        .await
        .unwrap();
    contract::damage::worked_in(&store).await;
    (store, client_of(&url).await, server)
}

/// The same change, as PostgreSQL writes its truths.
fn in_its_words(change: &str) -> String {
    let change = change
        .replace("purged = 1", "purged")
        .replace("AND purged = 0", "AND NOT purged");
    let change = change.replace("CAST(sha256 AS BLOB)", "sha256");
    change.replace("SET purged = 0", "SET purged = false")
}

#[tokio::test]
async fn a_check_finds_what_was_changed_on_the_disk() {
    for (change, says) in contract::damage::DAMAGES {
        let (store, client, _server) = worked_in().await;
        let change = in_its_words(change);
        let unguarded = format!("SET session_replication_role = replica; {change}");
        client.batch_execute(&unguarded).await.unwrap();
        contract::damage::a_damage_is_found(store, &change, says).await;
    }
}

#[tokio::test]
async fn a_check_finds_nothing_in_what_was_worked_in() {
    let (store, _server) = fresh().await;
    contract::damage::a_check_finds_nothing_in_what_was_worked_in(store).await;
}

#[tokio::test]
async fn a_check_judges_what_an_archive_brought() {
    let ((former, _one), (next, _other)) = (fresh().await, fresh().await);
    contract::damage::a_check_judges_what_an_archive_brought(former, next).await;
}

#[tokio::test]
async fn an_act_without_its_line_is_not_done() {
    let (store, client, _server) = worked_in().await;
    let change =
        "CREATE TRIGGER no_line BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION only_added_to()";
    client.batch_execute(change).await.unwrap();
    contract::an_act_without_its_line_is_not_done(store).await;
}

#[tokio::test]
async fn nobody_changes_the_trail_or_a_record() {
    let (_store, client, _server) = worked_in().await;
    for change in [
        "UPDATE audit SET line = '{}'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "TRUNCATE academie CASCADE",
        "UPDATE record SET stream = 'academie'",
        "DELETE FROM record WHERE kind = 'tombstone'",
        "TRUNCATE record CASCADE",
    ] {
        let refused = client.batch_execute(change).await.unwrap_err();
        let said = refused.as_db_error().map(ToString::to_string);
        assert!(
            said.is_some_and(|said| said.contains("only added to")),
            "{change}"
        );
    }
}

#[tokio::test]
async fn a_database_that_answers_before_it_has_written_is_refused() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let name = url.rsplit('=').next().unwrap();
    let sql = format!("ALTER DATABASE {name} SET synchronous_commit = off");
    server.execute(&sql).await;
    let opened = PostgresStore::open(&Database::at(&url), &ThisMachine).await;
    assert!(
        matches!(opened.err(), Some(StoreError::NotDurable { setting, .. }) if setting == "synchronous_commit")
    );
    // These two are of the whole server.
    for forgetful in ["fsync", "full_page_writes"] {
        let server = Server::set(&[format!("{forgetful}=off")]);
        let url = server.fresh_database().await;
        let opened = PostgresStore::open(&Database::at(&url), &ThisMachine).await;
        assert!(
            matches!(opened.err(), Some(StoreError::NotDurable { setting, .. }) if setting == forgetful),
            "{forgetful}"
        );
    }
}

/// A client of the database at `url`.
async fn client_of(url: &str) -> tokio_postgres::Client {
    let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
    let (client, connection) = connected.unwrap();
    tokio::spawn(connection);
    client
}

/// While replicas are brought up to date one after the other, one of the release before may have to start again.
#[tokio::test]
async fn a_replica_starts_on_a_later_schema_that_suits_it_and_on_no_other() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let database = Database::at(&url);
    drop(PostgresStore::open(&database, &ThisMachine).await.unwrap());
    let client = client_of(&url).await;
    let known: i64 = client
        .query_one("SELECT max(number) FROM migration", &[])
        .await
        .unwrap()
        .get(0);
    let later = |number: i64, suits: i64| {
        let sql = format!("INSERT INTO migration (number, suits) VALUES ({number}, {suits})");
        let client = &client;
        async move { client.batch_execute(&sql).await.unwrap() }
    };
    later(known + 1, known).await;
    let opened = PostgresStore::open(&database, &ThisMachine).await;
    contract::found(&opened.unwrap()).await;
    later(known + 2, known + 1).await;
    let opened = PostgresStore::open(&database, &ThisMachine).await;
    assert!(matches!(opened.err(), Some(StoreError::Newer { .. })));
}

/// The steps of the release before, and what was kept in it.
const BEFORE: [&str; 6] = [
    include_str!("../src/postgres/0001.sql"),
    include_str!("../src/postgres/0002.sql"),
    include_str!("../src/postgres/0003.sql"),
    include_str!("../src/postgres/0004.sql"),
    include_str!("../src/postgres/0005.sql"),
    "CREATE TABLE migration (number bigint PRIMARY KEY, suits bigint);
    INSERT INTO migration VALUES (1, 1), (2, 1), (3, 2), (4, 3), (5, 4);
    INSERT INTO academie (academie, root, created_at) VALUES ('a', 'root', 'then');
    INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, stored_at)
        VALUES ('a', 'revision', '00000000-0000-0000-0000-000000000001', 1, '\\x01', 1, 'academie', 'me', '{}', 'facts', NULL, 'at one'),
            ('a', 'grid', '00000000-0000-0000-0000-000000000002', 2, '\\x02', 2, 'author', 'you', '[]', NULL, 'the grid', 'at two');
    INSERT INTO private (academie, kind, id, revision, sha256, bytes)
        VALUES ('a', 'revision', '00000000-0000-0000-0000-000000000001', 1, '\\x01', '\\x03');",
];

#[tokio::test]
async fn a_database_of_the_release_before_keeps_each_record() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let client = client_of(&url).await;
    for step in BEFORE {
        client.batch_execute(step).await.unwrap();
    }
    let held = async || {
        let sql = "SELECT coalesce(string_agg(r::text || coalesce(p::text, ''), ' ' ORDER BY r.sequence), '')
                   FROM record r LEFT JOIN private p USING (academie, kind, id, revision, sha256)";
        client.query_one(sql, &[]).await.unwrap().get::<_, String>(0)
    };
    let before = held().await;
    assert!(
        before.contains("the grid") && before.contains("facts"),
        "{before}"
    );
    drop(
        PostgresStore::open(&Database::at(&url), &ThisMachine)
            .await
            .unwrap(),
    );
    assert_eq!(held().await, before);
    let suits = client
        .query_one("SELECT max(suits) FROM migration", &[])
        .await
        .unwrap();
    assert_eq!(suits.get::<_, Option<i64>>(0), Some(5));
}

#[tokio::test]
async fn an_archive_goes_from_a_folder_to_a_database_and_back() {
    let (folder, back) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let pilot = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    let (production, _server) = fresh().await;
    contract::an_archive_holds_everything(pilot, production).await;
    let (production, _server) = fresh().await;
    let pilot = SqliteStore::open(back.path(), &ThisMachine).unwrap();
    contract::an_archive_holds_everything(production, pilot).await;
}

/// An authority, and what it signs for `localhost`: its certificate, the server's and the server's key, in PEM.
fn certified() -> (String, String, String) {
    let authority = rcgen::KeyPair::generate().unwrap();
    let mut said = rcgen::CertificateParams::new(Vec::new()).unwrap();
    said.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let signed = said.self_signed(&authority).unwrap().pem();
    let issuer = rcgen::Issuer::new(said, authority);
    let key = rcgen::KeyPair::generate().unwrap();
    let server = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let server = server.signed_by(&key, &issuer).unwrap();
    (signed, server.pem(), key.serialize_pem())
}

#[tokio::test]
async fn under_tls_the_database_is_believed_by_its_authority_and_name_alone() {
    let (authority, certificate, key) = certified();
    let (server, port) = Server::over_tcp(Some((&certificate, &key)));
    server.execute("CREATE DATABASE known").await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (known, another) = (file("known.pem", &authority), file("another.pem", &certified().0));
    let reached = |host: &str, authority: Option<&std::path::Path>| Database {
        url: format!("postgres://carnet@{host}:{port}/known?sslmode=require"),
        authority: authority.map(std::path::Path::to_owned),
    };
    let opened = PostgresStore::open(&reached("localhost", Some(&known)), &ThisMachine).await;
    assert_eq!(opened.unwrap().academies().await.unwrap(), []);
    for (host, authority) in [
        ("localhost", Some(another.as_path())),
        ("localhost", None),
        ("127.0.0.1", Some(known.as_path())),
    ] {
        let refused = PostgresStore::open(&reached(host, authority), &ThisMachine).await;
        let told = refused.err().unwrap().to_string();
        assert!(told.contains("certificate"), "{host}: {told}");
    }
}

#[tokio::test]
async fn a_database_that_speaks_no_tls_is_not_spoken_to_in_clear() {
    let (server, port) = Server::over_tcp(None);
    server.execute("CREATE DATABASE known").await;
    let url = format!("postgres://carnet@localhost:{port}/known");
    let database = Database::at(format!("{url}?sslmode=require"));
    let refused = PostgresStore::open(&database, &ThisMachine).await.err();
    assert!(refused.unwrap().to_string().contains("TLS"));
    // To another machine, as far as the name tells, nobody had to ask for it.
    let elsewhere = format!("host=base.example hostaddr=127.0.0.1 port={port} user=carnet dbname=known");
    let refused = PostgresStore::open(&Database::at(elsewhere), &ThisMachine)
        .await
        .err();
    assert!(refused.unwrap().to_string().contains("TLS"));
    assert!(
        PostgresStore::open(&Database::at(url), &ThisMachine)
            .await
            .is_ok()
    );
}
