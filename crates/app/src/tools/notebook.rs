//! `carnet notebook check, backup, restore, recover, upgrade`, and `carnet dossier`.

use std::path::Path;
use std::sync::Arc;

use notebook::{Backup, BackupOrder, Comparison, Notebook, OpenOptions};
use observation::directory::search_key;
use observation::instant::Instant;
use observation::problem::Problem;
use observation::register::Teacher;
use uuid::Uuid;

use super::closed::{Copy, find_folder, find_notebook, refuse_sound};
use super::{ReportFile, Verdict};
use crate::App;
use crate::host::Host;
use crate::keeping::{opened, refuse_unsafe, refuse_within};
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, opening};
use crate::views::{BackupRequest, RestoreClosedRequest};

/// What a damaged notebook is told by.
const DAMAGE: [&str; 2] = [notebook::codes::CORRUPT, notebook::codes::NOT_A_NOTEBOOK];

/// Whether the notebook of `folder` opens by `passphrase`, and whether all that it holds is intact. Changes nothing in it.
///
/// # Errors
/// When the disk or the system fails.
pub fn check_notebook(folder: &Path, passphrase: &str) -> Result<Verdict, Fault> {
    let checked = find_notebook(folder).and_then(|()| opening::check(folder, passphrase));
    match checked {
        Err(error) => Verdict::of(error),
        Ok(checked) => {
            let accepted = !checked.problems.iter().any(Problem::is_error);
            Ok(checked.counts.into_iter().fold(
                Verdict::new(accepted, &checked.problems),
                |verdict, (name, count)| verdict.with(name, count),
            ))
        }
    }
}

/// Makes a verified backup of the closed notebook in `folder`, its schema left as it is.
///
/// # Errors
/// When the disk or the system fails.
pub fn back_up_notebook(host: &dyn Host, into: &Path, passphrase: &str) -> Result<Verdict, Fault> {
    let folder = host.notebook_folder();
    let made = find_notebook(&folder).and_then(|()| {
        // A key that is not plugged in must not become a folder of this disk.
        find_folder(into)?;
        refuse_within(into, &folder)?;
        let keys = opening::closed_keys(&folder)?;
        let options = opening::opened_by(&folder, passphrase)?;
        Ok(Notebook::back_up_closed(
            &folder,
            &BackupOrder {
                into,
                options: &options,
                author: keys.author().fingerprint,
                version: env!("CARGO_PKG_VERSION"),
                at: host.now(),
                zone: "UTC",
            },
        )?)
    });
    judged(made, |(backup, problems): (Backup, Vec<Problem>)| {
        let told: Vec<Problem> = problems.into_iter().map(Problem::into_warning).collect();
        Verdict::new(true, &told)
            .with("backup", backup.place.display().to_string())
            .with("visit", backup.manifest.visits)
            .with("record", backup.manifest.records)
    })
}

/// What restoring the backup at `backup` would change in the notebook of `host`, or bring where there is none; changes
/// nothing.
///
/// # Errors
/// When the disk or the system fails.
pub fn compare_notebook(host: Arc<dyn Host>, backup: &Path, passphrase: &str) -> Result<Verdict, Fault> {
    if let Err(error) = find_folder(backup) {
        return Verdict::of(error);
    }
    let place = backup.display().to_string();
    if !Notebook::exists(&host.notebook_folder()) {
        let brought = brought(backup, passphrase, host.now());
        return judged(brought, |found| {
            Verdict::new(true, [])
                .with("returned", found.returned.len())
                .with("register_returned", found.register_returned)
        });
    }
    let compared = Copy::of(host).and_then(|copy| {
        let app = copy.opened(passphrase)?;
        app.compare_backup(BackupRequest { place })
    });
    judged(compared, |found| {
        Verdict::new(true, [])
            .with("lost", found.lost.len())
            .with("returned", found.returned.len())
            .with("changed", found.changed.len())
            .with("same", found.same)
            .with("register_lost", found.register_lost)
            .with("register_returned", found.register_returned)
    })
}

/// What a backup brings where there is no notebook: the comparison with a blank one.
fn brought(backup: &Path, secret: &str, at: Instant) -> Outcome<Comparison> {
    let backup = Backup::read(backup)?;
    let secrets = opened(&opening::closed_keys(&backup.place)?, secret)?;
    let options = OpenOptions::with_key(*secrets.database_key());
    let scratch = || tempfile::tempdir().map_err(|error| Fault::file(&std::env::temp_dir(), error));
    let (blank, copy) = (scratch()?, scratch()?);
    let copy = Notebook::open_backup(&backup, copy.path(), &options, &[], at)?;
    Ok(Notebook::create(blank.path(), &options)?.compared_with(&copy)?)
}

