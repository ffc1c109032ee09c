//! A report's blocks for a page: the same, in the same order, as in the PDF.

use reports::model::{Block, ChartLine, Document, HeadingLevel, Marker, Phrase, TimeChart};

use super::scene::scene_view;
use crate::views::{ChartLineView, ReportBlockView, TimeChartView};

/// The blocks of a report.
#[must_use]
pub fn blocks(document: &Document) -> Vec<ReportBlockView> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<ReportBlockView> {
    match block {
        Block::Heading { level, text } => vec![heading(*level, text)],
        Block::Paragraph { text, .. } => vec![ReportBlockView::Paragraph { text: words(text) }],
        Block::List { marker, items } => vec![ReportBlockView::List {
            numbered: *marker == Marker::Number,
            items: items.iter().map(|item| item_words(item)).collect(),
        }],
        Block::KeyValues(rows) => vec![ReportBlockView::Table {
            caption: String::new(),
            header: Vec::new(),
            rows: rows
                .iter()
                .map(|row| vec![row.key.clone(), words(&row.value)])
                .collect(),
        }],
        Block::Table(table) => vec![ReportBlockView::Table {
            caption: words(&table.caption),
            header: table.columns.iter().map(|column| words(&column.header)).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(words).collect())
                .collect(),
        }],
        Block::TimeChart(shown) => vec![ReportBlockView::TimeChart { chart: chart(shown) }],
        Block::Figure(scene) => vec![ReportBlockView::Figure {
            scene: scene_view(scene),
        }],
        Block::BlankLines { label, lines, .. } => {
            vec![ReportBlockView::Blank {
                label: words(label),
                lines: *lines,
            }]
        }
        Block::Signature(signature) => signature_block(signature),
        Block::Callout { title, blocks } => callout(title, blocks),
        Block::Together(blocks) => blocks.iter().flat_map(self::block).collect(),
        Block::PageBreak => Vec::new(),
    }
}

/// A chart as a page draws it.
#[must_use]
pub fn chart(chart: &TimeChart) -> TimeChartView {
    let line = |line: &ChartLine| ChartLineView {
        label: line.label.clone(),
        value: line.value.clone(),
        stretches: line.stretches.clone(),
    };
    TimeChartView {
        title: chart.title.clone(),
        spoken: chart.spoken.clone(),
        moments: chart.moments,
        ends: chart.ends.clone(),
        lines: chart.lines.iter().map(line).collect(),
    }
}

fn heading(level: HeadingLevel, text: &str) -> ReportBlockView {
    let level = match level {
        HeadingLevel::One => 1,
        HeadingLevel::Two => 2,
        HeadingLevel::Three => 3,
    };
    ReportBlockView::Heading {
        level,
        text: text.to_owned(),
    }
}

fn callout(title: &str, inner: &[Block]) -> Vec<ReportBlockView> {
    let title = (!title.is_empty()).then(|| ReportBlockView::Paragraph {
        text: title.to_owned(),
    });
    title.into_iter().chain(inner.iter().flat_map(block)).collect()
}

fn signature_block(signature: &reports::model::SignatureBlock) -> Vec<ReportBlockView> {
    let statement = (!signature.statement.is_blank()).then(|| ReportBlockView::Paragraph {
        text: words(&signature.statement),
    });
    let places = signature
        .signatories
        .iter()
        .map(|one| ReportBlockView::Signatory {
            role: one.role.clone(),
            name: one.name.clone(),
            lines: one.lines.iter().map(words).collect(),
        });
    statement.into_iter().chain(places).collect()
}

fn item_words(item: &[Block]) -> String {
    let texts = item.iter().filter_map(|block| match block {
        Block::Paragraph { text, .. } => Some(words(text)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn words(phrase: &Phrase) -> String {
    phrase.to_text()
}
