//! Cells with headers: tables, and the names that screen readers look for (`TitleRegion1.A4.D9.1`).

use rust_xlsxwriter::utility::{cell_range_absolute, row_col_to_cell};
use rust_xlsxwriter::{Format, Table as SheetTable, TableColumn, TableStyle};

use crate::model::Table;
use crate::text::clean;

/// What is a header within a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Titles {
    /// Its first row.
    Columns,
    /// Its first column.
    Rows,
    /// Both.
    Both,
}

/// Cells that have headers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    pub(super) titles: Titles,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) columns: usize,
}

impl Region {
    /// The name that says so, for the region of this rank.
    pub(super) fn name(&self, rank: u32) -> String {
        let prefix = match self.titles {
            Titles::Columns => "ColumnTitle",
            Titles::Rows => "RowTitle",
            Titles::Both => "Title",
        };
        let (first, last) = (
            row_col_to_cell(self.first, 0),
            row_col_to_cell(self.last, self.last_column()),
        );
        format!("{prefix}Region{rank}.{first}.{last}.1")
    }

    /// The header cells, on the sheet of this name.
    pub(super) fn headers(&self, sheet: &str) -> String {
        let (row, column) = match self.titles {
            Titles::Columns => (self.first, self.last_column()),
            Titles::Rows => (self.last, 0),
            Titles::Both => (self.first, 0),
        };
        format!("='{sheet}'!{}", cell_range_absolute(self.first, 0, row, column))
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.saturating_sub(1)).unwrap_or_default()
    }
}

/// The names of the columns: Excel wants none blank and no two alike, whatever their case.
pub(super) fn header_names(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (rank, column) in (1..).zip(&table.columns) {
        let name = clean(&column.header.to_text())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let taken = |one: &String| {
            names
                .iter()
                .any(|known| known.to_lowercase() == one.to_lowercase())
        };
        let name = if name.is_empty() {
            format!("Colonne {rank}")
        } else {
            name
        };
        let name = if taken(&name) {
            format!("{name} ({rank})")
        } else {
            name
        };
        names.push(name);
    }
    names
}

/// The table of Excel over cells that are written.
pub(super) fn table_of(names: &[String], header: &Format, table: &Table) -> SheetTable {
    let columns: Vec<TableColumn> = names
        .iter()
        .map(|name| TableColumn::new().set_header(name).set_header_format(header))
        .collect();
    SheetTable::new()
        .set_columns(&columns)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_first_column(table.row_headers)
        .set_style(TableStyle::None)
        .set_alt_text_title(clean(&table.caption.to_text()))
}
