//! A machine for tests: folders of its own, a clock that a test moves, randomness that a seed gives, a real disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use app::App;
use app::host::{Drive, Host};
use observation::directory::fictitious::Sequence;
use observation::instant::Instant;
use serde_json::{Value, json};

/// The machine. Its folders go with it, unless they were given.
pub struct Machine {
    notebook: PathBuf,
    documents: PathBuf,
    state: Mutex<State>,
    _folders: Option<tempfile::TempDir>,
}

struct State {
    now: i64,
    drive: Drive,
    drawn: Sequence,
    documents_full: bool,
}

/// Tuesday 24 November 2026, 8 h 00 in La Réunion.
pub const MORNING: &str = "2026-11-24T04:00:00.000Z";

impl Machine {
    /// A machine with folders of its own.
    ///
    /// # Errors
    /// When the system gives no temporary folder.
    pub fn new(seed: u64) -> io::Result<Arc<Self>> {
        let folders = tempfile::tempdir()?;
        let (notebook, documents) = (folders.path().join("carnet"), folders.path().join("documents"));
        Ok(Self::at(notebook, documents, seed, Some(folders)))
    }

    /// A machine whose notebook and documents lie in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path, seed: u64) -> Arc<Self> {
        Self::at(folder.join("carnet"), folder.join("documents"), seed, None)
    }

    fn at(notebook: PathBuf, documents: PathBuf, seed: u64, folders: Option<tempfile::TempDir>) -> Arc<Self> {
        let now = MORNING
            .parse::<Instant>()
            .map(Instant::milliseconds)
            .unwrap_or_default();
        let state = Mutex::new(State {
            now,
            drive: Drive::Local,
            drawn: Sequence::new(seed),
            documents_full: false,
        });
        Arc::new(Self {
            notebook,
            documents,
            state,
            _folders: folders,
        })
    }

    /// Moves the clock by so many minutes, forwards or backwards.
    pub fn pass(&self, minutes: i64) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).now += minutes * 60_000;
    }

    /// Says on what kind of drive every folder is from now on.
    pub fn move_to(&self, drive: Drive) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).drive = drive;
    }

    /// Fills the disk of the documents, or makes room.
    pub fn fill_documents(&self, is_full: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.documents_full = is_full;
    }

    fn has_no_room(&self, path: &Path) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.documents_full && path.starts_with(&self.documents)
    }

    /// Where documents are written.
    #[must_use]
    pub fn documents(&self) -> &Path {
        &self.documents
    }
}

impl Host for Machine {
    fn now(&self) -> Instant {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.now += 1;
        Instant::from_milliseconds(state.now)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for byte in bytes {
            *byte = u8::try_from(state.drawn.below(256)).unwrap_or_default();
        }
    }

    fn notebook_folder(&self) -> PathBuf {
        self.notebook.clone()
    }

    fn documents_folder(&self) -> PathBuf {
        self.documents.clone()
    }

    fn drive(&self, _: &Path) -> Drive {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.drive.clone()
    }

    fn write_durably(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.has_no_room(path) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn open_with_system(&self, _: &Path) -> io::Result<()> {
        Err(io::Error::other("no program opens files here"))
    }
}

/// The passphrase of every test notebook.
pub const PASSPHRASE: &str = "pirogue lanterne ruche granit";

/// Asks `app` for one command; what it answers, or what is wrong.
///
/// # Errors
/// The codes of the problems, in order; or the sentences of the catalogue that were left with a blank, which is a defect.
pub fn ask(app: &App, name: &str, request: Value) -> Result<Value, Vec<String>> {
    let told = app.call(name, request);
    let said = match &told {
        Ok(response) => sentences(response),
        Err(failure) => failure.problems.iter().map(|one| one.message.clone()).collect(),
    };
    let unfilled: Vec<String> = said.into_iter().filter(|sentence| has_blank(sentence)).collect();
    if !unfilled.is_empty() {
        return Err(unfilled);
    }
    told.map_err(|failure| failure.problems.into_iter().map(|one| one.code).collect())
}

/// Every sentence of the catalogue in a response.
fn sentences(response: &Value) -> Vec<String> {
    match response {
        Value::Object(members) => {
            let own = members.get("message").and_then(Value::as_str).map(str::to_owned);
            own.into_iter()
                .chain(members.values().flat_map(sentences))
                .collect()
        }
        Value::Array(values) => values.iter().flat_map(sentences).collect(),
        _ => Vec::new(),
    }
}

/// Whether a parameter was not filled in, as in « {valeur} ».
#[must_use]
pub fn has_blank(sentence: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    sentence
        .split('{')
        .skip(1)
        .any(|after| after.split_once('}').is_some_and(|(name, _)| is_name(name)))
}

/// An application whose notebook is made, confirmed, and belongs to an inspector of La Réunion.
///
/// # Errors
/// The codes of what was refused.
pub fn set_up(machine: Arc<Machine>) -> Result<App, Vec<String>> {
    set_up_with_code(machine).map(|(app, _)| app)
}

/// The same, and its recovery code.
///
/// # Errors
/// The codes of what was refused.
pub fn set_up_with_code(machine: Arc<Machine>) -> Result<(App, String), Vec<String>> {
    let app = App::new(machine);
    let code = ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE }))?;
    let groups: Vec<&Value> = code["to_confirm"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_u64)
        .map(|index| &code["groups"][usize::try_from(index).unwrap_or_default()])
        .collect();
    ask(&app, "confirm_recovery", json!({ "groups": groups }))?;
    let presets = ask(&app, "presets", json!({}))?;
    let inspector = json!({
        "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)",
        "service": "Circonscription fictive", "circonscriptions": [], "disciplines": [], "preset": presets[0],
    });
    ask(&app, "save_inspector", inspector)?;
    ask(&app, "offer_tour", json!({ "offered": false }))?;
    let groups = code["groups"].as_array().into_iter().flatten();
    let groups: Vec<&str> = groups.filter_map(Value::as_str).collect();
    Ok((app, groups.join("-")))
}
