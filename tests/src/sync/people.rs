//! People of an académie as they live it, by commands: a keeper who founds it, colleagues who join.

use std::net::TcpListener;

use app::App;
use app::sample::Sample;
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::{Kept, Store};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::authority::Authority;
use super::laptop::Trouble;
use super::process::{StoreProcess, operator};
use super::store::Still;
use crate::machine::{Machine, ask, set_up_with_code};

/// The passphrase of a laptop that was made from what the store keeps.
pub const RECOVERED: &str = "granit ruche lanterne pirogue";

/// What a person is told, or why not.
pub type Told<T> = Result<T, Trouble>;

/// Somebody, with a laptop of his own.
pub struct Person {
    /// What he works with.
    pub app: App,
    /// Where his notebook lies.
    pub folder: TempDir,
}

impl Person {
    /// Somebody whose first start is done.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new(seed: u64) -> Told<Self> {
        Self::with_code(seed).map(|(person, _)| person)
    }

    /// The same, and the recovery code.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn with_code(seed: u64) -> Told<(Self, String)> {
        let folder = tempfile::tempdir()?;
        let (app, code) =
            set_up_with_code(Machine::in_folder(folder.path(), seed)).map_err(|codes| codes.join(", "))?;
        Ok((Self { app, folder }, code))
    }

    /// The same person on a new laptop, from what the store keeps for the recovery code; set up as the first was.
    ///
    /// # Errors
    /// When the store does not give it back.
    pub fn recovered(seed: u64, invitation: &str, code: &str) -> Told<Self> {
        let folder = tempfile::tempdir()?;
        let app = App::new(Machine::in_folder(folder.path(), seed));
        let person = Self { app, folder };
        let request = json!({
            "invitation": invitation, "code": code, "passphrase": RECOVERED,
            "authority": "", "proxy": "",
        });
        person.ask("recover_from_store", request)?;
        let presets = person.ask("presets", json!({}))?;
        let inspector = json!({
            "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)",
            "service": "Circonscription fictive", "circonscriptions": [], "disciplines": [], "preset": presets[0],
        });
        person.ask("save_inspector", inspector)?;
        Ok(person)
    }

    /// The same, whose register holds as many teachers.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn with_teachers(seed: u64, teachers: usize) -> Told<Self> {
        let person = Self::new(seed)?;
        person.make_up(teachers, 0, seed)?;
        Ok(person)
    }

    /// Fills his notebook with fictitious teachers and sealed visits.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn make_up(&self, teachers: usize, past_visits: usize, seed: u64) -> Told<()> {
        Ok(self.app.make_up(Sample {
            schools: 20,
            teachers,
            past_visits,
            coming_visits: 0,
            seed,
        })?)
    }

    /// What a command answers.
    ///
    /// # Errors
    /// The codes of what is wrong.
    pub fn ask(&self, name: &str, request: Value) -> Told<Value> {
        Ok(ask(&self.app, name, request).map_err(|codes| codes.join(", "))?)
    }

    /// The codes of what is wrong with a command; none where it answers.
    #[must_use]
    pub fn refused(&self, name: &str, request: Value) -> Vec<String> {
        ask(&self.app, name, request).err().unwrap_or_default()
    }

    /// Syncs, and stumbles over all that is not well.
    ///
    /// # Errors
    /// When the command is refused.
    ///
    /// # Panics
    /// When the sync met a problem, or something was not believed.
    pub fn sync(&self) -> Told<Value> {
        let view = self.ask("sync_now", json!({}))?;
        assert_eq!(view["problem"], Value::Null, "{view}");
        assert_eq!(view["disbelieved"], json!([]), "{view}");
        Ok(view)
    }

    /// Takes an invitation.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn take(&self, invitation: &str) -> Told<()> {
        self.take_by(invitation, "", "").map(drop)
    }

    /// Takes an invitation, where the store is reached by an authority and a proxy of the académie's own.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn take_by(&self, invitation: &str, authority: &str, proxy: &str) -> Told<Value> {
        let joined = json!({ "invitation": invitation, "authority": authority, "proxy": proxy });
        self.ask("join_store", joined)
    }

    /// A file that he picked.
    ///
    /// # Errors
    /// When it is not taken.
    pub fn staged(&self, name: &str, bytes: Vec<u8>) -> Told<Value> {
        let staged = self
            .app
            .stage_file(name, bytes)
            .map_err(|failure| format!("{failure:?}"))?;
        Ok(json!({ "file": staged.file }))
    }

    /// The names in the register.
    ///
    /// # Errors
    /// When the command is refused.
    pub fn teachers(&self) -> Told<Vec<String>> {
        let found = self.ask("teachers", json!({ "query": "", "uai": null }))?;
        let names = found.as_array().into_iter().flatten();
        Ok(names
            .map(|one| format!("{} {}", text(&one["family_name"]), text(&one["given_name"])))
            .collect())
    }
}

