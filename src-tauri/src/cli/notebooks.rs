//! `carnet notebook …`, `carnet dossier`: on a notebook that is closed, in a folder that is named.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::problem::Fault;
use app::tools::{self, HostAt, Verdict};
use clap::ArgMatches;

use super::{passphrase, path, reporting, text};
use crate::desktop::Desktop;

/// This desktop, its notebook in `folder`.
pub(super) fn desktop_at(folder: &Path) -> Arc<HostAt> {
    Arc::new(HostAt::new(Arc::new(Desktop), folder.to_owned()))
}

/// Carries out a command of the group `notebook`.
pub(super) fn carry_out(group: &ArgMatches) -> Result<Verdict, Fault> {
    let (name, matches) = group.subcommand().unwrap_or(("", group));
    if name == "restore" {
        return restore(matches);
    }
    let (folder, host) = (path(matches), desktop_at(path(matches)));
    // Where there is no notebook, nobody is asked for its passphrase.
    if let Err(error) = tools::find_notebook(folder) {
        return Verdict::of(error);
    }
    let typed = typed(matches)?;
    match name {
        "check" => tools::check_notebook(folder, &typed),
        "backup" => tools::back_up_notebook(&*host, named(matches, "out"), &typed),
        "recover" => tools::recover_notebook(&*host, &typed),
        "upgrade" => tools::upgrade_notebook(&*host, &typed),
        _ => Err(Fault::misused("")),
    }
}

fn restore(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let host = desktop_at(named(matches, "into"));
    let typed = typed(matches)?;
    if matches.get_flag("dry-run") {
        tools::compare_notebook(host, path(matches), &typed)
    } else {
        tools::restore_notebook(host, path(matches), &typed)
    }
}

/// Writes all that a notebook holds about one person: both files, or none when another stands where one would be.
pub(super) fn write_dossier(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let folder = named(matches, "notebook");
    if let Err(error) = tools::find_notebook(folder) {
        return Verdict::of(error);
    }
    let typed = typed(matches)?;
    match tools::dossier(
        desktop_at(folder),
        &typed,
        text(matches, "teacher").unwrap_or_default(),
    ) {
        Ok(files) => reporting::write(matches, &files),
        Err(error) => Verdict::of(error),
    }
}

pub(super) fn typed(matches: &ArgMatches) -> Result<String, Fault> {
    let typed = passphrase(matches)?;
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

pub(super) fn named<'a>(matches: &'a ArgMatches, option: &str) -> &'a Path {
    matches
        .get_one::<PathBuf>(option)
        .map_or(Path::new(""), PathBuf::as_path)
}

/// Works on the notebook that is named; where there is none, nobody is asked for its passphrase.
pub(super) fn on_notebook(
    matches: &ArgMatches,
    work: impl FnOnce(&Path, &str) -> Result<Verdict, Fault>,
) -> Result<Verdict, Fault> {
    let folder = named(matches, "notebook");
    if let Err(error) = tools::find_notebook(folder) {
        return Verdict::of(error);
    }
    work(folder, &typed(matches)?)
}
