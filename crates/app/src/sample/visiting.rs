//! Fictitious visits: planned, observed, debriefed, sealed.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use observation::directory::Kind;
use observation::directory::fictitious::Sequence;
use observation::grid::GridFile;
use observation::grid::framework::{Framework, FrameworkReference};
use observation::visit::{
    Announcement, Debrief, Discipline, Happening, Means, Note, NoteTag, Origin, Recommendation, SeancePlan,
    Strength, Subject, SubjectPlan, VisitPlan,
};
use uuid::Uuid;

use super::answering;
use super::texts::{Texts, one, two};
use super::{Person, Sample, levels};
use crate::App;
use crate::present::plan::moment;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::visits::course::Noted;

/// The days over which past visits are spread, for each visit: two visits a week.
const DAYS_A_VISIT: u64 = 3;

/// How many of the last visits are left with their report to hand over.
const TO_HAND_OVER: usize = 6;

pub(super) fn make_up(
    app: &App,
    open: &Open,
    set_up: &SetUp,
    people: &[Person],
    sample: Sample,
    texts: &Texts,
    drawn: &mut Sequence,
) -> Outcome<()> {
    let today = app.today(set_up);
    let grids = crate::grids::shipped();
    for rank in 0..sample.past_visits {
        let Some(person) = drawn.pick(people) else { break };
        let date = school_day(
            set_up,
            today - Days::new(1 + (rank as u64 * DAYS_A_VISIT) % 1_000),
        );
        let Some(grid) = grid_for(person, &grids) else {
            continue;
        };
        let plan = plan(app, set_up, person, grid, date, texts, drawn);
        open.notebook.save_plan(&plan, app.host().now())?;
        observe(app, open, &plan, grid, texts, drawn)?;
        // One in twelve is left to be sealed.
        if rank % 12 != 5 {
            app.seal_visit(open, set_up, plan.id, "")?;
            if rank >= TO_HAND_OVER {
                hand_over(app, open, set_up, plan.id)?;
            }
        }
    }
    for rank in 0..sample.coming_visits {
        let Some(person) = drawn.pick(people) else { break };
        let Some(grid) = grid_for(person, &grids) else {
            continue;
        };
        let plan = plan(
            app,
            set_up,
            person,
            grid,
            week_day(today + Days::new(rank as u64)),
            texts,
            drawn,
        );
        open.notebook.save_plan(&plan, app.host().now())?;
    }
    Ok(())
}

/// The report of a visit is handed over, and nothing more is awaited: the visit counts.
fn hand_over(app: &App, open: &Open, set_up: &SetUp, visit: Uuid) -> Outcome<()> {
    let sealed = open.sealed_visit(visit)?;
    let on = sealed.document.sealed_at.date_in(set_up.zone());
    let teachers: Vec<Option<Uuid>> = match &sealed.document.subject {
        Subject::Teachers(observed) => observed.iter().map(|one| Some(one.id)).collect(),
        Subject::School | Subject::Calibration { .. } => vec![None],
    };
    for teacher in teachers {
        let handed = Happening::Communicated {
            means: Means::ByHand,
            recipients: vec!["l’enseignant".to_owned()],
            reply_due: None,
        };
        let closed = Happening::Closed {
            reason: String::new(),
        };
        for happened in [handed, closed] {
            let noted = Noted {
                teacher,
                on,
                happened,
            };
            app.note_happened(open, set_up, (visit, &sealed), noted, None)?;
        }
    }
    Ok(())
}

/// A weekday that a school year of the préréglage holds: dates before the first would have no year to be sealed in.
fn school_day(set_up: &SetUp, date: NaiveDate) -> NaiveDate {
    let first = set_up
        .preset
        .school_years
        .iter()
        .map(|year| year.starts_on)
        .min()
        .unwrap_or(date);
    week_day(date.max(first))
}

fn week_day(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        chrono::Weekday::Sat => date + Days::new(2),
        chrono::Weekday::Sun => date + Days::new(1),
        _ => date,
    }
}

fn grid_for<'a>(person: &Person, grids: &'a [GridFile]) -> Option<&'a GridFile> {
    let code = match (person.school.kind, person.school.degree()) {
        (Kind::EcoleMaternelle, _) => "usages-numerique-cycle-1",
        (_, Some(observation::grid::Degree::Premier)) => "usages-numerique-premier-degre",
        _ => "usages-numerique-second-degre",
    };
    grids.iter().find(|file| file.grid().code == code)
}

