//! `carnet report`, `carnet grid print`: what is written, and what stands in the way of it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use app::host::Host;
use app::problem::Fault;
use app::tools::{self, Form, ReportFile, Verdict};
use clap::ArgMatches;

use super::{path, read, text};
use crate::desktop::Desktop;

/// Writes the reports that are asked for: all of them, or none when another file stands where one would be.
pub(super) fn write_reports(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let form = if text(matches, "xlsx").is_some() {
        Form::Workbook
    } else {
        Form::Pdf
    };
    expect_extensions(matches)?;
    let reports = match tools::reports(&read(path(matches))?, text(matches, "teacher"), form) {
        Ok(reports) => reports,
        Err(error) => return Verdict::of(error),
    };
    if text(matches, "out-dir").is_none() && reports.len() > 1 {
        return Ok(Verdict::teacher_needed());
    }
    write(matches, &reports)
}

/// A workbook that is named as a PDF, or a PDF as a workbook, would open nowhere.
fn expect_extensions(matches: &ArgMatches) -> Result<(), Fault> {
    for (option, extension) in [("out", ".pdf"), ("xlsx", ".xlsx")] {
        if let Some(named) = text(matches, option).filter(|named| !named.to_lowercase().ends_with(extension))
        {
            return Err(Fault::other_extension(named, extension));
        }
    }
    Ok(())
}

/// Writes a grid to fill in by hand.
pub(super) fn print_grid(matches: &ArgMatches) -> Result<Verdict, Fault> {
    match tools::blank_grid(&read(path(matches))?, Desktop.now())? {
        Ok(printed) => write(matches, &[printed]),
        Err(refused) => Ok(refused),
    }
}

pub(super) fn write(matches: &ArgMatches, reports: &[ReportFile]) -> Result<Verdict, Fault> {
    let targets = reports.iter().map(|report| target(matches, report)).collect();
    write_to(matches, targets, reports)
}

/// Writes each report as the file that is named for it: all of them, or none.
pub(super) fn write_to(
    matches: &ArgMatches,
    targets: Vec<PathBuf>,
    reports: &[ReportFile],
) -> Result<Verdict, Fault> {
    if let Some(source) = targets.iter().find(|target| is_same(target, path(matches))) {
        return Ok(Verdict::over_its_source(source));
    }
    let missing = missing(&targets, reports)?;
    let taken: Vec<&Path> = missing
        .iter()
        .map(|one| one.0)
        .filter(|target| target.exists())
        .collect();
    if !matches.get_flag("force") && !taken.is_empty() {
        return Ok(Verdict::taken(taken));
    }
    for (target, report) in missing {
        let written = Desktop.write_durably(target, &report.bytes);
        written.map_err(|error| Fault::file(target, error))?;
    }
    let written: Vec<String> = targets
        .iter()
        .map(|target| target.display().to_string())
        .collect();
    Ok(Verdict::written(reports).with("written", written))
}

fn is_same(target: &Path, source: &Path) -> bool {
    let (target, source) = (target.canonicalize(), source.canonicalize());
    target.is_ok_and(|target| source.is_ok_and(|source| source == target))
}

fn target(matches: &ArgMatches, report: &ReportFile) -> PathBuf {
    let named = |option: &str| matches.try_get_one::<String>(option).ok().flatten();
    let folder = named("out-dir").map(String::as_str).unwrap_or_default();
    named("out")
        .or_else(|| named("xlsx"))
        .map_or_else(|| Path::new(folder).join(&report.name), PathBuf::from)
}

/// The reports that are not written yet. One whose very bytes are there already is left as it is: a script runs twice.
fn missing<'a>(
    targets: &'a [PathBuf],
    reports: &'a [ReportFile],
) -> Result<Vec<(&'a Path, &'a ReportFile)>, Fault> {
    let mut missing = Vec::new();
    for (target, report) in targets.iter().zip(reports) {
        if !holds(target, &report.bytes)? {
            missing.push((target.as_path(), report));
        }
    }
    Ok(missing)
}

fn holds(target: &Path, bytes: &[u8]) -> Result<bool, Fault> {
    match fs::metadata(target) {
        // A device has no end, and is nobody's to replace.
        Ok(found) if !found.is_file() => Err(Fault::file(target, ErrorKind::Unsupported.into())),
        Ok(found) if found.len() != bytes.len() as u64 => Ok(false),
        Ok(_) => Ok(fs::read(target).map_err(|error| Fault::file(target, error))? == bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Fault::file(target, error)),
    }
}
