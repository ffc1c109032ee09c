//! What leaves a laptop and all that the store makes of it, its log, its figures, its database and its archives: nothing of
//! it names a person, says what was seen, or opens anything.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::json;
use sync_protocol::encoding::Ciphertext;
use tokio::runtime::Runtime;
use whole_product::machine::{Machine, PASSPHRASE, set_up_with_code};
use whole_product::story::{SECRET, Story};
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};
use whole_product::sync::process::{answer_of, operator};
use whole_product::sync::visits::PROSE;
use whole_product::sync::wire::Wire;

use super::server::Server;
use super::succession::chosen;

/// Whom the keeper invites, in his own words.
const INVITED: &str = "Mme Rivière-Técher";

/// Who takes over her post.
const SUCCESSOR: &str = "M. Boyer-Vitry";

/// The circle of both.
const CIRCLE: &str = "discipline/L0202";

/// What the draft is for.
const OBJECTIVES: &str = "Des brouillons dictés, puis relus à deux";

/// The day of the draft, on which nothing else is.
const DAY: &str = "2026-12-03";

/// A place where words could be read, and one that is there: a search that finds nothing would prove nothing.
struct Place {
    name: &'static str,
    bytes: Vec<u8>,
    holds: &'static str,
}

impl Place {
    fn has(&self, word: &str) -> bool {
        self.bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    }

    /// The first of these words that somebody reads there, in whatever writing.
    fn tells<'a>(&self, words: &'a [String]) -> Option<&'a String> {
        words
            .iter()
            .find(|word| writings(word).iter().any(|writing| self.has(writing)))
    }
}

/// How a word may stand in JSON: as it is, and within base64, whose letters depend on what came before.
fn writings(word: &str) -> Vec<String> {
    let within = (0..3).map(|before| {
        let bytes = [vec![0; before], word.as_bytes().to_vec()].concat();
        let said = json!(Ciphertext(bytes.clone()));
        let letters = text(&said);
        letters[(before * 8).div_ceil(6)..bytes.len() * 8 / 6].to_owned()
    });
    within.chain([word.to_owned()]).collect()
}

/// An inspector who observed, sealed, corrected, wrote for himself, handed a draft over, shared his register, lost his laptop
/// and left his post, through a wire on which somebody listens; and every word of his that nobody else may read.
fn lived_through(academie: &FoundedAcademie, wire: &Wire) -> Told<Vec<String>> {
    let again = json!({ "url": wire.url(), "authority": "", "proxy": "" });
    academie.keeper.ask("open_academie", again)?;
    academie.keeper.ask("open_vault", json!({ "circle": CIRCLE }))?;
    let invitation = academie.invite(INVITED, "inspecteur", "L0202")?;
    let folder = tempfile::tempdir()?;
    let machine = Machine::in_folder(folder.path(), 311);
    let (app, code) = set_up_with_code(machine.clone()).map_err(|codes| codes.join(", "))?;
    let story = Story::planned_by(app, machine, 311).map_err(|codes| codes.join(", "))?;
    let (school, draft) = written(&story).map_err(|codes| codes.join(", "))?;
    let sealed = json!({ "visit": story.visit });
    let person = Person {
        app: story.app,
        folder,
    };
    person.take(&invitation)?;
    person.ask("share_register", json!({ "circle": CIRCLE }))?;
    person.sync()?;
    person.ask("begin_correction", sealed.clone())?;
    let note = json!({
        "id": "", "seance": story.seance, "time": "", "text": PROSE, "tags": [], "in_report": true,
    });
    person.ask("save_note", json!({ "visit": sealed["visit"], "note": note }))?;
    let reason = "Une coquille dans la consigne.";
    person.ask("seal", json!({ "visit": sealed["visit"], "reason": reason }))?;
    person.ask("hand_over", json!({ "visit": draft }))?;
    person.sync()?;
    drop(person);
    Person::recovered(312, &invitation, &code)?.sync()?;
    passes_on(academie)?;
    let mut secrets = vec![school, code.replace('-', ""), code];
    secrets.extend(invitation.split(' ').next_back().map(str::to_owned));
    let of_people = [
        PASSPHRASE,
        INVITED,
        SUCCESSOR,
        "Camille Dubreuil",
        "Dubreuil",
        "Hoarau",
        "Delphine",
    ];
    let prose = [
        DAY,
        SECRET,
        PROSE,
        "reformulée",
        OBJECTIVES,
        "trace audio",
        reason,
    ];
    secrets.extend(of_people.iter().chain(&prose).map(|&word| word.to_owned()));
    Ok(secrets)
}