/// A keeper and the store of the académie that he founded.
pub struct FoundedAcademie {
    /// Its keeper.
    pub keeper: Person,
    /// The folder of its store, where it keeps in one.
    pub data: TempDir,
    /// Where its store keeps, in the words of its command line.
    pub place: Vec<String>,
    /// Its store.
    pub store: StoreProcess,
}

impl FoundedAcademie {
    /// An académie with its keeper and a store that serves it.
    ///
    /// # Errors
    /// When the store does not start.
    ///
    /// # Panics
    /// When an address in clear is taken.
    pub fn founded() -> Told<Self> {
        Self::founded_at("http://127.0.0.1", "", (None, &[]))
    }

    /// One whose store answers its operator too, and keeps in this PostgreSQL database, or in a folder where there is none.
    ///
    /// # Errors
    /// When the store does not start.
    ///
    /// # Panics
    /// When an address in clear is taken.
    pub fn watched(database: Option<&str>) -> Told<Self> {
        let serving = ["--operator", "127.0.0.1:0"].map(str::to_owned);
        Self::founded_at("http://127.0.0.1", "", (database, &serving))
    }

    /// One whose store answers by TLS, with a certificate of `authority` to `name`, by which laptops find it.
    ///
    /// # Errors
    /// When the store does not start.
    ///
    /// # Panics
    /// When an address in clear is taken.
    pub fn founded_by_tls(authority: &Authority, name: &str) -> Told<Self> {
        let (host, serving) = (format!("https://{name}"), authority.serving(name)?);
        Self::founded_at(&host, &authority.file(), (None, &serving))
    }

    /// One at a free port of `host`; founded anew where somebody else took the port before the store did.
    fn founded_at(host: &str, authority: &str, serving: (Option<&str>, &[String])) -> Told<Self> {
        Self::founded_once(host, authority, serving).or_else(|_| Self::founded_once(host, authority, serving))
    }

    fn founded_once(
        host: &str,
        authority: &str,
        (database, serving): (Option<&str>, &[String]),
    ) -> Told<Self> {
        let (keeper, data) = (Person::new(91)?, tempfile::tempdir()?);
        let in_clear = keeper.refused("open_academie", json!({ "url": "http://entrepot.example" }));
        assert_eq!(in_clear, ["sync.in_clear"]);
        // The port is held until the store takes it.
        let held = TcpListener::bind("127.0.0.1:0")?;
        let listen = held.local_addr()?;
        let url = format!("{host}:{}", listen.port());
        let founded = json!({ "url": url, "authority": authority, "proxy": "" });
        let view = keeper.ask("open_academie", founded)?;
        assert_eq!(view["has_root"], true);
        let key = keeper.ask("export_root_public_key", json!({}))?;
        let place = match database {
            Some(url) => vec!["--database".to_owned(), url.to_owned()],
            None => vec!["--data".to_owned(), data.path().display().to_string()],
        };
        let (academie, key) = (text(&view["academie"]), text(&key["path"]));
        let words: Vec<&str> = place.iter().chain(serving).map(String::as_str).collect();
        operator(
            &words[..place.len()],
            &["academie", "create", &academie, "--root-public-key", &key],
        )?;
        drop(held);
        let store = StoreProcess::serve_at(&words, listen)?;
        keeper.sync()?;
        Ok(Self {
            keeper,
            data,
            place,
            store,
        })
    }

    /// All that its store keeps, read from its folder; it serves again afterwards.
    ///
    /// # Errors
    /// When the process does not end or start, or the disk refuses.
    pub fn kept(self) -> Told<(Self, Vec<Kept>)> {
        let code = text(&self.keeper.ask("academie", json!({}))?["academie"]);
        let listen = self.store.address;
        self.store.kill()?;
        let opened = SqliteStore::open(self.data.path(), &Still(1))?;
        let all = Runtime::new()?.block_on(opened.kept(&code, 0, usize::MAX >> 1))?;
        drop(opened);
        let words: Vec<&str> = self.place.iter().map(String::as_str).collect();
        let store = StoreProcess::serve_at(&words, listen)?;
        Ok((Self { store, ..self }, all))
    }

    /// The text of an invitation to a role in one discipline.
    ///
    /// # Errors
    /// When the keeper cannot invite.
    pub fn invite(&self, person: &str, role: &str, discipline: &str) -> Told<String> {
        let made = self
            .keeper
            .ask("make_invitation", invitation(person, role, discipline))?;
        self.keeper.sync()?;
        Ok(text(&made["text"]))
    }
}

/// What a keeper asks to invite somebody.
#[must_use]
pub fn invitation(person: &str, role: &str, discipline: &str) -> Value {
    json!({
        "person": person, "role": role, "whole_academie": false, "circonscriptions": [],
        "disciplines": [discipline], "until": "", "expires": "2099-12-31",
    })
}

/// A text of an answer; empty where it is none.
#[must_use]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
