//! What is settled before a visit, for a page, and back. Times cross as the académie's clocks show them.

use chrono::{NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;
use observation::instant::Instant;
use observation::problem::Problem;
use observation::visit::{Announcement, Discipline, Origin, SeancePlan, SubjectPlan, VisitPlan};
use uuid::Uuid;

use super::{date, identifier, optional_date};
use crate::problem::codes;
use crate::views::{PlanView, SeancePlanView};

/// The plan as a page shows it.
#[must_use]
pub fn view(plan: &VisitPlan, zone: Tz) -> PlanView {
    let teachers = plan.subject.teachers().iter().map(Uuid::to_string).collect();
    PlanView {
        id: plan.id.to_string(),
        kind: plan.kind.clone(),
        announced: plan.announcement.announced,
        announced_on: plan.announcement.on.map(|day| day.to_string()),
        teachers,
        uai: plan.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        date: plan.date.to_string(),
        seances: plan
            .seances
            .iter()
            .map(|seance| seance_view(seance, zone))
            .collect(),
        grid: plan.grid.map(|sha256| sha256.to_string()).unwrap_or_default(),
        objectives: plan.objectives.clone(),
        transcribed: plan.origin == Origin::Transcribed,
    }
}

fn seance_view(seance: &SeancePlan, zone: Tz) -> SeancePlanView {
    let clock = |at: Instant| at.in_zone(zone).format("%H:%M").to_string();
    let discipline = seance.discipline.as_ref();
    SeancePlanView {
        id: seance.id.to_string(),
        start: clock(seance.starts_at),
        end: clock(seance.ends_at),
        started: seance.started_at.map(clock),
        ended: seance.ended_at.map(clock),
        levels: seance.levels.clone(),
        discipline_code: discipline.and_then(|one| one.code.clone()).unwrap_or_default(),
        discipline: discipline.map(|one| one.label.clone()).unwrap_or_default(),
        room: seance.room.clone(),
        class: seance.class.clone(),
        half_class: seance.half_class,
        pupils: seance.pupils,
        lesson: seance.lesson_id.to_string(),
    }
}

/// The plan that a page sent, for a kind that visits a school (`of_school`) or teachers; `known` is the plan it replaces,
/// and `fresh` gives an identifier to what is new.
///
/// # Errors
/// All dates, times and identifiers that cannot be read.
pub fn read(
    view: &PlanView,
    of_school: bool,
    known: Option<&VisitPlan>,
    zone: Tz,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<VisitPlan, Vec<Problem>> {
    let mut problems = Vec::new();
    let day = collect(&mut problems, date(&view.date, "date"));
    let on = collect(
        &mut problems,
        optional_date(view.announced_on.as_deref(), "annonce"),
    );
    let place = collect(&mut problems, place(&view.uai));
    let teachers: Vec<_> = view
        .teachers
        .iter()
        .map(|id| identifier(id, codes::TEACHER_UNKNOWN))
        .collect();
    let teachers: Vec<_> = teachers
        .into_iter()
        .filter_map(|one| collect(&mut problems, one))
        .collect();
    let grid = collect(&mut problems, grid(&view.grid));
    let seances = seances(view, day.unwrap_or_default(), known, zone, fresh, &mut problems);
    let (Some(date), Some(on), Some(place), Some(grid), true) = (day, on, place, grid, problems.is_empty())
    else {
        return Err(problems);
    };
    let subject = match &place {
        Some(uai) if of_school => SubjectPlan::School(*uai),
        _ => SubjectPlan::Teachers(teachers),
    };
    Ok(VisitPlan {
        id: known.map_or_else(fresh, |plan| plan.id),
        kind: view.kind.clone(),
        announcement: Announcement {
            announced: view.announced,
            on: on.filter(|_| view.announced == Some(true)),
        },
        subject,
        place,
        date,
        seances,
        grid,
        objectives: view.objectives.clone(),
        origin: if view.transcribed {
            Origin::Transcribed
        } else {
            Origin::Live
        },
    })
}

fn collect<T>(problems: &mut Vec<Problem>, result: Result<T, Problem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

fn place(uai: &str) -> Result<Option<observation::uai::Uai>, Problem> {
    let named = Some(uai).filter(|uai| !uai.trim().is_empty());
    named
        .map(|uai| {
            uai.parse()
                .map_err(|_| Problem::error(codes::SCHOOL_UNKNOWN, uai))
        })
        .transpose()
}

fn grid(sha256: &str) -> Result<Option<observation::canonical::Sha256>, Problem> {
    let named = Some(sha256).filter(|sha256| !sha256.is_empty());
    named
        .map(|sha256| {
            sha256
                .parse()
                .map_err(|_| Problem::error(codes::GRID_UNKNOWN, sha256))
        })
        .transpose()
}

/// The lesson that several observe, by the code that one of them gave; none for a blank.
fn lesson(code: &str, at: &str) -> Result<Option<Uuid>, Problem> {
    let named = Some(code.trim()).filter(|code| !code.is_empty());
    named
        .map(|code| code.parse().map_err(|_| Problem::error(codes::LESSON_CODE, at)))
        .transpose()
}

fn seances(
    view: &PlanView,
    day: NaiveDate,
    known: Option<&VisitPlan>,
    zone: Tz,
    fresh: &mut dyn FnMut() -> Uuid,
    problems: &mut Vec<Problem>,
) -> Vec<SeancePlan> {
    let mut read = Vec::new();
    for (rank, one) in view.seances.iter().enumerate() {
        let former =
            known.and_then(|plan| plan.seances.iter().find(|seance| seance.id.to_string() == one.id));
        match seance(one, day, former, zone, &format!("séance {}", rank + 1), fresh) {
            Ok(seance) => read.push(seance),
            Err(problem) => problems.push(problem),
        }
    }
    read
}

fn seance(
    view: &SeancePlanView,
    day: NaiveDate,
    former: Option<&SeancePlan>,
    zone: Tz,
    at: &str,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<SeancePlan, Problem> {
    let clock = |text: &str| -> Result<Instant, Problem> { Ok(moment(day, time(text, at)?, zone)) };
    // A page shows minutes: what it leaves as it was keeps its seconds.
    let actual = |text: &Option<String>, noted: Option<Instant>| -> Result<Option<Instant>, Problem> {
        let given = text.as_deref().filter(|text| !text.is_empty());
        let read = given.map(clock).transpose()?;
        let same = |noted: &Instant| read == Some(minute(*noted, zone));
        Ok(noted.filter(same).or(read))
    };
    let label = view.discipline.trim();
    let code = Some(view.discipline_code.clone()).filter(|code| !code.is_empty());
    Ok(SeancePlan {
        id: former.map_or_else(&mut *fresh, |seance| seance.id),
        lesson_id: lesson(&view.lesson, at)?.unwrap_or_else(fresh),
        starts_at: clock(&view.start)?,
        ends_at: clock(&view.end)?,
        started_at: actual(&view.started, former.and_then(|seance| seance.started_at))?,
        ended_at: actual(&view.ended, former.and_then(|seance| seance.ended_at))?,
        levels: view.levels.clone(),
        discipline: (!label.is_empty()).then(|| Discipline {
            code,
            label: label.to_owned(),
        }),
        room: view.room.clone(),
        class: view.class.clone(),
        half_class: view.half_class,
        pupils: view.pupils,
    })
}

fn time(text: &str, at: &str) -> Result<NaiveTime, Problem> {
    let refused = || Problem::error(codes::DATE, at).with("valeur", text);
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| refused())
}

/// The minute that the clocks of `zone` show at `instant`.
fn minute(instant: Instant, zone: Tz) -> Instant {
    let shown = instant.in_zone(zone).naive_local();
    let whole = shown.with_second(0).and_then(|shown| shown.with_nanosecond(0));
    Instant::from_local(whole.unwrap_or(shown), zone)
}

/// The instant at which the clocks of `zone` show `time` on `day`.
pub(crate) fn moment(day: NaiveDate, time: NaiveTime, zone: Tz) -> Instant {
    Instant::from_local(day.and_time(time), zone)
}
