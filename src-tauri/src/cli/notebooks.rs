//! `carnet notebook …`, `carnet dossier`: on a notebook that is closed, in a folder that is named.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::host::{Drive, Host, Instant};
use app::problem::Fault;
use app::tools::{self, Verdict};
use clap::ArgMatches;

use super::{passphrase, path, reporting, text};
use crate::desktop::Desktop;

/// This desktop, whose notebook lies in another folder than usual.
struct DesktopAt(PathBuf);

impl Host for DesktopAt {
    fn now(&self) -> Instant {
        Desktop.now()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        Desktop.fill_random(bytes);
    }

    fn notebook_folder(&self) -> PathBuf {
        self.0.clone()
    }

    fn documents_folder(&self) -> PathBuf {
        Desktop.documents_folder()
    }

    fn drive(&self, folder: &Path) -> Drive {
        Desktop.drive(folder)
    }

    fn write_durably(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        Desktop.write_durably(path, bytes)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Desktop.sync_folder(folder)
    }

    fn open_with_system(&self, path: &Path) -> io::Result<()> {
        Desktop.open_with_system(path)
    }
}

/// Carries out a command of the group `notebook`.
pub(super) fn carry_out(group: &ArgMatches) -> Result<Verdict, Fault> {
    let (name, matches) = group.subcommand().unwrap_or(("", group));
    if name == "restore" {
        return restore(matches);
    }
    let host = DesktopAt(path(matches).to_owned());
    // Where there is no notebook, nobody is asked for its passphrase.
    if let Err(error) = tools::find_notebook(&host.0) {
        return Verdict::of(error);
    }
    let typed = typed(matches)?;
    match name {
        "check" => tools::check_notebook(&host.0, &typed),
        "backup" => tools::back_up_notebook(&host, named(matches, "out"), &typed),
        "recover" => tools::recover_notebook(&host, &typed),
        "upgrade" => tools::upgrade_notebook(&host, &typed),
        _ => Err(Fault::misused("")),
    }
}

fn restore(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let host = Arc::new(DesktopAt(named(matches, "into").to_owned()));
    let typed = typed(matches)?;
    if matches.get_flag("dry-run") {
        tools::compare_notebook(host, path(matches), &typed)
    } else {
        tools::restore_notebook(host, path(matches), &typed)
    }
}

/// Writes all that a notebook holds about one person: both files, or none when another stands where one would be.
pub(super) fn write_dossier(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let host = Arc::new(DesktopAt(named(matches, "notebook").to_owned()));
    if let Err(error) = tools::find_notebook(&host.0) {
        return Verdict::of(error);
    }
    let typed = typed(matches)?;
    match tools::dossier(host, &typed, text(matches, "teacher").unwrap_or_default()) {
        Ok(files) => reporting::write(matches, &files),
        Err(error) => Verdict::of(error),
    }
}

fn typed(matches: &ArgMatches) -> Result<String, Fault> {
    let typed = passphrase(matches)?;
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

fn named<'a>(matches: &'a ArgMatches, option: &str) -> &'a Path {
    matches
        .get_one::<PathBuf>(option)
        .map_or(Path::new(""), PathBuf::as_path)
}