/// The keeper passes what was sealed to who takes over the post.
fn passes_on(academie: &FoundedAcademie) -> Told<()> {
    let (keeper, successor) = (&academie.keeper, Person::new(313)?);
    successor.take(&academie.invite(SUCCESSOR, "inspecteur", "L0202")?)?;
    successor.sync()?;
    keeper.sync()?;
    let post = keeper.ask("academie", json!({}))?["posts"][0].clone();
    let asked = json!({
        "circle": CIRCLE, "author": chosen(&post["authors"], INVITED),
        "successor": chosen(&post["successors"], SUCCESSOR), "reason": "new_post",
    });
    keeper.ask("pass_on_visits", asked)?;
    keeper.sync()?;
    let passed = keeper.ask("academie", json!({}))?["openings"][0]["passed"].clone();
    assert!(passed.as_u64() > Some(0), "nothing passed");
    successor.sync().map(drop)
}

/// Seals the visit of the story, and begins another beside it: the name of their school, and the draft.
fn written(story: &Story) -> Result<(String, String), Vec<String>> {
    story.observe()?;
    story.write(PROSE)?;
    story.seal("")?;
    let mut plan = story.plan()?;
    let uai = text(&plan["uai"]);
    plan["date"] = json!(DAY);
    (plan["seances"][0]["start"], plan["seances"][0]["end"]) = (json!("10:15"), json!("11:00"));
    plan["objectives"] = json!(OBJECTIVES);
    let planned = story.ask("save_plan", plan)?["plan"].clone();
    let note = json!({
        "id": "", "seance": planned["seances"][0]["id"], "time": "", "text": PROSE, "tags": [], "in_report": true,
    });
    story.ask("save_note", json!({ "visit": planned["id"], "note": note }))?;
    let school = story.schools.iter().find(|one| one.uai.to_string() == uai);
    let named = school.map(|one| one.name.clone()).unwrap_or_default();
    Ok((named, text(&planned["id"])))
}

/// What a store of this place could tell, once an inspector lived through all of it.
fn tells_nothing_of_anybody(database: Option<&str>) -> Told<()> {
    let academie = FoundedAcademie::watched(database)?;
    let wire = Wire::to(academie.store.address)?;
    wire.listen();
    let secrets = lived_through(&academie, &wire)?;
    let operator_at = academie.store.operator.ok_or("no address of the operator")?;
    let figures = answer_of(operator_at, "/metrics")?.into_bytes();
    let log = academie.store.said().into_bytes();
    academie.store.kill()?;
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("archive.carnet");
    let words: Vec<&str> = academie.place.iter().map(String::as_str).collect();
    operator(&words, &["backup", "--out", &archive.display().to_string()])?;
    let kept = match database {
        Some(url) => Runtime::new()?.block_on(rows_of_postgres(url))?,
        None => rows_of_sqlite(&academie.data.path().join("indicator-store.db"))?,
    };
    let heard = wire.heard()?.concat();
    let tokens = tokens(&heard);
    assert!(tokens.len() >= 2, "the keeper's and the inspector's");
    let on_the_wire = place("the wire", heard, "usage_numerique");
    let mut places = vec![
        place("the figures", figures, "verdict"),
        place("the log", log, "/v1/batches"),
        place(
            "the archive",
            zstd::decode_all(fs::File::open(&archive)?)?,
            "usage_numerique",
        ),
        place("the database", kept, "usage_numerique"),
    ];
    if database.is_none() {
        places.push(place(
            "the files",
            everything(academie.data.path())?,
            "carnet/record/1",
        ));
    }
    for place in &places {
        assert_eq!(place.tells(&tokens), None, "{}", place.name);
    }
    places.push(on_the_wire);
    for place in &places {
        assert!(place.has(place.holds), "{}: {} is there", place.name, place.holds);
        assert_eq!(place.tells(&secrets), None, "{}", place.name);
    }
    Ok(())
}

