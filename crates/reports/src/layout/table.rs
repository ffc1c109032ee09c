//! Tables: fine lines between rows, no vertical ones; a header repeated on each page; rows that may be cut.

use super::composer::{Composer, Home};
use super::laid::{ArtifactKind, Owner};
use super::strip::{Piece, Strip, beside, keep_pairs, keep_together};
use super::style::{Frame, GUTTER, STRONG_LINE, TextStyle};
use super::tree::{NodeId, Role, Scope};
use crate::model::{Phrase, Table};

const CELL_PADDING: f32 = 3.6;
const TABLE_GAP: f32 = 11.0;
const CAPTION_GAP: f32 = 4.0;
/// A row of more lines than this may be cut by the end of a page.
const SHORT_ROW: usize = 8;
/// A header of more lines than this is not repeated: it would leave no room.
const SHORT_HEADER: usize = 8;

/// A row on its way: its cells with their roles.
struct Row<'t> {
    cells: Vec<(Role, &'t Phrase, TextStyle)>,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let node = self.tree.add(parent, Role::Table);
        let columns = columns(table, frame);
        let mut strips = self.phrase_in(Role::Caption, &table.caption, TextStyle::CAPTION, frame, node);
        if let Some(first) = strips.first_mut() {
            first.gap = TABLE_GAP;
        }
        let header = self.table_head(table, &columns, frame, node);
        let repeats = (header.len() <= SHORT_HEADER).then(|| self.remember(&header));
        strips.extend(header);
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips.extend(
            self.table_body(table, &columns, frame, node)
                .into_iter()
                .map(|row| Strip { repeats, ..row }),
        );
        strips
    }

    fn table_head(&mut self, table: &Table, columns: &[Frame], frame: Frame, node: NodeId) -> Vec<Strip> {
        // A head without a body is no table (PDF/UA-1, 7.5): without rows the header row stands alone.
        let head = if table.rows.is_empty() {
            node
        } else {
            self.tree.add(node, Role::TableHead)
        };
        let cell = |phrase| (Role::HeaderCell(Scope::Column), phrase, TextStyle::HEADER_CELL);
        let row = Row {
            cells: table.columns.iter().map(|column| cell(&column.header)).collect(),
        };
        let mut strips = self.table_row(row, columns, head);
        let (left, right) = (frame.left, frame.right());
        if let Some(first) = strips.first_mut() {
            first
                .pieces
                .push(Piece::rule((left, 0.0), (right, 0.0), STRONG_LINE));
            first.gap = CAPTION_GAP;
        }
        if let Some(last) = strips.last_mut() {
            last.underline(left, right, STRONG_LINE);
        }
        strips
    }

    fn table_body(&mut self, table: &Table, columns: &[Frame], frame: Frame, node: NodeId) -> Vec<Strip> {
        if table.rows.is_empty() {
            return Vec::new();
        }
        let body = self.tree.add(node, Role::TableBody);
        let mut strips = Vec::new();
        for (at, cells) in table.rows.iter().enumerate() {
            let mut row = self.table_row(body_row(table, cells), columns, body);
            if let Some(last) = row.last_mut() {
                match at + 1 == table.rows.len() {
                    true => last.underline(frame.left, frame.right(), STRONG_LINE),
                    false => last.underline_faintly(frame.left, frame.right()),
                }
            }
            strips.append(&mut row);
        }
        strips
    }

    fn table_row(&mut self, row: Row<'_>, columns: &[Frame], parent: NodeId) -> Vec<Strip> {
        let node = self.tree.add(parent, Role::Row);
        let cells = row
            .cells
            .into_iter()
            .zip(columns)
            .map(|((role, phrase, style), column)| {
                let cell = self.tree.add(node, role);
                self.lines(phrase, Home::Node(cell), style, *column)
            });
        let mut strips = beside(cells.collect());
        if strips.is_empty() {
            strips.push(Strip::space(TextStyle::CELL.leading()));
        }
        match strips.len() > SHORT_ROW {
            true => keep_pairs(&mut strips),
            false => keep_together(&mut strips),
        }
        padded(strips)
    }

    /// Keeps a copy of a header that belongs to no text, for the pages to come; returns its number.
    fn remember(&mut self, header: &[Strip]) -> usize {
        let owner = Owner::Artifact(ArtifactKind::RepeatedHeader);
        let copy = |strip: &Strip| Strip {
            gap: 0.0,
            pieces: strip
                .pieces
                .iter()
                .map(|piece| Piece {
                    owner,
                    drawing: piece.drawing.clone(),
                })
                .collect(),
            ..strip.clone()
        };
        self.repeated.push(header.iter().map(copy).collect());
        self.repeated.len() - 1
    }
}

fn body_row<'t>(table: &Table, cells: &'t [Phrase]) -> Row<'t> {
    let cell = |(at, phrase): (usize, &'t Phrase)| match at == 0 && table.row_headers {
        true => (Role::HeaderCell(Scope::Row), phrase, TextStyle::HEADER_CELL),
        false => (Role::Cell, phrase, TextStyle::CELL),
    };
    Row {
        cells: cells.iter().enumerate().map(cell).collect(),
    }
}

/// White above the first and under the last line of a row.
fn padded(mut strips: Vec<Strip>) -> Vec<Strip> {
    if let Some(first) = strips.first_mut() {
        *first = std::mem::take(first).padded_above(CELL_PADDING);
    }
    if let Some(last) = strips.last_mut() {
        last.height += CELL_PADDING;
    }
    strips
}

/// The width shared between the columns by their weights.
fn columns(table: &Table, frame: Frame) -> Vec<Frame> {
    let weights: Vec<f32> = table
        .columns
        .iter()
        .map(|column| f32::from(column.weight.max(1)))
        .collect();
    let free = frame.measure - GUTTER * (weights.len() as f32 - 1.0);
    let total: f32 = weights.iter().sum();
    let mut left = frame.left;
    let column = |weight: f32| {
        let column = Frame {
            left,
            measure: (free * weight / total).max(1.0),
        };
        left += column.measure + GUTTER;
        column
    };
    weights.into_iter().map(column).collect()
}
