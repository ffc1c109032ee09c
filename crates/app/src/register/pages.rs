//! Teachers as lists and pages show them.

use chrono::NaiveDate;
use observation::directory::search_key;
use observation::register::{Affectation, Identity, Nature, Operation, Register, Service, Teacher};
use observation::uai::Uai;
use observation::visit::{Following, SubjectPlan};
use uuid::Uuid;

use super::over_time::over_time;
use super::unknown;
use crate::App;
use crate::present::identifier;
use crate::problem::{Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    HomonymsView, MergedTeacherView, Nothing, ServiceView, TeacherRequest, TeacherSheet, TeacherView,
    TeachersRequest,
};
use crate::visits::{Followed, Naming, said};

/// « Anna Payet ».
pub(crate) fn full_name(teacher: &Teacher) -> String {
    teacher.identity.full_name()
}

fn places(affectation: &Affectation) -> impl Iterator<Item = Uai> {
    let attachment = match affectation.nature {
        Nature::Replacement { rattachement } => rattachement,
        Nature::Main | Nature::Shared => None,
    };
    std::iter::once(affectation.uai).chain(attachment)
}

/// A teacher as a page shows it.
pub(crate) fn teacher_view(open: &Open, teacher: &Teacher, today: NaiveDate) -> Outcome<TeacherView> {
    Ok(TeacherView {
        id: teacher.id.to_string(),
        family_name: teacher.identity.family_name.clone(),
        given_name: teacher.identity.given_name.clone(),
        function: teacher.identity.function.clone().unwrap_or_default(),
        mail: teacher.identity.mail.clone().unwrap_or_default(),
        services: service_views(open, &teacher.services, today)?,
        merged: merged(open, teacher)?,
    })
}

/// Lines of service as a page shows them, the present ones first; a school that the directory lacks by its UAI.
pub(super) fn service_views(
    open: &Open,
    services: &[Service],
    today: NaiveDate,
) -> Outcome<Vec<ServiceView>> {
    let places: Vec<Uai> = services.iter().flat_map(|one| places(&one.affectation)).collect();
    let schools = open.notebook.schools_of(&places)?;
    let name = |uai: &Uai| {
        schools
            .get(uai)
            .map_or_else(|| uai.to_string(), |school| school.name.clone())
    };
    let mut views: Vec<ServiceView> = services
        .iter()
        .map(|one| service_view(one, &name, today))
        .collect();
    views.sort_by_key(|one| (!one.present, std::cmp::Reverse(one.from.clone())));
    Ok(views)
}

/// The entries that were merged into this teacher, by the last name that each bore.
fn merged(open: &Open, teacher: &Teacher) -> Outcome<Vec<MergedTeacherView>> {
    if teacher.merged.is_empty() {
        return Ok(Vec::new());
    }
    let entries = open.register_entries()?;
    let name = |id: &Uuid| {
        let named = entries.iter().rev().filter(|entry| entry.teacher == *id);
        let identity = named.filter_map(|entry| match &entry.operation {
            Operation::Created { identity } | Operation::IdentityChanged { identity } => Some(identity),
            _ => None,
        });
        identity.map(Identity::full_name).next().unwrap_or_default()
    };
    Ok(teacher
        .merged
        .iter()
        .map(|id| MergedTeacherView {
            id: id.to_string(),
            name: name(id),
        })
        .collect())
}

fn service_view(service: &Service, name: &dyn Fn(&Uai) -> String, today: NaiveDate) -> ServiceView {
    let affectation = &service.affectation;
    let (nature, attachment) = match &affectation.nature {
        Nature::Main => ("main", None),
        Nature::Shared => ("shared", None),
        Nature::Replacement { rattachement } => ("replacement", *rattachement),
    };
    ServiceView {
        id: service.id.to_string(),
        uai: affectation.uai.to_string(),
        school: name(&affectation.uai),
        levels: affectation.levels.clone(),
        share: affectation.share_percent.map(u16::from),
        discipline: affectation.discipline.clone().unwrap_or_default(),
        nature: nature.to_owned(),
        attachment_school: attachment.as_ref().map(name).unwrap_or_default(),
        attachment: attachment.map(|uai| uai.to_string()).unwrap_or_default(),
        from: affectation.from.to_string(),
        until: affectation.until.map(|day| day.to_string()),
        present: affectation.holds_on(today),
    }
}