/// Puts the backup at `backup` in the place of the notebook of `host`, which is set aside; `secret` is the passphrase of the
/// day it was made, or the recovery code.
///
/// # Errors
/// When the disk or the system fails.
pub fn restore_notebook(host: Arc<dyn Host>, backup: &Path, secret: &str) -> Result<Verdict, Fault> {
    let request = RestoreClosedRequest {
        place: backup.display().to_string(),
        secret: secret.to_owned(),
    };
    let restored = find_folder(backup).and_then(|()| App::new(host).restore_closed(request));
    judged(restored, |status| {
        let told = status.notices.iter().map(|notice| Problem {
            parameters: notice.parameters.clone(),
            ..Problem::warning(&notice.code, notice.at.as_str())
        });
        Verdict::new(true, &told.collect::<Vec<_>>())
    })
}

/// Sets the damaged notebook of `host` aside and puts in its place what can be read of it. A sound one is left alone.
///
/// # Errors
/// When the disk or the system fails.
pub fn recover_notebook(host: &dyn Host, passphrase: &str) -> Result<Verdict, Fault> {
    let folder = host.notebook_folder();
    let recovered = find_notebook(&folder).and_then(|()| {
        refuse_unsafe(host, &folder)?;
        let secrets = opening::closed_secrets(&folder, passphrase)?;
        refuse_sound(&folder, &OpenOptions::with_key(*secrets.database_key()))?;
        let (notebook, told) = opening::open_notebook(host, &folder, &secrets)?;
        let counts = notebook.check_now()?.counts;
        Ok((told, counts))
    });
    judged(recovered, |(told, counts)| {
        let verdict = Verdict::new(true, &told);
        counts
            .into_iter()
            .fold(verdict, |verdict, (name, count)| verdict.with(name, count))
    })
}

/// Brings the notebook of `host` to the schema of this version.
///
/// # Errors
/// When the disk or the system fails.
pub fn upgrade_notebook(host: &dyn Host, passphrase: &str) -> Result<Verdict, Fault> {
    let folder = host.notebook_folder();
    let upgraded = find_notebook(&folder).and_then(|()| {
        refuse_unsafe(host, &folder)?;
        let options = opening::opened_by(&folder, passphrase)?;
        let before = Notebook::schema_of(&folder, &options)?;
        let (_, _, after) = Notebook::open(&folder, &options)?.engine()?;
        Ok((before, after))
    });
    judged(upgraded, |(before, after)| {
        Verdict::new(true, [])
            .with("schema_before", before)
            .with("schema_after", after)
    })
}

/// All that the notebook of `host` holds about a person: a PDF and JSON. `typed` is an identifier, or words of a name.
///
/// # Errors
/// Refused when it does not open, or knows no such person or several; a fault when the disk or the system fails.
pub fn dossier(host: Arc<dyn Host>, passphrase: &str, typed: &str) -> Outcome<Vec<ReportFile>> {
    let copy = Copy::of(host)?;
    let app = copy.opened(passphrase)?;
    let id = person_named(&app, typed)?;
    let files = app.with_set_up(|open, set_up| app.dossier(open, set_up, &id))?;
    let file = |extension: &str, bytes: Vec<u8>, warnings: Vec<Problem>| ReportFile {
        name: format!("{}.{extension}", files.name),
        bytes,
        warnings,
    };
    let pieces = files.pieces.iter().map(|piece| ReportFile {
        name: piece.written_as.clone(),
        bytes: piece.bytes.clone(),
        warnings: Vec::new(),
    });
    let dossier = [
        file("pdf", files.pdf.bytes.clone(), files.pdf.warnings.clone()),
        file("json", files.json.clone(), Vec::new()),
    ];
    Ok(dossier.into_iter().chain(pieces).collect())
}

/// The identifier of the one person whom `typed` means. No screen shows identifiers: words of a name do, each whole, where one
/// person alone bears them all.
fn person_named(app: &App, typed: &str) -> Outcome<String> {
    if typed.trim().is_empty() || Uuid::parse_str(typed).is_ok() {
        return Ok(typed.to_owned());
    }
    let register = app.with_open(Open::register)?;
    let bears = |teacher: &&Teacher| {
        let (asked, name) = (search_key(typed), search_key(&full_name(teacher)));
        asked
            .split(' ')
            .all(|word| name.split(' ').any(|known| known == word))
    };
    let found: Vec<&Teacher> = register.teachers().filter(bears).collect();
    match found.as_slice() {
        [one] => Ok(one.id.to_string()),
        [] => Err(AppError::refused(codes::TEACHER_UNKNOWN, typed)),
        several => {
            let named = several
                .iter()
                .map(|one| format!("{}\u{a0}: {}", full_name(one), one.id));
            let named: Vec<String> = named.collect();
            Err(Problem::error(codes::TEACHER_NAMED, typed)
                .with("known", named.join("\u{202f}; "))
                .into())
        }
    }
}

/// A damaged notebook is refused: nothing broke while it was judged.
pub(super) fn judged<T>(done: Outcome<T>, tell: impl FnOnce(T) -> Verdict) -> Result<Verdict, Fault> {
    match done {
        Ok(done) => Ok(tell(done)),
        Err(AppError::Fault(Fault::Below(problem))) if DAMAGE.contains(&problem.code.as_str()) => {
            Ok(Verdict::new(false, [&problem]))
        }
        Err(error) => Verdict::of(error),
    }
}
