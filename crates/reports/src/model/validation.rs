//! What no report may lack: checked before anything is laid out, so that a fault names its place.

use super::{Block, Document, Table};
use crate::error::ReportError;
use crate::text::is_blank;

/// Checks the document's title and every table.
///
/// # Errors
/// The first thing that a document cannot be without.
pub(crate) fn validate(document: &Document) -> Result<(), ReportError> {
    if is_blank(&document.title) {
        return Err(ReportError::BlankTitle);
    }
    document.blocks.iter().try_for_each(validate_block)
}

fn validate_block(block: &Block) -> Result<(), ReportError> {
    match block {
        Block::Table(table) => validate_table(table),
        Block::Callout { blocks, .. } | Block::Together(blocks) => blocks.iter().try_for_each(validate_block),
        Block::List { items, .. } => items.iter().flatten().try_for_each(validate_block),
        _ => Ok(()),
    }
}

fn validate_table(table: &Table) -> Result<(), ReportError> {
    if table.caption.is_blank() {
        return Err(ReportError::BlankCaption);
    }
    if table.columns.is_empty() {
        return Err(ReportError::NoColumn);
    }
    let columns = table.columns.len();
    let ragged = table.rows.iter().position(|row| row.len() != columns);
    ragged.map_or(Ok(()), |row| {
        Err(ReportError::RaggedRow {
            row: row + 1,
            cells: table.rows[row].len(),
            columns,
        })
    })
}

#[cfg(test)]
mod tests {
    use observation::instant::Instant;

    use super::*;

    fn holding(table: Table) -> Document {
        let mut document = Document::new("Titre", Instant::from_milliseconds(0));
        document.blocks.push(Block::Together(vec![Block::Table(table)]));
        document
    }

    #[test]
    fn a_title_is_never_blank() {
        let document = Document::new("\u{a0}\n", Instant::from_milliseconds(0));
        assert_eq!(validate(&document), Err(ReportError::BlankTitle));
    }

    #[test]
    fn a_nested_table_is_checked_too() {
        let table = Table::new("Légende", [("A", 1), ("B", 1)])
            .row(["un", "deux"])
            .row(["trois"]);
        let expected = ReportError::RaggedRow {
            row: 2,
            cells: 1,
            columns: 2,
        };
        assert_eq!(validate(&holding(table)), Err(expected));
        assert_eq!(
            validate(&holding(Table::new(" ", [("A", 1)]))),
            Err(ReportError::BlankCaption)
        );
    }
}