impl App {
    /// Teachers, as one types: by name or school, in the order of names.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn teachers(&self, request: TeachersRequest) -> Outcome<Vec<TeacherView>> {
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let register = open.register()?;
            let query = search_key(&request.query);
            let serves = |teacher: &Teacher| {
                let Some(uai) = request.uai.as_deref().filter(|uai| !uai.is_empty()) else {
                    return true;
                };
                teacher
                    .services
                    .iter()
                    .any(|one| one.affectation.uai.as_str() == uai)
            };
            let mut found = Vec::new();
            for teacher in register.teachers().filter(|teacher| serves(teacher)) {
                let view = teacher_view(open, teacher, today)?;
                if matches(&view, &query) {
                    found.push(view);
                }
            }
            found.sort_by_key(|one| (search_key(&one.family_name), search_key(&one.given_name)));
            Ok(found)
        })
    }

    /// A teacher's page.
    ///
    /// # Errors
    /// When the register does not have it, or the disk refuses.
    pub fn teacher(&self, request: TeacherRequest) -> Outcome<TeacherSheet> {
        self.with_set_up(|open, set_up| {
            let register = open.register()?;
            let id = identifier(&request.id, codes::TEACHER_UNKNOWN)?;
            let teacher = register.teacher(&id).ok_or_else(|| unknown(&request.id))?;
            self.sheet(open, set_up, &register, teacher)
        })
    }

    fn sheet(
        &self,
        open: &Open,
        set_up: &SetUp,
        register: &Register,
        teacher: &Teacher,
    ) -> Outcome<TeacherSheet> {
        let today = self.today(set_up);
        let ids: Vec<Uuid> = teacher.ids().collect();
        let rows = open.notebook.visits_of_teachers(&ids)?;
        let naming = Naming::of(open, set_up, &rows)?;
        let mut recommendations = Vec::new();
        let all = open.notebook.earlier_visits(&ids, None)?;
        let following = Following {
            said: &said(&all),
            person: &|id| register.person(id),
        };
        let visited = SubjectPlan::Teachers(vec![teacher.id]);
        for earlier in &all {
            let grid = earlier
                .row
                .plan
                .grid
                .map(|sha256| open.grid(sha256))
                .transpose()?;
            let date = earlier.row.plan.date.to_string();
            let made = Followed::all(earlier, &visited, &following);
            recommendations.extend(made.map(|one| one.view(grid.as_deref(), &date)));
        }
        Ok(TeacherSheet {
            teacher: teacher_view(open, teacher, today)?,
            visits: rows.iter().map(|row| naming.summary(row)).collect(),
            recommendations,
            over_time: over_time(open, &rows, &ids)?,
            homonyms: alike(open, register, teacher, today)?,
            distinguished: register
                .distinguished_from(teacher)
                .into_iter()
                .map(|other| teacher_view(open, other, today))
                .collect::<Outcome<_>>()?,
        })
    }

    /// Teachers who may be one person.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn homonyms(&self, _: Nothing) -> Outcome<HomonymsView> {
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let register = open.register()?;
            let groups = register.homonyms().into_iter().map(|group| {
                let members = group
                    .members
                    .iter()
                    .filter_map(|member| register.teacher(&member.id));
                members
                    .map(|teacher| teacher_view(open, teacher, today))
                    .collect::<Outcome<Vec<_>>>()
            });
            Ok(HomonymsView {
                groups: groups.collect::<Outcome<_>>()?,
            })
        })
    }
}

fn matches(teacher: &TeacherView, query: &str) -> bool {
    let schools = teacher
        .services
        .iter()
        .map(|one| one.school.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let haystack = search_key(&format!(
        "{} {} {schools}",
        teacher.family_name, teacher.given_name
    ));
    query
        .split(' ')
        .all(|word| haystack.split(' ').any(|known| known.starts_with(word)))
}

fn alike(open: &Open, register: &Register, teacher: &Teacher, today: NaiveDate) -> Outcome<Vec<TeacherView>> {
    let groups = register.homonyms();
    let group = groups
        .iter()
        .find(|group| group.members.iter().any(|member| member.id == teacher.id));
    let members = group
        .into_iter()
        .flat_map(|group| &group.members)
        .filter(|member| member.id != teacher.id);
    members
        .filter_map(|member| register.teacher(&member.id))
        .map(|one| teacher_view(open, one, today))
        .collect()
}