/// By what each device speaks: the store keeps their hash alone.
fn tokens(heard: &[u8]) -> Vec<String> {
    const BEFORE: &str = "authorization: bearer ";
    let heads = String::from_utf8_lossy(heard);
    let lines = heads
        .lines()
        .filter(|line| line.to_ascii_lowercase().starts_with(BEFORE));
    let tokens = lines.filter_map(|line| line[BEFORE.len()..].split_once('.'));
    let tokens: BTreeSet<String> = tokens.map(|(_, token)| token.to_owned()).collect();
    tokens.into_iter().collect()
}

fn place(name: &'static str, bytes: Vec<u8>, holds: &'static str) -> Place {
    Place { name, bytes, holds }
}

/// Every value of every table, one after the other.
fn rows_of_sqlite(file: &Path) -> Told<Vec<u8>> {
    let database = Connection::open(file)?;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let names: Vec<String> = database
        .prepare(tables)?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut bytes = Vec::new();
    for name in names {
        let mut statement = database.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                if let ValueRef::Text(value) | ValueRef::Blob(value) = row.get_ref(column)? {
                    bytes.extend(value);
                    bytes.push(b'\n');
                }
            }
        }
    }
    Ok(bytes)
}

/// The same of PostgreSQL; its bytes are unwritten from hexadecimal.
async fn rows_of_postgres(url: &str) -> Told<Vec<u8>> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    let tables = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                  WHERE table_schema = 'public'";
    let mut bytes = Vec::new();
    for row in client.query(tables, &[]).await? {
        let (table, column, kind): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let as_bytes = match kind.as_str() {
            "bytea" => format!("\"{column}\""),
            _ => format!("convert_to(\"{column}\"::text, 'UTF8')"),
        };
        let values = format!("SELECT {as_bytes} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        for value in client.query(values.as_str(), &[]).await? {
            bytes.extend(value.get::<_, &[u8]>(0));
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}

fn everything(folder: &Path) -> Told<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        bytes.extend(if path.is_dir() {
            everything(&path)?
        } else {
            fs::read(&path)?
        });
    }
    Ok(bytes)
}

#[test]
fn a_store_in_a_folder_tells_nothing_of_anybody() -> Told<()> {
    tells_nothing_of_anybody(None)
}

#[test]
fn a_store_on_postgresql_tells_nothing_of_anybody() -> Told<()> {
    let server = Server::shared();
    let url = Runtime::new()?.block_on(server.fresh_database());
    tells_nothing_of_anybody(Some(&url))
}

/// Known bad: what is said to be encrypted and is not would be seen, wherever it stands in its base64.
#[test]
fn a_document_that_goes_out_unencrypted_is_seen() {
    let secrets = [PROSE.to_owned()];
    for before in ["", "a", "ab"] {
        let document = format!("{before}{{\"text\":\"{PROSE}\"}}");
        let record = json!({ "private": Ciphertext(document.into_bytes()) }).to_string();
        let seen = place("a record", record.into_bytes(), "private");
        assert_eq!(seen.tells(&secrets), secrets.first());
    }
    let sealed = json!({ "private": Ciphertext(vec![7; 200]) }).to_string();
    assert_eq!(
        place("a record", sealed.into_bytes(), "private").tells(&secrets),
        None
    );
}