fn plan(
    app: &App,
    set_up: &SetUp,
    person: &Person,
    grid: &GridFile,
    date: NaiveDate,
    texts: &Texts,
    drawn: &mut Sequence,
) -> VisitPlan {
    let hour = 8 + u32::try_from(drawn.below(7)).unwrap_or_default();
    let at = |hour, minute| {
        moment(
            date,
            NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default(),
            set_up.zone(),
        )
    };
    let degree = person.school.degree();
    let taught: Vec<_> = set_up
        .preset
        .disciplines
        .iter()
        .filter(|one| degree.is_some_and(|degree| one.degrees.contains(&degree)))
        .collect();
    let seance = SeancePlan {
        id: app.fresh_id(),
        lesson_id: app.fresh_id(),
        starts_at: at(hour, 15),
        ends_at: at(hour + 1, 5),
        started_at: None,
        ended_at: None,
        levels: levels(&person.school, drawn),
        discipline: drawn.pick(&taught).map(|choice| Discipline::from(*choice)),
        room: String::new(),
        class: String::new(),
        half_class: false,
        pupils: Some(18 + u16::try_from(drawn.below(10)).unwrap_or_default()),
    };
    VisitPlan {
        id: app.fresh_id(),
        kind: ["accompagnement", "conseil", "inspection"]
            [drawn.below(if set_up.supports_only() { 2 } else { 3 }) as usize]
            .to_owned(),
        announcement: Announcement {
            announced: Some(true),
            on: date.checked_sub_days(Days::new(10)),
        },
        subject: SubjectPlan::Teachers(vec![person.id]),
        place: Some(person.school.uai),
        date,
        seances: vec![seance],
        grid: Some(grid.sha256()),
        objectives: two(&texts.objectives, drawn).join("\n"),
        origin: Origin::Live,
    }
}

fn observe(
    app: &App,
    open: &Open,
    plan: &VisitPlan,
    grid: &GridFile,
    texts: &Texts,
    drawn: &mut Sequence,
) -> Outcome<()> {
    let now = app.host().now();
    for seance in &plan.seances {
        let changes = answering::unit(grid.grid(), Some(seance), texts, drawn);
        for rank in 0..3_i64 {
            let item = changes.get(rank as usize * 4).map(|(key, _)| key.item.clone());
            let note = Note {
                id: app.fresh_id(),
                seance: Some(seance.id),
                at: observation::instant::Instant::from_milliseconds(
                    seance.starts_at.milliseconds() + (rank * 9 + 2) * 60_000,
                ),
                text: one(&texts.notes, drawn),
                tags: item
                    .map(|item| NoteTag::Item { item, level: None })
                    .into_iter()
                    .collect(),
                in_report: rank == 1,
            };
            open.notebook.save_note(plan.id, &note, now)?;
        }
        open.notebook
            .record_answers(plan.id, open.device.id, &changes, now)?;
    }
    let changes = answering::unit(grid.grid(), None, texts, drawn);
    open.notebook
        .record_answers(plan.id, open.device.id, &changes, now)?;
    Ok(open
        .notebook
        .save_debrief(plan.id, &debrief(app, plan, texts, drawn), now)?)
}

fn debrief(app: &App, plan: &VisitPlan, texts: &Texts, drawn: &mut Sequence) -> Debrief {
    let recommendation = Recommendation {
        id: app.fresh_id(),
        text: one(&texts.recommendations, drawn),
        item: None,
        competence: Some(FrameworkReference {
            framework: Framework::CrcnEdu,
            code: "3.3".to_owned(),
        }),
        due: plan.date.checked_add_days(Days::new(90)),
        training: one(&texts.trainings, drawn),
        training_code: String::new(),
        teacher: None,
    };
    Debrief {
        interview: one(&texts.interviews, drawn),
        strengths: vec![Strength {
            id: app.fresh_id(),
            text: one(&texts.strengths, drawn),
            teacher: None,
        }],
        recommendations: vec![recommendation],
        follow_ups: Vec::new(),
    }
}
