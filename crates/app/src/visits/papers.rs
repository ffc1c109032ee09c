//! Paper around a visit: its announcement, its plan, the blank grid; each written as a PDF.

use observation::grid::Grid;
use observation::register::Register;
use observation::visit::{Following, Notice, SeancePlan, VisitPlan};
use reports::paper::{BlankGrid, PlannedVisit};
use reports::visit_report::{long_date, progress_in_words};

use super::context::{kept_from, notice, place};
use super::following::{Followed, said};
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
            let announces = request.paper == PaperView::Announcement;
            if let (true, Some(problem)) = (announces, kept_from(open, set_up, &row.plan)?) {
                return Err(AppError::Refused(vec![problem]));
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
                fictitious: open.notebook.standing()?.is_fictitious,
                made_at: self.host().now(),
            };
            if request.paper == PaperView::BlankGrid {
                let file = grid
                    .as_ref()
                    .ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, ""))?;
                return self.write_blank_grid(open, file.grid(), Some(&planned));
            }
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
            self.write_blank_grid(open, file.grid(), None)
        })
    }

    fn write_blank_grid(
        &self,
        open: &Open,
        grid: &Grid,
        visit: Option<&PlannedVisit<'_>>,
    ) -> Outcome<ExportedFile> {
        let blank = BlankGrid {
            grid,
            minutes: visit.and_then(|visit| longest(visit.seances)),
            visit,
            made_at: self.host().now(),
        };
        let printed = rendered(&blank.compose())?;
        let title = file_safe(grid.title.in_language(&grid.language));
        let name = format!("Grille vierge {title}.pdf");
        self.export(open, &name, &printed.bytes, &printed.warnings)
    }
}

/// How long the longest of these lessons is planned to last, in minutes.
fn longest(seances: &[SeancePlan]) -> Option<u32> {
    let last = |one: &SeancePlan| one.ends_at.milliseconds() - one.starts_at.milliseconds();
    let longest = seances.iter().map(last).max()?;
    u32::try_from(longest / 60_000).ok()
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
        let school = place(open, plan)?;
        Ok(Self {
            issuer: vec![set_up.preset.academie.clone(), inspector.service.clone()],
            visitor: format!("{}, {}", inspector.name, inspector.function),
            place: school.as_ref().map_or_else(String::new, |one| {
                format!("{}, {} ({})", one.name, one.commune, one.uai)
            }),
            teachers: known.map(full_name).collect(),
            notice: notice(set_up, plan, school.as_ref()),
            earlier: earlier(open, &register, plan)?,
        })
    }
}

/// Earlier visits to the same persons or school, with what they recommended and where it stands.
fn earlier(open: &Open, register: &Register, plan: &VisitPlan) -> Outcome<Vec<(String, Vec<String>)>> {
    let visits = open.earlier(register, plan)?;
    let following = Following {
        said: &said(&visits),
        person: &|id| register.person(id),
    };
    let several = plan.subject.teachers().len() > 1;
    let of_visit = visits.iter().map(|one| {
        let texts = Followed::all(one, &plan.subject, &following);
        let texts = texts.map(|followed| told(&followed, register, several));
        let title = format!("Visite du {}", long_date(one.row.plan.date));
        (title, texts.collect())
    });
    Ok(of_visit.collect())
}

/// « Anna Payet : garder une trace audio (faite) »: whose it is is said where several persons are visited.
fn told(followed: &Followed<'_>, register: &Register, several: bool) -> String {
    let teachers = followed.teachers.iter().filter(|_| several);
    let names = teachers.filter_map(|id| register.teacher(id)).map(full_name);
    let whose: Vec<String> = names.collect();
    let made = followed.made.text.trim();
    let text = followed.last.map_or_else(
        || made.to_owned(),
        |last| {
            format!(
                "{} ({})",
                made.trim_end_matches('.'),
                progress_in_words(last.progress)
            )
        },
    );
    if whose.is_empty() {
        text
    } else {
        format!("{}\u{a0}: {text}", whose.join(", "))
    }
}
