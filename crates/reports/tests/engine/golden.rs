//! One report as it must come out: its structure in reading order, what surrounds its pages, its bytes.

use std::error::Error;

use reports::fonts::FontSet;
use reports::layout::lay_out;
use reports::model::{Block, Document, Table};
use reports::{ReportError, check, render};

use crate::documents::{morning, sample};

#[test]
fn the_structure_is_what_a_screen_reader_should_walk() -> Result<(), Box<dyn Error>> {
    let laid = lay_out(&sample(), FontSet::shared()?);
    insta::assert_snapshot!("structure", laid.transcript());
    let around: Vec<_> = laid.pages.iter().map(|page| laid.artifact_text(page)).collect();
    insta::assert_snapshot!("around_the_pages", around.join("\n"));
    Ok(())
}

#[test]
fn the_same_report_is_the_same_file_and_another_is_not() -> Result<(), Box<dyn Error>> {
    let (first, second) = (render(&sample())?, render(&sample())?);
    assert_eq!(first, second);
    let mut other = sample();
    other.reference.push('x');
    assert_ne!(first.bytes, render(&other)?.bytes);
    Ok(())
}

#[test]
fn the_file_passes_its_own_check_and_has_its_pages() -> Result<(), Box<dyn Error>> {
    let rendered = render(&sample())?;
    assert_eq!(check::check(&rendered.bytes), Vec::new());
    assert_eq!((rendered.pages, rendered.warnings.len()), (3, 0));
    Ok(())
}

#[test]
fn replaced_characters_are_reported_with_the_text_they_stood_in() -> Result<(), Box<dyn Error>> {
    let mut document = Document::new("Titre", morning());
    document
        .blocks
        .push(Block::paragraph("Bravo à tous 👏, et merci."));
    let rendered = render(&document)?;
    insta::assert_json_snapshot!("replaced_characters", rendered.warnings);
    Ok(())
}

#[test]
fn a_malformed_document_is_refused_with_the_place_of_the_fault() {
    let mut document = Document::new("Titre", morning());
    document.blocks.push(Block::Table(
        Table::new("Légende", [("A", 1), ("B", 1)]).row(["seule"]),
    ));
    assert_eq!(
        render(&document),
        Err(ReportError::RaggedRow {
            row: 1,
            cells: 1,
            columns: 2
        })
    );
    assert_eq!(
        render(&Document::new("\u{200b} ", morning())),
        Err(ReportError::BlankTitle)
    );
}

#[test]
fn a_heading_that_skips_a_level_is_raised() -> Result<(), Box<dyn Error>> {
    let mut document = Document::new("Titre", morning());
    document.blocks.push(Block::heading(
        reports::model::HeadingLevel::Three,
        "Trop profond",
    ));
    let laid = lay_out(&document, FontSet::shared()?);
    assert_eq!(
        laid.outline.iter().map(|entry| entry.level).collect::<Vec<_>>(),
        [1, 2]
    );
    Ok(())
}
