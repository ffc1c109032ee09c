//! Reports and exports.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The report of one teacher on one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportRequest {
    /// The visit.
    pub visit: String,
    /// The teacher; empty for the only one.
    pub teacher: String,
    /// Whether the report in force is meant while a rectificatif is being written; else the draft's.
    #[serde(default)]
    pub in_force: bool,
    /// Whether what happened since it was sealed is joined: handing over, reply, remarks.
    #[serde(default)]
    pub with_course: bool,
    /// Whether it is written as a workbook (XLSX) rather than as a PDF.
    #[serde(default)]
    pub as_workbook: bool,
}

/// A report as a page shows it: the same blocks as in the PDF, in the same order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportPreview {
    /// Whom it comes from, a line each: the letterhead.
    pub issuer: Vec<String>,
    /// Its title.
    pub title: String,
    /// The kind and date of the visit.
    pub subtitle: String,
    /// Whether it is sealed; else it is a « document préparatoire ».
    pub sealed: bool,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Its blocks.
    pub blocks: Vec<ReportBlockView>,
    /// What the person should know: characters that could not be printed.
    pub problems: Vec<super::ProblemView>,
}

/// A block of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum ReportBlockView {
    /// A heading.
    Heading {
        /// 1 to 3.
        level: u8,
        /// In words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// In words.
        text: String,
    },
    /// A list.
    List {
        /// Whether its members are numbered.
        numbered: bool,
        /// Its members.
        items: Vec<String>,
    },
    /// A table.
    Table {
        /// Its caption.
        caption: String,
        /// Its header cells; empty where the first column heads the rows.
        header: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
    /// When things went on; the tables after it say the same in figures.
    TimeChart {
        /// The chart.
        chart: TimeChartView,
    },
    /// A figure; the tables beside it say the same.
    Figure {
        /// The figure.
        scene: super::SceneView,
    },
    /// A person's place to sign.
    Signatory {
        /// In which quality.
        role: String,
        /// The name.
        name: String,
        /// What is dated there, each with its blank.
        lines: Vec<String>,
    },
    /// Room to write by hand.
    Blank {
        /// What to write there.
        label: String,
        /// How many lines.
        lines: u8,
    },
}

/// When things went on along a lesson: a line for each, filled where it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeChartView {
    /// What the chart is of.
    pub title: String,
    /// The whole of it in one sentence, for who does not see it.
    pub spoken: String,
    /// How many moments the line of time has.
    pub moments: u32,
    /// What stands under its beginning and under its end.
    pub ends: (String, String),
    /// The lines, from top to bottom.
    pub lines: Vec<ChartLineView>,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChartLineView {
    /// What it is of.
    pub label: String,
    /// What stands at its end.
    pub value: String,
    /// The moments when it went on: the first, from 0, and how many.
    pub stretches: Vec<(u32, u32)>,
}

/// A paper of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaperRequest {
    /// The visit.
    pub visit: String,
    /// Which paper.
    pub paper: PaperView,
}

/// The papers of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperView {
    /// What announces it, for whom it concerns.
    Announcement,
    /// Its plan, for who goes there.
    Plan,
    /// Its grid, to fill in by hand.
    BlankGrid,
}

/// Names a file that Carnet wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenExportedRequest {
    /// The whole path.
    pub path: String,
    /// Whether to open its folder rather than the file.
    pub folder: bool,
}
