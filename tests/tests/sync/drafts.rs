//! A visit under way, and sync: nothing of a draft leaves but by a hand-over (N5), and an answer is saved while the network
//! is waited for (N6). By Carnet's own commands, the store's process and a true network.

use std::io::Read;
use std::net::TcpListener;
use std::sync::mpsc;
use std::time::Duration;

use indicator_store::machine::ThisMachine;
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use notebook::sync::Access;
use serde_json::{Value, json};
use sync_protocol::{Record, RecordKind};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use whole_product::machine::{Machine, PASSPHRASE};
use whole_product::story::{SECRET, Story};
use whole_product::sync::closed::ClosedNotebook;
use whole_product::sync::laptop::Trouble;
use whole_product::sync::process::StoreProcess;
use whole_product::sync::visits::ACADEMIE;
use whole_product::sync::{Founded, Wire};

/// How long a request is waited for.
const PATIENCE: Duration = Duration::from_secs(120);
/// What the inspector wrote during the visit.
const WRITTEN: [&str; 2] = ["La consigne est reformulée.", "Garder une trace audio"];

/// An inspector with one visit, observed and not sealed, and the store that he syncs with.
struct Stage {
    academie: Founded,
    wire: Wire,
    story: Story,
    folder: TempDir,
}

impl Stage {
    fn observed() -> Result<(Self, StoreProcess), Trouble> {
        let academie = Founded::in_folder()?;
        let store = academie.serve()?;
        let wire = Wire::to(store.address)?;
        let folder = tempfile::tempdir()?;
        let machine = Machine::in_folder(folder.path(), 91);
        let story = Story::planned_on(machine, 91).map_err(|codes| codes.join(", "))?;
        story.observe().map_err(|codes| codes.join(", "))?;
        let invitation = academie.invitation(store.address, &wire)?.to_string();
        let stage = Self {
            academie,
            wire,
            story,
            folder,
        };
        let joined = json!({ "invitation": invitation, "authority": "", "proxy": "" });
        stage.agreed(&stage.ask("join_store", joined)?);
        Ok((stage, store))
    }

    fn ask(&self, name: &str, request: Value) -> Result<Value, Trouble> {
        Ok(self
            .story
            .ask(name, request)
            .map_err(|codes| format!("{name}: {}", codes.join(", ")))?)
    }

    fn agreed(&self, view: &Value) {
        assert_eq!(view["problem"], Value::Null, "{view}");
    }

    fn serve(&self) -> Result<StoreProcess, Trouble> {
        let store = self.academie.serve()?;
        self.wire.leads_to(store.address);
        Ok(store)
    }

    /// All that the store has of the author, read by the author's own keys: the kinds, and what each record says.
    fn given(&self, store: StoreProcess) -> Result<Vec<(RecordKind, String)>, Trouble> {
        store.kill()?;
        self.ask("lock", json!({}))?;
        let closed = ClosedNotebook::open(&self.folder.path().join("carnet"), PASSPHRASE)?;
        let store = SqliteStore::open(&self.academie.folder(), &ThisMachine)?;
        let kept = Runtime::new()?.block_on(store.kept(ACADEMIE, 0, 10_000))?;
        let own = kept
            .into_iter()
            .map(|one| one.record)
            .filter(|record| record.signature.author == closed.author.fingerprint);
        own.map(|record| Ok((record.kind.clone(), said(&closed, &record)?)))
            .collect()
    }
}

/// Everything of a record, decrypted.
fn said(closed: &ClosedNotebook, record: &Record) -> Result<String, Trouble> {
    let envelope = serde_json::to_string(record)?;
    let Some(private) = &record.private else {
        return Ok(envelope);
    };
    let opened = closed.with(|desk| Ok(desk.secrets.decrypt(&private.0)?))?;
    let bytes = opened.map_or_else(|| private.0.clone(), |bytes| bytes.to_vec());
    Ok(envelope + String::from_utf8_lossy(&bytes).as_ref())
}

/// N5: neither its words, its identifiers nor notes of one's own, until it is handed over: then all of it is found.
#[test]
fn nothing_of_a_draft_leaves_until_it_is_handed_over() -> Result<(), Trouble> {
    let (stage, store) = Stage::observed()?;
    stage.agreed(&stage.ask("sync_now", json!({}))?);
    let given = stage.given(store)?;
    assert!(given.iter().any(|(kind, _)| *kind == RecordKind::Certificate));
    let (visit, seance) = (stage.story.visit.as_str(), stage.story.seance.as_str());
    for word in WRITTEN.into_iter().chain([SECRET, visit, seance]) {
        let holding = given.iter().find(|(_, said)| said.contains(word));
        assert!(holding.is_none(), "{word}: {holding:?}");
    }

    let store = stage.serve()?;
    stage.ask("unlock", json!({ "passphrase": PASSPHRASE }))?;
    stage.ask("hand_over", stage.story.named())?;
    stage.agreed(&stage.ask("sync_now", json!({}))?);
    let given = stage.given(store)?;
    let mut handed = given
        .iter()
        .filter(|(kind, _)| *kind == RecordKind::DraftHandOver);
    let (_, said) = handed.next().ok_or("nothing was handed over")?;
    assert!(handed.next().is_none());
    for word in WRITTEN.into_iter().chain([visit, seance]) {
        assert!(
            said.contains(word),
            "what would not be found would prove nothing: {word}"
        );
    }
    Ok(())
}

/// N6: a store that takes a request and never answers holds up the sync alone. A save that waited for it would come back
/// once the sync has given up, and be caught.
#[test]
fn an_answer_is_saved_while_the_network_is_waited_for() -> Result<(), Trouble> {
    let (stage, _store) = Stage::observed()?;
    let silent = TcpListener::bind("127.0.0.1:0")?;
    stage.wire.leads_to(silent.local_addr()?);
    let (comes, came) = mpsc::channel();
    // Of its own: where no request comes, it is left behind.
    std::thread::spawn(move || {
        let _ = comes.send(silent.accept());
    });
    std::thread::scope(|scope| {
        let syncing = scope.spawn(|| stage.ask("sync_now", json!({})));
        let (mut held, _) = came.recv_timeout(PATIENCE)??;
        held.set_read_timeout(Some(PATIENCE))?;
        let asked = held.read(&mut [0; 1024])?;
        let saved = stage
            .story
            .answer("lien_objectif", json!({ "state": "level", "value": 1 }));
        let written = stage.story.write("Les groupes se forment seuls.");
        let is_waiting = !syncing.is_finished();
        drop(held);
        let ended = syncing.join().map_err(|_| "the sync panicked")??;
        assert!(asked > 0 && is_waiting, "what was saved waited for the network");
        assert!(saved.is_ok() && written.is_ok(), "{saved:?} {written:?}");
        assert_ne!(ended["problem"], Value::Null, "{ended}");
        Ok::<(), Trouble>(())
    })?;
    let view = stage.ask("observation", stage.story.named())?;
    let state = &view["seances"][&stage.story.seance]["items"]["lien_objectif"]["state"];
    assert_eq!(*state, json!({ "state": "level", "value": 1 }));
    let notes = view["notes"].as_array().map_or(0, Vec::len);
    assert_eq!(notes, 2);
    Ok(())
}
