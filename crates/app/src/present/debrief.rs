//! The running notebook and the debrief for a page, and back.

use chrono_tz::Tz;
use observation::grid::framework::{Framework, FrameworkReference};
use observation::problem::Problem;
use observation::visit::{Debrief, FollowUp, Note, NoteTag, Progress, Recommendation, Strength};
use uuid::Uuid;

use super::{identifier, optional_date};
use crate::problem::codes;
use crate::views::{
    DebriefView, FollowUpView, NoteTagView, NoteView, ProgressView, RecommendationDraft, StrengthView,
};

/// A paragraph as a page shows it, its minute on the clocks of `zone`.
#[must_use]
pub fn note_view(note: &Note, zone: Tz) -> NoteView {
    NoteView {
        id: note.id.to_string(),
        seance: note.seance.map(|id| id.to_string()),
        time: note.at.in_zone(zone).format("%H:%M").to_string(),
        text: note.text.clone(),
        tags: note.tags.iter().map(tag_view).collect(),
        in_report: note.in_report,
    }
}

fn tag_view(tag: &NoteTag) -> NoteTagView {
    match tag {
        NoteTag::Item { item, level } => NoteTagView::Item {
            item: item.clone(),
            level: *level,
        },
        NoteTag::Timeline { track, code } => NoteTagView::Timeline {
            track: track.clone(),
            code: code.clone(),
        },
    }
}

/// What a paragraph hangs on, from a page.
#[must_use]
pub fn tag(view: NoteTagView) -> NoteTag {
    match view {
        NoteTagView::Item { item, level } => NoteTag::Item { item, level },
        NoteTagView::Timeline { track, code } => NoteTag::Timeline { track, code },
    }
}

/// The debrief as a page shows it.
#[must_use]
pub fn view(debrief: &Debrief) -> DebriefView {
    DebriefView {
        interview: debrief.interview.clone(),
        strengths: debrief.strengths.iter().map(strength_view).collect(),
        recommendations: debrief.recommendations.iter().map(recommendation_view).collect(),
        follow_ups: debrief.follow_ups.iter().map(follow_up_view).collect(),
    }
}

fn follow_up_view(one: &FollowUp) -> FollowUpView {
    FollowUpView {
        recommendation: one.recommendation.to_string(),
        progress: progress_view(Some(one.progress)),
        recalled: one.recalled().to_owned(),
        said: one.said().to_owned(),
        teachers: one.teachers.iter().map(Uuid::to_string).collect(),
    }
}

/// Where a recommendation stands; proposed where nobody spoke of it again.
#[must_use]
pub fn progress_view(progress: Option<Progress>) -> ProgressView {
    match progress {
        None => ProgressView::Proposed,
        Some(Progress::Agreed) => ProgressView::Agreed,
        Some(Progress::UnderWay) => ProgressView::UnderWay,
        Some(Progress::Done) => ProgressView::Done,
        Some(Progress::Dropped) => ProgressView::Dropped,
    }
}

/// None for one that is proposed still.
fn follow_up(view: &FollowUpView) -> Result<Option<FollowUp>, Problem> {
    let progress = match view.progress {
        ProgressView::Proposed => return Ok(None),
        ProgressView::Agreed => Progress::Agreed,
        ProgressView::UnderWay => Progress::UnderWay,
        ProgressView::Done => Progress::Done,
        ProgressView::Dropped => Progress::Dropped,
    };
    let recommendation = identifier(&view.recommendation, codes::REQUEST)?;
    let teachers = view.teachers.iter();
    let teachers = teachers.map(|id| identifier(id, codes::TEACHER_UNKNOWN));
    let one = FollowUp::new(recommendation, progress, &view.recalled, &view.said);
    Ok(Some(one.of(teachers.collect::<Result<_, _>>()?)))
}

