//! The same report as a workbook (XLSX): its blocks from top to bottom, one sheet, no merged cell. What is a table is one to
//! Excel too, and headers of columns and rows bear the names by which screen readers announce them.

mod regions;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use regions::{Region, Titles, header_names, table_of};

use crate::error::ReportError;
use crate::model::{Block, Document, HeadingLevel, KeyValue, Marker, Phrase, SignatureBlock, Table};
use crate::text::clean;

/// What one cell holds at most, in characters, with room to spare (Excel's limit is 32,767).
const LONGEST: usize = 32_000;
/// The name of the sheet.
const NAME: &str = "Compte rendu";
/// The widths of the columns, in characters.
const WIDTHS: [f64; 5] = [46.0, 46.0, 22.0, 22.0, 46.0];

/// The workbook of a document: the same bytes for the same document.
///
/// # Errors
/// When the workbook cannot be written.
pub fn workbook(document: &Document) -> Result<Vec<u8>, ReportError> {
    let refused = |error: XlsxError| ReportError::Workbook(error.to_string());
    write(document).map_err(refused)
}

fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut sheet = Sheet::new()?;
    for line in &document.issuer {
        sheet.text(line)?;
    }
    sheet.line(&[(&document.title, &sheet.formats.title.clone())])?;
    sheet.text(&document.subtitle)?;
    if let Some(status) = &document.status {
        sheet.line(&[(status, &sheet.formats.header.clone())])?;
    }
    sheet.blocks(&document.blocks)?;
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_timestamp(document.created.milliseconds() / 1000)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&document.title)
            .set_subject(&document.subject)
            .set_author(&document.author)
            .set_creation_datetime(&created),
    );
    for (rank, region) in (1..).zip(&sheet.regions) {
        book.define_name(region.name(rank), &region.headers(NAME))?;
    }
    book.push_worksheet(sheet.page);
    book.save_to_buffer()
}

struct Formats {
    title: Format,
    headings: [Format; 3],
    header: Format,
    text: Format,
}

/// A sheet being filled, line after line.
struct Sheet {
    page: Worksheet,
    row: u32,
    formats: Formats,
    /// Where cells have headers.
    regions: Vec<Region>,
}

impl Sheet {
    fn new() -> Result<Self, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(NAME)?;
        for (column, width) in (0..).zip(WIDTHS) {
            page.set_column_width(column, width)?;
        }
        page.set_print_fit_to_pages(1, 0);
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let bold = |size: f64| text.clone().set_bold().set_font_size(size);
        Ok(Self {
            page,
            row: 0,
            regions: Vec::new(),
            formats: Formats {
                title: bold(18.0),
                headings: [bold(15.0), bold(13.0), bold(11.5)],
                header: bold(11.0),
                text,
            },
        })
    }

    /// Writes a line of cells; one that is blank is left empty.
    fn line(&mut self, cells: &[(&str, &Format)]) -> Result<(), XlsxError> {
        for (column, (text, format)) in (0..).zip(cells) {
            let text: String = clean(text).chars().take(LONGEST).collect();
            if !text.trim().is_empty() {
                self.page
                    .write_string_with_format(self.row, column, text.trim(), format)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = self.formats.text.clone();
        let characters: Vec<char> = text.trim().chars().collect();
        for piece in characters.chunks(LONGEST) {
            let piece: String = piece.iter().collect();
            self.line(&[(&piece, &format)])?;
        }
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), XlsxError> {
        blocks
            .iter()
            .filter(|block| !block.is_blank())
            .try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading { level, text } => {
                let format = self.formats.headings[rank(*level)].clone();
                self.row += 1;
                self.line(&[(text, &format)])
            }
            Block::Paragraph { text, .. } => self.text(&text.to_text()),
            Block::List { marker, items } => self.list(*marker, items),
            Block::KeyValues(rows) => self.key_values(rows),
            Block::Table(table) => self.table(table),
            // The tables that follow a chart say the same in figures.
            Block::TimeChart(_) | Block::Figure(_) | Block::PageBreak => Ok(()),
            Block::BlankLines { label, .. } => self.text(&label.to_text()),
            Block::Signature(signature) => self.signature(signature),
            Block::Callout { title, blocks } => {
                let format = self.formats.header.clone();
                self.line(&[(title, &format)])?;
                self.blocks(blocks)
            }
            Block::Together(blocks) => self.blocks(blocks),
        }
    }

    fn list(&mut self, marker: Marker, items: &[Vec<Block>]) -> Result<(), XlsxError> {
        for (number, item) in (1..).zip(items) {
            let mark = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number => format!("{number}."),
            };
            let mut blocks = item.iter();
            match blocks.next() {
                Some(Block::Paragraph { text, .. }) => self.text(&format!("{mark} {}", text.to_text()))?,
                Some(other) => self.block(other)?,
                None => {}
            }
            blocks.try_for_each(|block| self.block(block))?;
        }
        Ok(())
    }

    fn key_values(&mut self, rows: &[KeyValue]) -> Result<(), XlsxError> {
        let first = self.row;
        rows.iter().try_for_each(|row| self.key_value(row))?;
        self.region(Titles::Rows, first, 2);
        Ok(())
    }

    /// The lines from `first` to the last one written have headers.
    fn region(&mut self, titles: Titles, first: u32, columns: usize) {
        let last = self.row.saturating_sub(1);
        if first <= last {
            self.regions.push(Region {
                titles,
                first,
                last,
                columns,
            });
        }
    }

    fn key_value(&mut self, row: &KeyValue) -> Result<(), XlsxError> {
        let (header, text) = (self.formats.header.clone(), self.formats.text.clone());
        self.line(&[(&row.key, &header), (&row.value.to_text(), &text)])
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        let (header, text) = (self.formats.header.clone(), self.formats.text.clone());
        self.row += 1;
        self.line(&[(&table.caption.to_text(), &header)])?;
        let (first, names) = (self.row, header_names(table));
        let heads: Vec<(&str, &Format)> = names.iter().map(|name| (name.as_str(), &header)).collect();
        self.line(&heads)?;
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(Phrase::to_text).collect();
            let format = |column: usize| {
                if table.row_headers && column == 0 {
                    &header
                } else {
                    &text
                }
            };
            let cells = cells.iter().enumerate();
            let cells: Vec<(&str, &Format)> = cells.map(|(at, cell)| (cell.as_str(), format(at))).collect();
            self.line(&cells)?;
        }
        if !table.rows.is_empty() {
            let last = (self.row - 1, u16::try_from(names.len() - 1).unwrap_or_default());
            let shown = table_of(&names, &header, table);
            self.page.add_table(first, 0, last.0, last.1, &shown)?;
        }
        let titles = if table.row_headers {
            Titles::Both
        } else {
            Titles::Columns
        };
        self.region(titles, first, names.len());
        Ok(())
    }

    fn signature(&mut self, signature: &SignatureBlock) -> Result<(), XlsxError> {
        self.text(&signature.statement.to_text())?;
        for one in &signature.signatories {
            let (header, text) = (self.formats.header.clone(), self.formats.text.clone());
            self.line(&[(&one.role, &header), (&one.name, &text)])?;
            one.lines.iter().try_for_each(|line| self.text(&line.to_text()))?;
        }
        Ok(())
    }
}

fn rank(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::One => 0,
        HeadingLevel::Two => 1,
        HeadingLevel::Three => 2,
    }
}
