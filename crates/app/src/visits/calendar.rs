//! The agenda as a calendar file: visits, the days until which replies may come, those on which recommendations are due.

use chrono::{Days, NaiveDate};
use notebook::VisitRow;
use observation::visit::VisitStatus;
use reports::calendar::{Entry, When, calendar};

use super::reminders::{Matter, ToDo, to_do};
use super::summaries::Naming;
use crate::App;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::views::{ExportedFile, Nothing, TaskView, VisitSummary};

/// How far back and ahead the file reaches.
const BACK: Days = Days::new(60);
const AHEAD: Days = Days::new(365);

impl App {
    /// Writes the visits of the last two months and of the year to come, the days until which replies may come, and those on
    /// which recommendations are due, as `.ics`.
    ///
    /// # Errors
    /// When the notebook is locked, or the file cannot be written.
    pub fn export_calendar(&self, _: Nothing) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let mut entries = visits(open, set_up, today)?;
            let all = to_do(open, set_up, today, today + AHEAD)?;
            entries.extend(all.into_iter().filter_map(|one| due_day(one, today)));
            let file = calendar(&entries, self.host().now());
            let name = format!("{today} Agenda de Carnet.ics");
            self.export(open, &name, file.as_bytes(), &[])
        })
    }
}

/// The day on which something ends or is due; none for what has no day, or a day long past.
fn due_day(one: ToDo, today: NaiveDate) -> Option<Entry> {
    let what = match one.task {
        TaskView::AwaitReply | TaskView::Close => "Fin du délai de réponse",
        TaskView::Recommendation => "Échéance d’une recommandation",
        TaskView::HandOver | TaskView::ReadReply => return None,
    };
    Some(Entry {
        uid: uid(one.of),
        title: format!("{what}\u{a0}: {}", one.about),
        when: When::Day(one.due.filter(|due| *due >= today - BACK)?),
        place: String::new(),
        text: String::new(),
        cancelled: false,
    })
}

/// One for each report and each recommendation, the same at every export: a calendar keeps one entry of each.
fn uid(of: Matter) -> String {
    match of {
        Matter::Report {
            visit,
            teacher: Some(teacher),
        } => format!("reponse-{visit}-{teacher}@carnet.invalid"),
        Matter::Report { visit, teacher: None } => format!("reponse-{visit}@carnet.invalid"),
        Matter::Recommendation(id) => format!("recommandation-{id}@carnet.invalid"),
    }
}

fn visits(open: &Open, set_up: &SetUp, today: NaiveDate) -> Outcome<Vec<Entry>> {
    let rows = open.notebook.visits_between(today - BACK, today + AHEAD)?;
    let naming = Naming::of(open, set_up, &rows)?;
    Ok(rows.iter().map(|row| visit(row, &naming.summary(row))).collect())
}

fn visit(row: &VisitRow, summary: &VisitSummary) -> Entry {
    let seances = || row.plan.seances.iter();
    let times = seances()
        .map(|one| one.start())
        .min()
        .zip(seances().map(|one| one.end()).max());
    let place = [summary.school.as_str(), &summary.commune];
    let place: Vec<&str> = place.into_iter().filter(|one| !one.is_empty()).collect();
    Entry {
        uid: format!("visite-{}@carnet.invalid", summary.id),
        title: format!("{}\u{a0}: {}", summary.kind, summary.subject),
        when: times.map_or(When::Day(row.plan.date), |(start, end)| When::Between(start, end)),
        place: place.join(", "),
        text: row.plan.objectives.clone(),
        cancelled: matches!(row.status, VisitStatus::Cancelled(_)),
    }
}