fn strength_view(strength: &Strength) -> StrengthView {
    StrengthView {
        id: strength.id.to_string(),
        text: strength.text.clone(),
        teacher: strength.teacher.map(|id| id.to_string()),
    }
}

fn recommendation_view(one: &Recommendation) -> RecommendationDraft {
    RecommendationDraft {
        id: one.id.to_string(),
        text: one.text.clone(),
        item: one.item.clone().unwrap_or_default(),
        competence: one.competence.as_ref().map(competence_code).unwrap_or_default(),
        due: one.due.map(|due| due.to_string()),
        training: one.training.clone(),
        training_code: one.training_code.clone(),
        teacher: one.teacher.map(|id| id.to_string()),
    }
}

/// How a page names a competence: `crcn_edu 3.2`.
#[must_use]
pub fn competence_code(reference: &FrameworkReference) -> String {
    format!("{} {}", framework_code(reference.framework), reference.code)
}

fn framework_code(framework: Framework) -> &'static str {
    match framework {
        Framework::Crcn => "crcn",
        Framework::CrcnEdu => "crcn_edu",
        Framework::Competence9 => "competence9",
    }
}

fn competence(code: &str) -> Option<FrameworkReference> {
    let (framework, code) = code.split_once(' ')?;
    let framework = Framework::ALL
        .into_iter()
        .find(|one| framework_code(*one) == framework)?;
    let reference = FrameworkReference {
        framework,
        code: code.to_owned(),
    };
    reference.label().is_some().then_some(reference)
}

/// The debrief that a page sent; `fresh` gives an identifier to what is new.
///
/// # Errors
/// All dates, competences and identifiers that cannot be read.
pub fn read(view: DebriefView, fresh: &mut dyn FnMut() -> Uuid) -> Result<Debrief, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut kept = Debrief {
        interview: view.interview,
        ..Debrief::default()
    };
    for one in view.strengths {
        match strength(one, fresh) {
            Ok(strength) => kept.strengths.push(strength),
            Err(problem) => problems.push(problem),
        }
    }
    for (rank, one) in view.recommendations.into_iter().enumerate() {
        match recommendation(one, &format!("recommandation {}", rank + 1), fresh) {
            Ok(recommendation) => kept.recommendations.push(recommendation),
            Err(problem) => problems.push(problem),
        }
    }
    for one in &view.follow_ups {
        match follow_up(one) {
            Ok(followed) => kept.follow_ups.extend(followed),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(kept)
    } else {
        Err(problems)
    }
}

fn strength(view: StrengthView, fresh: &mut dyn FnMut() -> Uuid) -> Result<Strength, Problem> {
    Ok(Strength {
        id: known_or(fresh, &view.id)?,
        text: view.text,
        teacher: teacher(view.teacher)?,
    })
}

fn recommendation(
    view: RecommendationDraft,
    at: &str,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<Recommendation, Problem> {
    let unknown = || Problem::error(observation::grid::codes::COMPETENCE, at);
    let named = Some(view.competence.as_str()).filter(|code| !code.is_empty());
    Ok(Recommendation {
        id: known_or(fresh, &view.id)?,
        text: view.text,
        item: Some(view.item).filter(|item| !item.is_empty()),
        competence: named
            .map(|code| competence(code).ok_or_else(unknown))
            .transpose()?,
        due: optional_date(view.due.as_deref(), at)?,
        training: view.training,
        training_code: view.training_code.trim().to_owned(),
        teacher: teacher(view.teacher)?,
    })
}

fn known_or(fresh: &mut dyn FnMut() -> Uuid, id: &str) -> Result<Uuid, Problem> {
    if id.is_empty() {
        Ok(fresh())
    } else {
        identifier(id, codes::REQUEST)
    }
}

fn teacher(id: Option<String>) -> Result<Option<Uuid>, Problem> {
    let named = id.filter(|id| !id.is_empty());
    named
        .map(|id| identifier(&id, codes::TEACHER_UNKNOWN))
        .transpose()
}
