//! What is missing or contradictory before sealing. Only errors block; they are few.

use super::seal::Visit;
use super::{SubjectPlan, sensitive_passages};
use crate::answers::{ItemState, State, states};
use crate::grid::{Grid, Scope, Walk};
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
        /// A séance without level: a warning.
        LEVELS = "review.levels";
        /// A séance without discipline or domain: a warning.
        DISCIPLINE = "review.discipline";
        /// Items left without answer: a warning.
        UNANSWERED = "review.unanswered";
        /// An answer kept though a condition of the grid sets its item aside: a warning.
        SET_ASIDE = "review.set_aside";
        /// Neither strength nor recommendation: a warning.
        DEBRIEF = "review.debrief";
        /// A recommendation due before the visit: a warning.
        DUE = "review.due";
        /// A strength or recommendation for a person who is not observed, so that no report would show it: a warning.
        RECIPIENT = "review.recipient";
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

/// What is missing or contradictory in `visit`; `names` are those of the persons observed, which the advisory check expects.
#[must_use]
pub fn review(visit: &Visit, grid: &Grid, names: &[&str]) -> Vec<Problem> {
    let mut problems = essentials(visit);
    problems.extend(lessons(visit, grid));
    problems.extend(unit(visit, grid, None));
    problems.extend(debrief(visit));
    problems.extend(advice(visit, names));
    problems
}

fn essentials(visit: &Visit) -> Vec<Problem> {
    let plan = &visit.plan;
    let nobody = matches!(&plan.subject, SubjectPlan::Teachers(teachers) if teachers.is_empty());
    let of_school = matches!(plan.subject, SubjectPlan::School(_));
    let missing = [
        (nobody, codes::TEACHER),
        (plan.place.is_none(), codes::PLACE),
        (plan.seances.is_empty() && !of_school, codes::SEANCE),
    ];
    missing
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, code)| Problem::error(code, ""))
        .collect()
}

fn lessons(visit: &Visit, grid: &Grid) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (rank, seance) in visit.plan.seances.iter().enumerate() {
        let at = format!("séance {}", rank + 1);
        if seance.end() < seance.start() {
            problems.push(Problem::error(codes::SEANCE_TIMES, &at));
        }
        if seance.started_at.is_some() && seance.ended_at.is_none() {
            problems.push(Problem::warning(codes::SEANCE_END, &at));
        }
        if seance.levels.is_empty() {
            problems.push(Problem::warning(codes::LEVELS, &at));
        }
        if seance.discipline.is_none() {
            problems.push(Problem::warning(codes::DISCIPLINE, &at));
        }
        problems.extend(unit(visit, grid, Some((rank, seance.id))));
    }
    problems
}

fn unit(visit: &Visit, grid: &Grid, seance: Option<(usize, uuid::Uuid)>) -> Vec<Problem> {
    let at = seance.map_or_else(|| "visite".to_owned(), |(rank, _)| format!("séance {}", rank + 1));
    let scope = if seance.is_some() {
        Scope::Seance
    } else {
        Scope::Visit
    };
    let id = seance.map(|(_, id)| id);
    let states = states(grid, &visit.answers, id);
    let walk = Walk::of(grid);
    let in_scope = |code: &str| walk.find(code).is_some_and(|place| place.item.scope == scope);
    let of_scope = || states.iter().filter(|(code, _)| in_scope(code));
    let unanswered = of_scope()
        .filter(|(_, state)| **state == ItemState::Unanswered)
        .count();
    let set_aside = of_scope().filter(|(code, state)| {
        let key = crate::answers::AnswerKey::of(code, id);
        let given = visit.answers.get(&key);
        **state == ItemState::NotRelevant && given.is_some_and(|one| matches!(one.state, State::Value(_)))
    });
    let counted =
        |code: &str, count: usize| (count > 0).then(|| Problem::warning(code, &at).with("nombre", count));
    [
        counted(codes::UNANSWERED, unanswered),
        counted(codes::SET_ASIDE, set_aside.count()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn debrief(visit: &Visit) -> Vec<Problem> {
    let debrief = &visit.debrief;
    let empty = debrief.strengths.is_empty() && debrief.recommendations.is_empty();
    let nothing = empty.then(|| Problem::warning(codes::DEBRIEF, ""));
    let early = debrief
        .recommendations
        .iter()
        .enumerate()
        .filter(|(_, one)| one.due < Some(visit.plan.date));
    let due = early
        .filter(|(_, one)| one.due.is_some())
        .map(|(rank, _)| Problem::warning(codes::DUE, format!("recommandation {}", rank + 1)));
    nothing
        .into_iter()
        .chain(due)
        .chain(nobodys(visit).map(|at| Problem::warning(codes::RECIPIENT, at)))
        .collect()
}

/// Where something is said to a person who is not observed.
fn nobodys(visit: &Visit) -> impl Iterator<Item = String> {
    let observed = match &visit.plan.subject {
        SubjectPlan::Teachers(teachers) => teachers.as_slice(),
        SubjectPlan::School(_) | SubjectPlan::Calibration(_) => &[],
    };
    let strengths = visit.debrief.strengths.iter().enumerate();
    let strengths = strengths.map(|(rank, one)| (format!("point d’appui {}", rank + 1), one.teacher));
    let recommendations = visit.debrief.recommendations.iter().enumerate();
    let recommendations =
        recommendations.map(|(rank, one)| (format!("recommandation {}", rank + 1), one.teacher));
    let all = strengths.chain(recommendations);
    all.filter(move |(_, whom)| whom.is_some_and(|whom| !observed.contains(&whom)))
        .map(|(at, _)| at)
}

fn advice(visit: &Visit, names: &[&str]) -> Vec<Problem> {
    use super::Sensitive;
    let code = |about: Sensitive| match about {
        Sensitive::Health => codes::HEALTH,
        Sensitive::Union => codes::UNION,
        Sensitive::Strike => codes::STRIKE,
        Sensitive::Religion => codes::RELIGION,
        Sensitive::FirstName => codes::FIRST_NAME,
    };
    prose(visit)
        .flat_map(|(at, text)| {
            let found = sensitive_passages(text, names).into_iter();
            found.map(move |one| Problem::warning(code(one.about), &at).with("mot", one.word))
        })
        .collect()
}

/// Everything written in prose, with where it stands.
fn prose(visit: &Visit) -> impl Iterator<Item = (String, &str)> {
    let debrief = &visit.debrief;
    let single = [
        ("objectifs", visit.plan.objectives.as_str()),
        ("entretien", debrief.interview.as_str()),
    ];
    let notes = visit
        .notes
        .iter()
        .map(|note| ("carnet de séance".to_owned(), note.text.as_str()));
    let strengths = debrief.strengths.iter().enumerate();
    let recommendations = debrief.recommendations.iter().enumerate();
    let comments = visit
        .answers
        .iter()
        .map(|(key, given)| (key.item.clone(), given.comment.as_str()));
    let texts = visit
        .answers
        .iter()
        .filter_map(|(key, given)| match &given.state {
            State::Value(crate::answers::Value::Text(text) | crate::answers::Value::Other(text)) => {
                Some((key.item.clone(), text.as_str()))
            }
            _ => None,
        });
    single
        .into_iter()
        .map(|(at, text)| (at.to_owned(), text))
        .chain(notes)
        .chain(strengths.map(|(rank, one)| (format!("point d’appui {}", rank + 1), one.text.as_str())))
        .chain(recommendations.map(|(rank, one)| (format!("recommandation {}", rank + 1), one.text.as_str())))
        .chain(comments)
        .chain(texts)
}
