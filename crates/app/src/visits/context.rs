//! What sealing needs beside the visit: the persons and places as they are that day.

use observation::canonical::Sha256;
use observation::directory::School;
use observation::problem::Problem;
use observation::register::Teacher;
use observation::visit::codes::DIRECTOR;
use observation::visit::recipients::{Head, director_among, head_of};
use observation::visit::{
    Author, KindReference, Notice, ObservedTeacher, PlaceSnapshot, SealContext, Subject, SubjectPlan,
    VisitPlan,
};
use uuid::Uuid;

use crate::App;
use crate::present::french_date;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};

impl App {
    /// The context in which `plan` would be sealed now; all that is missing is said at once.
    pub(super) fn seal_context(
        &self,
        open: &Open,
        set_up: &SetUp,
        plan: &VisitPlan,
        replaces: Vec<(Sha256, u32)>,
        reason: Option<String>,
    ) -> Outcome<SealContext> {
        let mut problems = Vec::new();
        let kind = set_up.preset.kind(&plan.kind);
        let year = set_up.preset.school_year(plan.date);
        if year.is_none() {
            problems.push(Problem::error(codes::SCHOOL_YEAR, french_date(plan.date)));
        }
        let place = place(open, plan)?;
        if place.is_none() {
            problems.push(Problem::error(observation::visit::codes::PLACE, ""));
        }
        let (Some(kind), Some(year), Some(place)) = (kind, year, place) else {
            return Err(AppError::Refused(problems));
        };
        let mut nonce = [0; 32];
        self.host().fill_random(&mut nonce);
        Ok(SealContext {
            nonce,
            sealed_at: self.host().now(),
            author: author(open, set_up),
            academie: (set_up.preset.code.clone(), set_up.preset.academie.clone()),
            zone: set_up.preset.zone.clone(),
            school_year: year.label.clone(),
            kind: KindReference::from(kind),
            subject: subject(open, plan)?,
            notice: notice(set_up, plan, Some(&place)),
            place,
            replaces,
            reason,
            fictitious: open.notebook.standing()?.is_fictitious,
        })
    }
}

fn author(open: &Open, set_up: &SetUp) -> Author {
    let inspector = &set_up.inspector;
    Author {
        name: inspector.name.clone(),
        function: inspector.function.clone(),
        service: inspector.service.clone(),
        fingerprint: open.author.fingerprint.into(),
    }
}

pub(super) fn place(open: &Open, plan: &VisitPlan) -> Outcome<Option<PlaceSnapshot>> {
    let school = plan
        .place
        .map(|uai| open.notebook.school(uai))
        .transpose()?
        .flatten();
    Ok(school.as_ref().map(snapshot))
}

/// The school as the directory has it today.
fn snapshot(school: &School) -> PlaceSnapshot {
    let circonscription = school.circonscription.as_ref();
    PlaceSnapshot {
        uai: school.uai,
        name: school.name.clone(),
        commune: school.commune.clone(),
        kind: named(&school.kind),
        degree: school.degree(),
        status: school.status.as_ref().map(named).unwrap_or_default(),
        education_prioritaire: school.education_prioritaire,
        circonscription: circonscription.and_then(|one| one.code),
        circonscription_name: circonscription.map(|one| one.name.clone()).unwrap_or_default(),
    }
}

/// The name that the format gives to a value of a closed list.
fn named(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

fn subject(open: &Open, plan: &VisitPlan) -> Outcome<Subject> {
    Ok(match &plan.subject {
        SubjectPlan::School(_) => Subject::School,
        SubjectPlan::Calibration(lesson_id) => Subject::Calibration {
            lesson_id: *lesson_id,
        },
        SubjectPlan::Teachers(ids) => {
            let register = open.register()?;
            Subject::Teachers(
                ids.iter()
                    .filter_map(|id| Some(observed(*id, register.teacher(id)?)))
                    .collect(),
            )
        }
    })
}

/// By the identifier of the plan, which the debrief names too; a merge does not reach into a visit.
fn observed(id: Uuid, teacher: &Teacher) -> ObservedTeacher {
    ObservedTeacher {
        id,
        family_name: teacher.identity.family_name.clone(),
        given_name: teacher.identity.given_name.clone(),
        function: teacher.identity.function.clone().unwrap_or_default(),
    }
}

/// What is wrong with giving the report of such a visit to those whom the préréglage names.
pub(super) fn kept_from(open: &Open, set_up: &SetUp, plan: &VisitPlan) -> Outcome<Option<Problem>> {
    let Some(place) = place(open, plan)?.filter(|_| !matches!(plan.subject, SubjectPlan::School(_))) else {
        return Ok(None);
    };
    let register = open.register()?;
    let observed = plan
        .subject
        .teachers()
        .iter()
        .filter_map(|id| register.teacher(id));
    let functions: Vec<&str> = observed
        .map(|one| one.identity.function.as_deref().unwrap_or_default())
        .collect();
    let found = director_among(&set_up.preset.recipients, &place, &functions);
    Ok(found.map(|one| Problem::error(DIRECTOR, "").with("recipient", one)))
}

/// Who answers for a school, and so receives the report on it.
pub(super) fn head_in_words(place: Option<&PlaceSnapshot>) -> String {
    let words = match head_of(place) {
        Head::Direction => "La direction de l’école",
        Head::Chef => "Le chef d’établissement",
        Head::Unknown => "La direction de l’école ou de l’établissement",
    };
    words.to_owned()
}

/// What the persons concerned by such a visit are told.
pub(super) fn notice(set_up: &SetUp, plan: &VisitPlan, place: Option<&PlaceSnapshot>) -> Notice {
    let preset = &set_up.preset;
    Notice {
        controller: preset.controller.value.clone().unwrap_or_default(),
        dpd_contact: preset.dpd_contact.value.clone().unwrap_or_default(),
        recipients: match plan.subject {
            SubjectPlan::School(_) => vec![head_in_words(place)],
            SubjectPlan::Teachers(_) | SubjectPlan::Calibration(_) => preset.recipients.clone(),
        },
        retention: preset.retention.value.clone().unwrap_or_default(),
        reply_days: preset.reply_days.value,
        legal_basis: preset.legal_basis.value.clone().unwrap_or_default(),
    }
}
