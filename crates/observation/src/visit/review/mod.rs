//! What is missing or contradictory before sealing. Only errors block; they are few.

mod answers;
mod debrief;
mod prose;

use chrono_tz::Tz;
use uuid::Uuid;

use super::seal::Visit;
use super::{SeancePlan, SubjectPlan};
use crate::grid::Grid;
use crate::problem::Problem;

/// What a review may find.
pub mod codes {
    crate::problem_codes! {
        /// No grid: the visit cannot be sealed.
        GRID = "review.grid";
        /// A kind of notes only: it is closed, not sealed.
        NOTES_ONLY = "review.notes_only";
        /// No teacher.
        TEACHER = "review.teacher";
        /// No school.
        PLACE = "review.place";
        /// No séance.
        SEANCE = "review.seance";
        /// A séance that ends before it begins.
        SEANCE_TIMES = "review.seance_times";
        /// A séance that was begun and never ended: a warning.
        SEANCE_END = "review.seance_end";
        /// A séance that began on another day than the visit's: a warning; `day`, `began`.
        SEANCE_DAY = "review.seance_day";
        /// What was written of the visit is dated after the clock that would date its seal: a warning; `shown`, `written`.
        CLOCK = "review.clock";
        /// A séance without level: a warning.
        LEVELS = "review.levels";
        /// A séance without discipline or domain: a warning.
        DISCIPLINE = "review.discipline";
        /// Items left without answer: a warning.
        UNANSWERED = "review.unanswered";
        /// An answer kept though a condition of the grid sets its item aside: a warning.
        SET_ASIDE = "review.set_aside";
        /// A paragraph hung at a level that is not the grid's: a warning.
        NOTE_LEVEL = "review.note_level";
        /// Neither strength nor recommendation: a warning.
        DEBRIEF = "review.debrief";
        /// A recommendation due before the visit: a warning.
        DUE = "review.due";
        /// A strength or recommendation for a person who is not observed, so that no report would show it: a warning.
        RECIPIENT = "review.recipient";
        /// A recommendation of an earlier visit is dropped, and nothing says why.
        DROPPED = "review.dropped";
        /// The préréglage gives the report on a teacher to the director of a public école; `recipient`.
        DIRECTOR = "review.director";
        /// What is said of a recommendation of an earlier visit concerns nobody observed in this one: a warning.
        CONCERN = "review.concern";
        /// A passage that may speak of health.
        HEALTH = "review.health";
        /// A passage that may speak of union life.
        UNION = "review.union";
        /// A passage that may speak of a strike.
        STRIKE = "review.strike";
        /// A passage that may speak of religion.
        RELIGION = "review.religion";
        /// A first name, which may be a pupil's.
        FIRST_NAME = "review.first_name";
    }
}

/// One thing that a review finds, and the places to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub problem: Problem,
    /// Where it is to be seen and changed.
    pub spots: Vec<Spot>,
}

/// A place of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// What was settled before.
    Plan,
    /// An item of the grid.
    Item {
        /// The séance; none for an item of the visit.
        seance: Option<Uuid>,
        /// The item's code.
        item: String,
        /// The item's label.
        label: String,
    },
    /// A paragraph of the running notebook.
    Note {
        /// The séance it belongs to; none outside lessons.
        seance: Option<Uuid>,
        /// The paragraph.
        id: Uuid,
    },
    /// What is said after the lesson.
    Debrief,
}

impl Finding {
    fn at(spot: Spot, problem: Problem) -> Self {
        Self {
            problem,
            spots: vec![spot],
        }
    }
}

/// What is missing or contradictory in `visit`, its minutes told on the clocks of `zone`; `names` are those of the persons
/// observed, which the advisory check expects.
#[must_use]
pub fn review(visit: &Visit, grid: &Grid, names: &[&str], zone: Tz) -> Vec<Finding> {
    let review = Review { visit, grid, zone };
    let mut findings = review.essentials();
    findings.extend(review.lessons());
    findings.extend(review.unit(None));
    findings.extend(review.debrief());
    findings.extend(review.advice(names));
    findings
}

/// What a review reads.
struct Review<'a> {
    visit: &'a Visit,
    grid: &'a Grid,
    zone: Tz,
}

impl Review<'_> {
    fn essentials(&self) -> Vec<Finding> {
        let plan = &self.visit.plan;
        let nobody = matches!(&plan.subject, SubjectPlan::Teachers(teachers) if teachers.is_empty());
        let of_school = matches!(plan.subject, SubjectPlan::School(_));
        let missing = [
            (nobody, codes::TEACHER),
            (plan.place.is_none(), codes::PLACE),
            (plan.seances.is_empty() && !of_school, codes::SEANCE),
        ];
        let missing = missing.into_iter().filter(|(is, _)| *is);
        missing
            .map(|(_, code)| Finding::at(Spot::Plan, Problem::error(code, "")))
            .collect()
    }

    fn lessons(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for seance in &self.visit.plan.seances {
            let at = self.unit_name(Some(seance.id));
            let told = [
                (seance.end() < seance.start()).then(|| Problem::error(codes::SEANCE_TIMES, &at)),
                (seance.started_at.is_some() && seance.ended_at.is_none())
                    .then(|| Problem::warning(codes::SEANCE_END, &at)),
                self.another_day(seance, &at),
                seance
                    .levels
                    .is_empty()
                    .then(|| Problem::warning(codes::LEVELS, &at)),
                seance
                    .discipline
                    .is_none()
                    .then(|| Problem::warning(codes::DISCIPLINE, &at)),
            ];
            let told = told.into_iter().flatten();
            findings.extend(told.map(|problem| Finding::at(Spot::Plan, problem)));
            findings.extend(self.unit(Some(seance.id)));
        }
        findings
    }

    /// A visit that was planned for another day and held today, say.
    fn another_day(&self, seance: &SeancePlan, at: &str) -> Option<Problem> {
        let (day, began) = (self.visit.plan.date, seance.started_at?.date_in(self.zone));
        let written = |date: chrono::NaiveDate| date.format("%d/%m/%Y").to_string();
        (day != began).then(|| {
            let problem = Problem::warning(codes::SEANCE_DAY, at);
            problem.with("day", written(day)).with("began", written(began))
        })
    }

    /// What a person calls a séance, or the visit as a whole.
    fn unit_name(&self, seance: Option<Uuid>) -> String {
        let seances = &self.visit.plan.seances;
        let rank = seances.iter().position(|one| Some(one.id) == seance);
        rank.map_or_else(|| "visite".to_owned(), |rank| format!("séance {}", rank + 1))
    }
}
