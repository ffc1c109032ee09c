//! The full notebook: its directory imported, its visits made up, its schools searched.

use std::path::Path;
use std::sync::Arc;

use app::App;
use app::sample::Sample;
use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, set_up};

use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;

/// Rows imported below so many milliseconds.
const IMPORT_TARGET: f64 = 3_000.0;
/// A key answered below so many milliseconds: one frame.
const SEARCH_TARGET: f64 = 16.0;
/// How many imports.
const IMPORTS: usize = 3;
/// What is typed.
const TYPED: [&str; 4] = [
    "école élémentaire les hirondelles",
    "9749912",
    "collège sainte",
    "cannelle primaire",
];

/// The full notebook, closed.
pub struct Full {
    /// The machine that holds it.
    pub machine: Arc<Machine>,
}

impl Full {
    /// The application, open on it.
    pub fn opened(&self) -> Measured<App> {
        let app = App::new(Arc::clone(&self.machine) as Arc<dyn app::host::Host>);
        asked(&app, "unlock", json!({ "passphrase": PASSPHRASE }))?;
        Ok(app)
    }
}

/// What `app` answers to one command.
pub fn asked(app: &App, name: &str, request: Value) -> Measured<Value> {
    let told = app.call(name, request);
    Ok(told.map_err(|failure| {
        failure
            .problems
            .into_iter()
            .map(|one| one.message)
            .collect::<Vec<_>>()
            .join(" ")
    })?)
}

/// Makes the full notebook up in `folder`: fictitious schools and visits.
pub fn notebook(folder: &Path, visits: usize, schools: usize) -> Measured<Full> {
    let machine = Machine::in_folder(folder, 1);
    let app = set_up(Arc::clone(&machine)).map_err(|codes| codes.join(", "))?;
    app.make_up(Sample {
        schools,
        teachers: (visits / 4).clamp(20, 18_000),
        past_visits: visits,
        coming_visits: 6,
        seed: 1,
    })?;
    Ok(Full { machine })
}

/// A directory file of so many schools.
pub fn file(schools: usize) -> Vec<u8> {
    fictitious::csv(&fictitious::schools(schools, 1), Columns::Of2026, &[])
}

/// How long previews and imports of one file took.
#[derive(Default)]
pub struct Imports {
    previewed: Durations,
    imported: Durations,
}

impl Imports {
    /// One file, imported into a few new notebooks.
    pub fn measure(folder: &Path, csv: &[u8]) -> Measured<Vec<Figure>> {
        let mut imports = Self::default();
        for rank in 0..IMPORTS {
            let machine = Machine::in_folder(&folder.join(format!("imported-{rank}")), 3);
            let app = set_up(machine).map_err(|codes| codes.join(", "))?;
            imports.import(&app, csv)?;
        }
        imports.figures(csv)
    }

    fn figures(&self, csv: &[u8]) -> Measured<Vec<Figure>> {
        let took = self.imported.median();
        let megabytes = csv.len() as f64 / 1e6;
        let rows = csv.iter().filter(|byte| **byte == b'\n').count() - 1;
        Ok(vec![
            Figure::beside(
                format!("the preview of a directory of {rows} rows ({megabytes:.0} MB)"),
                self.previewed.to_string(),
            ),
            Figure::target(
                "its import",
                self.imported.to_string(),
                "below 3 s",
                took < IMPORT_TARGET,
            ),
        ])
    }

    fn import(&mut self, app: &App, csv: &[u8]) -> Measured<()> {
        let staged = app
            .stage_file("annuaire.csv", csv.to_vec())
            .map_err(|failure| format!("{failure:?}"))?;
        let request = json!({ "file": staged.file });
        self.previewed
            .note(|| asked(app, "preview_directory", request.clone()))?;
        self.imported.note(|| asked(app, "import_directory", request))?;
        Ok(())
    }
}

/// Types queries letter by letter.
pub fn search(full: &Full, samples: usize) -> Measured<Vec<Figure>> {
    let app = full.opened()?;
    let (mut first, mut keys) = (Durations::default(), Durations::default());
    first.note(|| asked(&app, "search_schools", json!({ "query": "e", "limit": 20 })))?;
    while keys.count() < samples {
        for query in TYPED {
            for (end, letter) in query.char_indices() {
                let typed = &query[..end + letter.len_utf8()];
                keys.note(|| asked(&app, "search_schools", json!({ "query": typed, "limit": 20 })))?;
            }
        }
    }
    let worst = keys.percentile(99);
    Ok(vec![
        Figure::beside(
            "the index of the schools, made once a session when a field that searches them takes the focus",
            first.to_string(),
        ),
        Figure::target(
            "each further key",
            keys.to_string(),
            "p99 below 16 ms",
            worst < SEARCH_TARGET,
        ),
    ])
}
