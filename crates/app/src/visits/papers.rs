//! Paper around a visit: its announcement, its plan, the blank grid; each written as a PDF.

use observation::grid::Grid;
use observation::register::Register;
use observation::visit::{Notice, VisitPlan};
use reports::paper::{BlankGrid, PlannedVisit};
use reports::visit_report::long_date;
use uuid::Uuid;

use super::context::notice;
use super::summaries::all_ids;
use super::visit_id;
use crate::App;
use crate::documents::{file_safe, rendered};
use crate::problem::{AppError, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::views::{ExportedFile, GridRequest, PaperRequest, PaperView};

impl App {
    /// Writes a paper of a visit as a PDF.
    ///
    /// # Errors
    /// When a blank grid is asked for and the visit has none, or the file cannot be written.
    pub fn print_paper(&self, request: PaperRequest) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let row = open.visit_row(visit_id(&request.visit)?)?;
            let grid = row.plan.grid.map(|sha256| open.grid(sha256)).transpose()?;
            if request.paper == PaperView::BlankGrid {
                let file = grid.ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, ""))?;
                return self.write_blank_grid(open, file.grid());
            }
            let told = Told::of(open, set_up, &row.plan)?;
            let (kind, meaning) = set_up
                .preset
                .kind(&row.plan.kind)
                .map_or((row.plan.kind.as_str(), ""), |kind| (&kind.label, &kind.meaning));
            let planned = PlannedVisit {
                issuer: &told.issuer,
                visitor: &told.visitor,
                kind: (kind, meaning),
                date: row.plan.date,
                zone: set_up.zone(),
                place: &told.place,
                teachers: &told.teachers,
                seances: &row.plan.seances,
                objectives: &row.plan.objectives,
                grid: grid.as_ref().map(|file| file.grid()),
                notice: &told.notice,
                earlier: &told.earlier,
                made_at: self.host().now(),
            };
            let (document, name) = match request.paper {
                PaperView::Announcement => (planned.announcement(), "Annonce"),
                PaperView::Plan | PaperView::BlankGrid => (planned.plan(), "Plan"),
            };
            let printed = rendered(&document)?;
            let whom = file_safe(&told.teachers.join(" "));
            let name = format!("{} {name} {whom}.pdf", row.plan.date);
            self.export(
                open,
                &name.replace(" .pdf", ".pdf"),
                &printed.bytes,
                &printed.warnings,
            )
        })
    }

    /// Writes a grid to fill in by hand as a PDF.
    ///
    /// # Errors
    /// When the notebook does not have it, or the file cannot be written.
    pub fn print_grid(&self, request: GridRequest) -> Outcome<ExportedFile> {
        self.with_open(|open| {
            let file = open.grid_named(&request)?;
            self.write_blank_grid(open, file.grid())
        })
    }

    fn write_blank_grid(&self, open: &Open, grid: &Grid) -> Outcome<ExportedFile> {
        let blank = BlankGrid {
            grid,
            made_at: self.host().now(),
        };
        let printed = rendered(&blank.compose())?;
        let title = file_safe(grid.title.in_language(&grid.language));
        let name = format!("Grille vierge {title}.pdf");
        self.export(open, &name, &printed.bytes, &printed.warnings)
    }
}

/// What the papers of a visit tell, in words.
struct Told {
    issuer: Vec<String>,
    visitor: String,
    place: String,
    teachers: Vec<String>,
    notice: Notice,
    earlier: Vec<(String, Vec<String>)>,
}

impl Told {
    fn of(open: &Open, set_up: &SetUp, plan: &VisitPlan) -> Outcome<Self> {
        let inspector = &set_up.inspector;
        let register = open.register()?;
        let teachers = plan.subject.teachers().iter();
        let known = teachers.filter_map(|id| register.teacher(id));
        let school = plan
            .place
            .map(|uai| open.notebook.school(uai))
            .transpose()?
            .flatten();
        Ok(Self {
            issuer: vec![set_up.preset.academie.clone(), inspector.service.clone()],
            visitor: format!("{}, {}", inspector.name, inspector.function),
            place: school.map_or_else(String::new, |one| {
                format!("{}, {} ({})", one.name, one.commune, one.uai)
            }),
            teachers: known.map(full_name).collect(),
            notice: notice(set_up),
            earlier: earlier(open, &register, plan, plan.subject.teachers())?,
        })
    }
}

/// Earlier visits to the same persons, with what they recommended.
fn earlier(
    open: &Open,
    register: &Register,
    plan: &VisitPlan,
    ids: &[Uuid],
) -> Outcome<Vec<(String, Vec<String>)>> {
    let visits = open
        .notebook
        .earlier_visits(&all_ids(register, ids), Some(plan))?;
    let told = visits.iter().map(|one| {
        let texts = one.recommendations.iter().map(|said| said.text.trim().to_owned());
        (
            format!("Visite du {}", long_date(one.row.plan.date)),
            texts.collect(),
        )
    });
    Ok(told.collect())
}
