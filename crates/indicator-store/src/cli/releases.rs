//! What an operator reads of releases: what is published, and nothing else.

use observation::release::{Extent, Release, ReleaseDocument, ReleasePart};
use serde::Serialize;

use super::say;
use crate::error::StoreError;
use crate::releasing::published;
use crate::store::Store;

/// A release as JSON tells it.
#[derive(Serialize)]
struct Told<'r> {
    sha256: String,
    #[serde(flatten)]
    document: &'r ReleaseDocument,
    figures: Extent,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<&'r [ReleasePart]>,
}

impl<'r> Told<'r> {
    fn of(release: &'r Release, with_cells: bool) -> Self {
        Self {
            sha256: release.sha256.to_string(),
            document: &release.document,
            figures: Extent::of(&release.parts),
            cells: with_cells.then_some(release.parts.as_slice()),
        }
    }
}

pub(super) async fn list(store: &impl Store, academie: &str, json: bool) -> Result<(), StoreError> {
    let published = published(store, academie).await?;
    if json {
        let told: Vec<Told> = published
            .releases()
            .iter()
            .map(|release| Told::of(release, false))
            .collect();
        say(&serde_json::to_string_pretty(&told)?);
        return Ok(());
    }
    for release in published.releases() {
        say(&line(release));
    }
    Ok(())
}

pub(super) async fn show(
    store: &impl Store,
    (academie, number): (&str, u32),
    json: bool,
) -> Result<(), StoreError> {
    let published = published(store, academie).await?;
    let mut releases = published.releases().iter();
    let release = releases.find(|release| release.document.number == number);
    let release = release.ok_or(StoreError::UnknownRelease(number))?;
    if json {
        say(&serde_json::to_string_pretty(&Told::of(release, true))?);
        return Ok(());
    }
    say(&line(release));
    for withdrawn in &release.document.withdrawn {
        say(&format!(
            "  retire {} ({}), {}",
            withdrawn.indicator, withdrawn.grid_code, withdrawn.window
        ));
    }
    for indicator in &release.document.indicators {
        let definition = &indicator.definition;
        let label = definition.label.in_language(&indicator.language);
        say(&format!("  {}\u{a0}: {label}", definition.code));
    }
    Ok(())
}

fn line(release: &Release) -> String {
    let (document, figures) = (&release.document, Extent::of(&release.parts));
    format!(
        "{}  {}  {}  chiffres publiés\u{a0}: {} sur {}  {}",
        document.number, document.on, document.name, figures.told, figures.all, release.sha256
    )
}
