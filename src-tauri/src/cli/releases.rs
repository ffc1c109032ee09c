//! `carnet consolidate`, `carnet release …`: on a notebook that is closed, in a folder that is named.

use std::path::{Path, PathBuf};

use app::problem::Fault;
use app::tools::{self, ReleaseWords, Verdict};
use clap::ArgMatches;

use super::notebooks::{desktop_at, named, on_notebook};
use super::{path, read, reporting, text};

/// The forms in which something is written, by how a file ends.
const FORMATS: [&str; 3] = ["pdf", "xlsx", "csv"];

/// Writes a report, or the released figures.
pub(super) fn consolidate(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let out = Path::new(text(matches, "out").unwrap_or_default());
    let extension = out.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_lowercase();
    let Some(format) = FORMATS.into_iter().find(|format| *format == extension) else {
        return Err(Fault::other_extension(
            &out.display().to_string(),
            ".pdf, .xlsx, .csv",
        ));
    };
    let scope = text(matches, "scope").unwrap_or_default();
    on_notebook(matches, |folder, passphrase| {
        match tools::consolidate(desktop_at(folder), passphrase, (scope, format)) {
            Ok(files) => {
                let targets = (0..files.len()).map(|rank| beside(out, rank)).collect();
                reporting::write_to(matches, targets, &files)
            }
            Err(error) => Verdict::of(error),
        }
    })
}

/// The file that is named, and beside it what says what its columns are.
fn beside(out: &Path, rank: usize) -> PathBuf {
    match rank {
        0 => out.to_owned(),
        _ => {
            let stem = out.file_stem().unwrap_or_default().to_string_lossy();
            out.with_file_name(format!("{stem}-dictionnaire.csv"))
        }
    }
}

/// Carries out a command of the group `release`.
pub(super) fn carry_out(group: &ArgMatches) -> Result<Verdict, Fault> {
    let (name, matches) = group.subcommand().unwrap_or(("", group));
    on_notebook(matches, |folder, passphrase| match name {
        "prepare" => tools::prepare_release(
            desktop_at(folder),
            passphrase,
            words(matches),
            named(matches, "out"),
        ),
        "publish" => tools::publish_release(desktop_at(folder), passphrase, &read(path(matches))?),
        "show" => tools::show_releases(desktop_at(folder), passphrase),
        _ => Err(Fault::misused("")),
    })
}

fn words(matches: &ArgMatches) -> ReleaseWords {
    let typed = |option| text(matches, option).unwrap_or_default().to_owned();
    let withdrawn = matches.get_many::<String>("withdraw");
    ReleaseWords {
        name: typed("name"),
        anchor: typed("anchor"),
        teachers: matches.get_one::<u32>("teachers").copied().unwrap_or_default(),
        withdrawn: withdrawn.into_iter().flatten().cloned().collect(),
        reason: typed("reason"),
    }
}
