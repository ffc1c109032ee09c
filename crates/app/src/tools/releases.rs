//! `carnet release …`, `carnet consolidate`: on a notebook that is closed in the application.

use std::path::Path;
use std::sync::Arc;

use super::notebook::judged;
use super::sync::opened;
use super::{ReportFile, Verdict};
use crate::App;
use crate::host::Host;
use crate::problem::{Fault, Outcome};
use crate::views::{ExportReleasedRequest, Nothing, PrepareReleaseRequest, ReleaseDraftView, ReleasesView};
use reports::visit_report::grouped;

/// What a release is to be, as it is typed.
pub type ReleaseWords = PrepareReleaseRequest;

/// Prepares a release and writes it as a file, to be read again before it is signed.
///
/// # Errors
/// When the disk or the system fails.
pub fn prepare_release(
    host: Arc<dyn Host>,
    passphrase: &str,
    words: ReleaseWords,
    out: &Path,
) -> Result<Verdict, Fault> {
    let prepared = opened(Arc::clone(&host), passphrase).and_then(|app| {
        let words = completed(&app, words)?;
        let (bytes, view) = app.draft_file(&words)?;
        host.write_durably(out, &bytes)
            .map_err(|error| Fault::file(out, error))?;
        Ok(view)
    });
    judged(prepared, |view| {
        told(&view).with("written", vec![out.display().to_string()])
    })
}

/// What was not typed is as the last release has it.
fn completed(app: &App, words: ReleaseWords) -> Outcome<ReleaseWords> {
    let known = app.releases(Nothing {})?;
    let anchor = known.anchors.into_iter().next().unwrap_or_default();
    Ok(ReleaseWords {
        anchor: Some(words.anchor)
            .filter(|typed| !typed.is_empty())
            .unwrap_or(anchor),
        teachers: if words.teachers == 0 {
            known.teachers
        } else {
            words.teachers
        },
        ..words
    })
}

fn told(view: &ReleaseDraftView) -> Verdict {
    let reasons: Vec<String> = view
        .reasons
        .iter()
        .map(|one| {
            let figures = one.academie + one.circonscriptions + one.schools;
            format!("{}\u{a0}masqués\u{a0}: {}", grouped(figures), one.why)
        })
        .collect();
    Verdict::new(true, [])
        .with("number", view.number)
        .with("fingerprint", view.sha256.as_str())
        .with("figures", view.told.as_str())
        .with("schools", view.schools.as_str())
        .with("terms", view.terms.clone())
        .with("masked", reasons)
}

/// Signs a release that was prepared, and has the store told at once where there is one.
///
/// # Errors
/// When the disk or the system fails.
pub fn publish_release(host: Arc<dyn Host>, passphrase: &str, draft: &[u8]) -> Result<Verdict, Fault> {
    let published = opened(host, passphrase).and_then(|app| {
        let view = app.sign_draft_file(draft)?;
        let told = match view.alone {
            true => None,
            false => app.synced().err().map(|error| error.problem().into_warning()),
        };
        Ok((app.releases(Nothing {})?, told))
    });
    judged(published, |(view, problem)| {
        let problems: Vec<_> = problem.into_iter().collect();
        Verdict::new(true, &problems).with("releases", lines(&view))
    })
}

/// What was published, as far as this notebook was told.
///
/// # Errors
/// When the disk or the system fails.
pub fn show_releases(host: Arc<dyn Host>, passphrase: &str) -> Result<Verdict, Fault> {
    let view = opened(host, passphrase).and_then(|app| app.releases(Nothing {}));
    judged(view, |view| Verdict::new(true, []).with("releases", lines(&view)))
}

fn lines(view: &ReleasesView) -> Vec<String> {
    let line = view.releases.iter().map(|one| {
        let waiting = if one.waiting { ", à envoyer" } else { "" };
        format!(
            "{}, «\u{a0}{}\u{a0}», {}\u{a0}: {}{waiting}",
            one.number, one.name, one.on, one.told
        )
    });
    line.collect()
}

/// The report of a place, or the released figures: `format` is `pdf`, `xlsx` or `csv`.
///
/// # Errors
/// Refused when nothing was published of the place; a fault when a file cannot be made.
pub fn consolidate(
    host: Arc<dyn Host>,
    passphrase: &str,
    (scope, format): (&str, &str),
) -> Outcome<Vec<ReportFile>> {
    let app = opened(host, passphrase)?;
    let files = app.released_to(&ExportReleasedRequest {
        scope: scope.to_owned(),
        format: format.to_owned(),
    })?;
    let files = files.into_iter().map(|file| ReportFile {
        name: file.name,
        bytes: file.bytes,
        warnings: Vec::new(),
    });
    Ok(files.collect())
}
