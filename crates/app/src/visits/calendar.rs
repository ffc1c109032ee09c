//! The agenda as a calendar file: visits, and the days until which replies may come.

use chrono::{Days, NaiveDate};
use notebook::VisitRow;
use observation::visit::VisitStatus;
use reports::calendar::{Entry, When, calendar};

use super::summaries::Naming;
use crate::App;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::views::{ExportedFile, Nothing, TaskView, VisitSummary};

/// How far back and ahead the file reaches.
const BACK: Days = Days::new(60);
const AHEAD: Days = Days::new(365);

impl App {
    /// Writes the visits of the last two months and of the year to come, and the days until which replies may come, as `.ics`.
    ///
    /// # Errors
    /// When the notebook is locked, or the file cannot be written.
    pub fn export_calendar(&self, _: Nothing) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let mut entries = visits(open, set_up, today)?;
            entries.extend(self.due_days(open, set_up, today)?);
            let file = calendar(&entries, self.host().now());
            let name = format!("{today} Agenda de Carnet.ics");
            self.export(open, &name, file.as_bytes(), &[])
        })
    }

    fn due_days(&self, open: &Open, set_up: &SetUp, today: NaiveDate) -> Outcome<Vec<Entry>> {
        let awaited = self.to_do(open, set_up, today)?;
        let day = |due: Option<String>| due?.parse::<NaiveDate>().ok();
        let entry = |one: crate::views::ReminderView| {
            (one.task == TaskView::AwaitReply).then_some(())?;
            Some(Entry {
                uid: format!("reponse-{}@carnet.invalid", one.visit),
                title: format!("Fin du délai de réponse\u{a0}: {}", one.about),
                when: When::Day(day(one.due)?),
                place: String::new(),
                text: String::new(),
                cancelled: false,
            })
        };
        Ok(awaited.into_iter().filter_map(entry).collect())
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
