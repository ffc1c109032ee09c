//! Teachers and their lines of service entered, changed and withdrawn by hand.

use observation::problem::Problem;
use observation::register::{self, Affectation, Identity, Nature, Operation, Register, Service, Teacher};
use observation::uai::Uai;
use uuid::Uuid;

use super::{teacher_view, unknown};
use crate::App;
use crate::present::{date, identifier, optional_date};
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    Nothing, SaveServiceRequest, SaveTeacherRequest, ServiceRequest, ServiceView, TeacherRequest, TeacherView,
};

impl App {
    /// Enters or changes a teacher.
    ///
    /// # Errors
    /// When a name is blank, a field holds what the register refuses, the teacher is unknown, or the disk refuses.
    pub fn save_teacher(&self, request: SaveTeacherRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let identity = identity(&request);
            let names = [("nom", &identity.family_name), ("prénom", &identity.given_name)];
            let mut problems = blank(&names);
            problems.extend(register::check_identity(&identity));
            refuse(problems)?;
            let known = request.id.as_deref().filter(|id| !id.is_empty());
            let (id, operation) = match known {
                None => (self.fresh_id(), Operation::Created { identity }),
                Some(id) => (
                    self.known_teacher(open, id)?.id,
                    Operation::IdentityChanged { identity },
                ),
            };
            self.write_register(open, set_up, [(id, operation)])?;
            self.teacher_now(open, set_up, id)
        })
    }

    pub(super) fn known_teacher(&self, open: &Open, id: &str) -> Outcome<Teacher> {
        let uuid = identifier(id, codes::TEACHER_UNKNOWN)?;
        open.register()?
            .teacher(&uuid)
            .cloned()
            .ok_or_else(|| unknown(id))
    }

    pub(super) fn teacher_now(&self, open: &Open, set_up: &SetUp, id: Uuid) -> Outcome<TeacherView> {
        let register = open.register()?;
        let teacher = register.teacher(&id).ok_or_else(|| unknown(&id.to_string()))?;
        teacher_view(open, teacher, self.today(set_up))
    }

    /// Enters or changes a line of service.
    ///
    /// # Errors
    /// When the school is not in the directory, a date or the share is wrong, or the disk refuses.
    pub fn save_service(&self, request: SaveServiceRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let teacher = self.known_teacher(open, &request.teacher)?;
            let affectation = affectation(open, &request.service)?;
            let operation = if request.service.id.is_empty() {
                Operation::ServiceAdded {
                    service: Service {
                        id: self.fresh_id(),
                        affectation,
                    },
                }
            } else {
                let id = known_service(&teacher, &request.service.id)?;
                Operation::ServiceChanged {
                    service: Service { id, affectation },
                }
            };
            self.write_register(open, set_up, [(teacher.id, operation)])?;
            self.teacher_now(open, set_up, teacher.id)
        })
    }

    /// Takes out a line of service that was entered by mistake.
    ///
    /// # Errors
    /// When the teacher does not have it, or the disk refuses.
    pub fn withdraw_service(&self, request: ServiceRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let teacher = self.known_teacher(open, &request.teacher)?;
            let service = known_service(&teacher, &request.service)?;
            let withdrawn = Operation::ServiceWithdrawn { service };
            self.write_register(open, set_up, [(teacher.id, withdrawn)])?;
            self.teacher_now(open, set_up, teacher.id)
        })
    }

    /// Brings back a line of service that was taken out.
    ///
    /// # Errors
    /// When it was not, or the disk refuses.
    pub fn reinstate_service(&self, request: ServiceRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let id = identifier(&request.service, codes::SERVICE_UNKNOWN)?;
            let back = Register::reinstating_service(open.register_entries()?, &id);
            let back = back.ok_or_else(|| AppError::refused(codes::SERVICE_UNKNOWN, &request.service))?;
            self.write_register(open, set_up, [back])?;
            let teacher = identifier(&request.teacher, codes::TEACHER_UNKNOWN)?;
            self.teacher_now(open, set_up, teacher)
        })
    }

    /// Brings back a teacher who was taken out.
    ///
    /// # Errors
    /// When he was not, or the disk refuses.
    pub fn reinstate_teacher(&self, request: TeacherRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let id = identifier(&request.id, codes::TEACHER_UNKNOWN)?;
            let back = Register::reinstating(open.register_entries()?, &id);
            if back.is_empty() {
                return Err(unknown(&request.id));
            }
            self.write_register(open, set_up, back)?;
            self.teacher_now(open, set_up, id)
        })
    }

    /// Takes out a teacher who was entered by mistake, with all the entries that are his.
    ///
    /// # Errors
    /// When he is unknown or has visits, or the disk refuses.
    pub fn withdraw_teacher(&self, request: TeacherRequest) -> Outcome<Nothing> {
        self.with_set_up(|open, set_up| {
            let teacher = self.known_teacher(open, &request.id)?;
            let ids: Vec<Uuid> = teacher.ids().collect();
            let visits = open.notebook.visits_naming(&ids)?.len();
            if visits > 0 {
                let problem = Problem::error(codes::TEACHER_VISITED, "").with("count", visits);
                return Err(problem.with("name", teacher.identity.full_name()).into());
            }
            let (_, by_others) = open.written_about()?;
            if ids.iter().any(|id| by_others.contains(id)) {
                let problem = Problem::error(codes::TEACHER_OF_CIRCLE, "");
                return Err(problem.with("name", teacher.identity.full_name()).into());
            }
            let withdrawn = ids.into_iter().map(|id| (id, Operation::Withdrawn));
            self.write_register(open, set_up, withdrawn)?;
            Ok(Nothing {})
        })
    }
}

