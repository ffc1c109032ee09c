//! A report made, beside WeasyPrint on the same content.

use std::path::Path;
use std::process::Command;

use app::views::{ReportBlockView, TimeChartView};
use observation::grid::GridFile;
use observation::visit::VisitDocument;
use reports::model::Document;
use reports::visit_report::VisitReport;
use serde_json::json;
use sync_protocol::VisitFile;

use crate::directory::{Full, asked};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;

/// At most so many milliseconds.
const TARGET: f64 = 10.0;
/// At least so many times faster than WeasyPrint.
const BAR: f64 = 30.0;

/// Makes the tagged PDF of the HTML file `argv[1]` twenty times after one to warm up; prints each duration in milliseconds.
const WEASYPRINT: &str = r"
import logging, sys, time
logging.disable(logging.CRITICAL)
from weasyprint import HTML
def make():
    return HTML(filename=sys.argv[1]).write_pdf(pdf_variant='pdf/ua-1')
make()
for _ in range(20):
    begun = time.perf_counter()
    make()
    print((time.perf_counter() - begun) * 1000)
";

/// Visits whose reports are made, the one of median length being the one that is compared.
const VISITS: usize = 41;
/// How often each is made.
const TIMES: usize = 25;
/// How often the one that is compared is made.
const COMPARED: usize = 200;

/// A sealed visit with its grid.
struct Sealed {
    document: VisitDocument,
    grid: GridFile,
}

impl Sealed {
    fn composed(&self) -> Document {
        let teacher = VisitReport::teachers(&self.document).first().map(|one| one.id);
        let report = VisitReport {
            document: &self.document,
            grid: self.grid.grid(),
            teacher,
            fingerprint: Some(self.grid.sha256()),
            happened: &[],
        };
        report.compose()
    }
}

pub fn measure(full: &Full, folder: &Path) -> Measured<Vec<Figure>> {
    let mut visits: Vec<(usize, usize, Sealed)> = Vec::new();
    let mut made = Durations::default();
    for visit in sealed(full)? {
        let mut rendered = reports::render(&visit.composed())?;
        for _ in 0..TIMES {
            rendered = made.note(|| reports::render(&visit.composed()))?;
        }
        visits.push((rendered.bytes.len(), rendered.pages, visit));
    }
    visits.sort_by_key(|(length, ..)| *length);
    let pages = || visits.iter().map(|(_, pages, _)| *pages);
    let (least, most) = (
        pages().min().unwrap_or_default(),
        pages().max().unwrap_or_default(),
    );
    let (_, median, visit) = visits.get(visits.len() / 2).ok_or("no sealed visit")?;
    let what = format!(
        "a report, composed to checked: {} visits, {least} to {most} pages, {median} in the middle",
        visits.len()
    );
    let met = made.median() <= TARGET;
    let mut figures = vec![Figure::target(what, made.to_string(), "at most 10 ms", met)];
    figures.extend(compared(&visit.composed(), folder)?);
    Ok(figures)
}

/// The last sealed visits of the notebook, with their grids.
fn sealed(full: &Full) -> Measured<Vec<Sealed>> {
    let app = full.opened()?;
    let agenda = asked(
        &app,
        "agenda",
        json!({ "from": "2020-09-01", "to": "2026-11-23" }),
    )?;
    let mut visits = Vec::new();
    let sealed = agenda
        .as_array()
        .into_iter()
        .flatten()
        .rev()
        .filter(|one| one["status"] == "sealed");
    for visit in sealed.take(VISITS) {
        let file = asked(&app, "export_visit", json!({ "visit": visit["id"] }))?;
        let bytes = std::fs::read(file["path"].as_str().unwrap_or_default())?;
        let file = VisitFile::read(&bytes).map_err(|problems| format!("{problems:?}"))?;
        let revision = file.revisions.last().ok_or("no revision")?;
        let grid = file.grids.first().ok_or("no grid")?;
        visits.push(Sealed {
            document: serde_json::from_str(&revision.document)?,
            grid: GridFile::from_stored(grid.clone())?,
        });
    }
    Ok(visits)
}

/// The report beside WeasyPrint's of the same text.
fn compared(document: &Document, folder: &Path) -> Measured<Vec<Figure>> {
    let (mut ours, mut look) = (Durations::default(), Durations::default());
    for _ in 0..COMPARED {
        let rendered = ours.note(|| reports::render(document))?;
        look.note(|| sound(&rendered.bytes))?;
    }
    let page = folder.join("report.html");
    std::fs::write(&page, html(document))?;
    let theirs = weasyprint(&page)?;
    // WeasyPrint does not look at what it made.
    let ratio = theirs.median() / (ours.median() - look.median());
    Ok(vec![
        Figure::beside("the report in the middle", ours.to_string()),
        Figure::beside("of which the look at the finished file", look.to_string()),
        Figure::beside("WeasyPrint on the same content", theirs.to_string()),
        Figure::bar(
            "WeasyPrint over ours, that look aside",
            format!("{ratio:.0} ×"),
            format!("at least {BAR} ×"),
            ratio >= BAR,
        ),
    ])
}

