//! Teachers entered, changed, merged and split by hand.

use observation::problem::Problem;
use observation::register::{Affectation, Identity, Nature, Operation, Service, Teacher};
use observation::uai::Uai;
use uuid::Uuid;

use super::{teacher_view, unknown};
use crate::App;
use crate::present::{date, identifier, optional_date};
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{MergeTeachersRequest, SaveServiceRequest, SaveTeacherRequest, ServiceView, TeacherView};

impl App {
    /// Enters or changes a teacher.
    ///
    /// # Errors
    /// When a name is blank, the teacher unknown, or the disk refuses.
    pub fn save_teacher(&self, request: SaveTeacherRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let names = [("nom", &request.family_name), ("prénom", &request.given_name)];
            let blank = names.into_iter().filter(|(_, name)| name.trim().is_empty());
            let problems: Vec<_> = blank
                .map(|(field, _)| Problem::error(codes::BLANK, field))
                .collect();
            if !problems.is_empty() {
                return Err(AppError::Refused(problems));
            }
            let identity = identity(&request);
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

    fn known_teacher(&self, open: &Open, id: &str) -> Outcome<Teacher> {
        let uuid = identifier(id, codes::TEACHER_UNKNOWN)?;
        open.register()?
            .teacher(&uuid)
            .cloned()
            .ok_or_else(|| unknown(id))
    }

    fn teacher_now(&self, open: &Open, set_up: &SetUp, id: Uuid) -> Outcome<TeacherView> {
        let register = open.register()?;
        let teacher = register.teacher(&id).ok_or_else(|| unknown(&id.to_string()))?;
        teacher_view(open, teacher, self.today(set_up))
    }

    /// Enters or changes a line of service.
    ///
    /// # Errors
    /// When the school is not in the directory, a date cannot be read, or the disk refuses.
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
                let id = identifier(&request.service.id, codes::REQUEST)?;
                Operation::ServiceChanged {
                    service: Service { id, affectation },
                }
            };
            self.write_register(open, set_up, [(teacher.id, operation)])?;
            self.teacher_now(open, set_up, teacher.id)
        })
    }

    /// Says that two teachers are one person.
    ///
    /// # Errors
    /// When one is unknown, both are one already, or the disk refuses.
    pub fn merge_teachers(&self, request: MergeTeachersRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let into = self.known_teacher(open, &request.into)?.id;
            let from = self.known_teacher(open, &request.from)?.id;
            if into == from {
                return Err(unknown(&request.from));
            }
            self.write_register(open, set_up, [(into, Operation::Merged { from })])?;
            self.teacher_now(open, set_up, into)
        })
    }

    /// Takes a merge back: `from` is a person of its own again, with the lines of service it had.
    ///
    /// # Errors
    /// When they were not merged, or the disk refuses.
    pub fn split_teachers(&self, request: MergeTeachersRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let from = identifier(&request.from, codes::TEACHER_UNKNOWN)?;
            let entries = open.register_entries()?;
            let merges =
                |operation: &Operation| matches!(operation, Operation::Merged { from: one } if *one == from);
            let merge = entries.iter().rev().find(|entry| merges(&entry.operation));
            let merge = merge.ok_or_else(|| unknown(&request.from))?.id;
            self.write_register(
                open,
                set_up,
                [(
                    from,
                    Operation::Split {
                        merge,
                        services: Vec::new(),
                    },
                )],
            )?;
            self.teacher_now(open, set_up, from)
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

fn affectation(open: &Open, view: &ServiceView) -> Outcome<Affectation> {
    let from = date(&view.from, "début")?;
    let until = optional_date(view.until.as_deref(), "fin")?;
    if until.is_some_and(|until| until < from) {
        return Err(Problem::error(codes::DATE, "fin")
            .with("valeur", until.unwrap_or_default())
            .into());
    }
    let attachment = Some(view.attachment.as_str()).filter(|uai| !uai.trim().is_empty());
    Ok(Affectation {
        uai: known_school(open, &view.uai)?,
        levels: view.levels.clone(),
        share_percent: view.share.map(|share| share.clamp(1, 100)),
        discipline: Some(view.discipline.trim().to_owned()).filter(|text| !text.is_empty()),
        from,
        until,
        nature: match view.nature.as_str() {
            "shared" => Nature::Shared,
            "replacement" => Nature::Replacement {
                rattachement: attachment.map(|uai| known_school(open, uai)).transpose()?,
            },
            _ => Nature::Main,
        },
    })
}

fn known_school(open: &Open, text: &str) -> Outcome<Uai> {
    let unknown = || AppError::refused(codes::SCHOOL_UNKNOWN, text);
    let uai: Uai = text.parse().map_err(|_| unknown())?;
    open.notebook
        .school(uai)?
        .map(|school| school.uai)
        .ok_or_else(unknown)
}