fn identity(request: &SaveTeacherRequest) -> Identity {
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Identity {
        family_name: request.family_name.trim().to_owned(),
        given_name: request.given_name.trim().to_owned(),
        mail: optional(&request.mail),
        function: optional(&request.function),
    }
}

/// The id of a line of service that the teacher has.
pub(super) fn known_service(teacher: &Teacher, id: &str) -> Outcome<Uuid> {
    let uuid = identifier(id, codes::SERVICE_UNKNOWN)?;
    let known = teacher.services.iter().any(|service| service.id == uuid);
    known
        .then_some(uuid)
        .ok_or_else(|| AppError::refused(codes::SERVICE_UNKNOWN, id))
}

fn affectation(open: &Open, view: &ServiceView) -> Outcome<Affectation> {
    let needed = [
        ("école ou établissement", &view.uai),
        ("premier jour", &view.from),
    ];
    refuse(blank(&needed))?;
    let attachment = Some(view.attachment.as_str()).filter(|uai| !uai.trim().is_empty());
    let affectation = Affectation {
        uai: known_school(open, &view.uai)?,
        levels: view.levels.clone(),
        share_percent: view.share.map(register::check_share).transpose()?,
        discipline: Some(view.discipline.trim().to_owned()).filter(|text| !text.is_empty()),
        from: date(&view.from, "premier jour")?,
        until: optional_date(view.until.as_deref(), "dernier jour")?,
        nature: match view.nature.as_str() {
            "shared" => Nature::Shared,
            "replacement" => Nature::Replacement {
                rattachement: attachment.map(|uai| known_school(open, uai)).transpose()?,
            },
            _ => Nature::Main,
        },
    };
    refuse(register::check_affectation(&affectation))?;
    Ok(affectation)
}

/// A problem for each field, named in words, that is blank.
fn blank(fields: &[(&str, &String)]) -> Vec<Problem> {
    let blank = fields.iter().filter(|(_, text)| text.trim().is_empty());
    blank
        .map(|(field, _)| Problem::error(codes::BLANK, *field))
        .collect()
}

fn refuse(problems: Vec<Problem>) -> Outcome<()> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.into())
}

fn known_school(open: &Open, text: &str) -> Outcome<Uai> {
    let unknown = || AppError::refused(codes::SCHOOL_UNKNOWN, text);
    let uai: Uai = text.parse().map_err(|_| unknown())?;
    open.notebook
        .school(uai)?
        .map(|school| school.uai)
        .ok_or_else(unknown)
}