fn sound(bytes: &[u8]) -> Measured<()> {
    match reports::check::check(bytes).as_slice() {
        [] => Ok(()),
        findings => Err(format!("{findings:?}").into()),
    }
}

fn weasyprint(page: &Path) -> Measured<Durations> {
    let python = std::env::var_os("WEASYPRINT_PYTHON");
    let python = python.ok_or("WEASYPRINT_PYTHON is not set: run this by `cargo xtask bench`")?;
    let ran = Command::new(python).args(["-c", WEASYPRINT]).arg(page).output()?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned().into());
    }
    let durations = String::from_utf8_lossy(&ran.stdout);
    Ok(Durations::of(
        durations.lines().filter_map(|line| line.parse().ok()),
    ))
}

/// The look of our reports: the same fonts, margins, header, footer and frames.
const STYLE: &str = "
    @font-face { font-family: Report; src: url(FONTS/NotoSans-Regular.ttf) }
    @font-face { font-family: Report; src: url(FONTS/NotoSans-Bold.ttf); font-weight: bold }
    @page { size: A4; margin: 20mm; @top-left { content: 'HEADER' } @bottom-left { content: 'FOOTER' }
            @bottom-right { content: 'page ' counter(page) ' sur ' counter(pages) } }
    body { font: 11pt/1.4 Report; orphans: 2; widows: 2 }
    h1, h2, h3, h4 { break-after: avoid }
    table { width: 100%; border-collapse: collapse }
    td, th { text-align: left; vertical-align: top; padding: 1mm 2mm 1mm 0 }
    .blank { border-bottom: 1px dotted; height: 7mm }";

/// The same text as a page for WeasyPrint.
fn html(document: &Document) -> String {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/fonts/noto-sans");
    let style = STYLE
        .replace("FONTS", &format!("file://{}", fonts.display()))
        .replace("HEADER", &document.running_header.replace('\'', "’"))
        .replace("FOOTER", &document.running_footer.replace('\'', "’"));
    let blocks: String = app::present::report::blocks(document).iter().map(block).collect();
    format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>{title}</title><style>{style}</style>\
         <h1>{title}</h1><p>{}</p>{blocks}</html>",
        escaped(&document.subtitle),
        title = escaped(&document.title),
    )
}

fn block(block: &ReportBlockView) -> String {
    match block {
        ReportBlockView::Heading { level, text } => format!("<h{0}>{1}</h{0}>", level + 1, escaped(text)),
        ReportBlockView::Paragraph { text } => format!("<p>{}</p>", escaped(text)),
        ReportBlockView::List { numbered, items } => {
            let tag = if *numbered { "ol" } else { "ul" };
            let items: String = items
                .iter()
                .map(|item| format!("<li>{}</li>", escaped(item)))
                .collect();
            format!("<{tag}>{items}</{tag}>")
        }
        ReportBlockView::Table {
            caption,
            header,
            rows,
        } => {
            let cells = |tag: &str, row: &[String]| {
                let cells: String = row
                    .iter()
                    .map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell)))
                    .collect();
                format!("<tr>{cells}</tr>")
            };
            let rows: String = rows.iter().map(|row| cells("td", row)).collect();
            format!(
                "<table><caption>{}</caption>{}{rows}</table>",
                escaped(caption),
                cells("th", header)
            )
        }
        ReportBlockView::TimeChart { chart } => time_chart(chart),
        // No report of a visit has one.
        ReportBlockView::Figure { .. } => String::new(),
        ReportBlockView::Signatory { role, name, lines } => {
            let told: String = [role, name]
                .into_iter()
                .chain(lines)
                .map(|line| format!("<p>{}</p>", escaped(line)))
                .collect();
            format!("{told}<div class=blank></div><div class=blank></div>")
        }
        ReportBlockView::Blank { label, lines } => {
            format!(
                "<p>{}</p>{}",
                escaped(label),
                "<div class=blank></div>".repeat(usize::from(*lines))
            )
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn time_chart(chart: &TimeChartView) -> String {
    let bar = |(first, count): &(u32, u32)| format!("<rect x={first} y=0 width={count} height=1 />");
    let line = |line: &app::views::ChartLineView| {
        let bars: String = line.stretches.iter().map(bar).collect();
        let (label, value) = (escaped(&line.label), escaped(&line.value));
        format!(
            "<p>{label} <svg viewBox='0 0 {} 1' preserveAspectRatio=none>{bars}</svg> {value}</p>",
            chart.moments
        )
    };
    let lines: String = chart.lines.iter().map(line).collect();
    format!("<p>{}</p>{lines}", escaped(&chart.title))
}
