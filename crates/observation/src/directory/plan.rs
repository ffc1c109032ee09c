//! What an import would change in the schools already known, said before anything changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::absent;
use super::completion::{completed, missing};
use super::school::School;
use super::{DirectoryFile, Schools, codes};
use crate::problem::Problem;

/// A property of a school that a new file may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of `School` that bears its name")]
pub enum Field {
    Name,
    Kind,
    Status,
    Address,
    PostalCode,
    Commune,
    CommuneCode,
    Academie,
    EducationPrioritaire,
    Circonscription,
    Mail,
    Telephone,
    Etat,
    OpenedOn,
    Parent,
    Ministry,
}

/// A school that the file describes otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As the file describes it.
    pub school: School,
    /// What differs from what was known.
    pub fields: Vec<Field>,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Schools not known before.
    pub added: Vec<School>,
    /// Schools that differ from what was known.
    pub changed: Vec<Change>,
    /// Schools of which only the date of their row is new: counted as unchanged, but written.
    pub refreshed: Vec<School>,
    /// How many schools the file describes as they were known, those of `refreshed` included.
    pub unchanged: usize,
    /// Schools absent from a file that covers them, as they would be kept: closed.
    pub closed: Vec<School>,
    /// What a person should know before confirming; warnings only.
    pub problems: Vec<Problem>,
}

impl ImportPlan {
    /// Whether an import would leave everything as it is.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.writes().next().is_none()
    }

    /// Every school to be written, in its new state.
    pub fn writes(&self) -> impl Iterator<Item = &School> {
        let changed = self.changed.iter().map(|change| &change.school);
        self.added
            .iter()
            .chain(changed)
            .chain(&self.refreshed)
            .chain(&self.closed)
    }

    /// Carries the plan out on the schools known: some are written, none is ever deleted.
    pub fn apply(&self, schools: &mut Schools) {
        schools.extend(self.writes().map(|school| (school.uai, school.clone())));
    }
}

/// Compares a file with the schools known.
///
/// A file says nothing of what its absent columns would hold: what is known of it stays. A school absent from the file
/// is closed only where the file is broad enough to say so: see [`absent`]. Nothing is ever deleted.
#[must_use]
pub fn plan(known: &Schools, file: &DirectoryFile) -> ImportPlan {
    let mut plan = ImportPlan::default();
    let mut older = 0;
    for school in &file.schools {
        let Some(before) = known.get(&school.uai) else {
            plan.added.push(school.clone());
            continue;
        };
        older += usize::from(is_older(school, before));
        plan.place(before, completed(school, before, &file.columns));
    }
    let absent = absent(known, file);
    plan.closed = absent.closed;
    let meets_known = plan.added.len() < file.schools.len();
    let missing = missing(&file.columns).filter(|_| meets_known);
    let warnings = [
        (codes::OLDER_THAN_KNOWN, older),
        (codes::ABSENT_KEPT, absent.kept),
    ];
    let told = warnings.into_iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(code, count)| Problem::warning(code, "").with("count", count));
    plan.problems = missing.into_iter().chain(told).collect();
    plan
}

fn is_older(school: &School, before: &School) -> bool {
    school
        .updated_on
        .zip(before.updated_on)
        .is_some_and(|(now, then)| now < then)
}

impl ImportPlan {
    fn place(&mut self, before: &School, school: School) {
        let fields = differences(before, &school);
        if !fields.is_empty() {
            self.changed.push(Change { school, fields });
            return;
        }
        self.unchanged += 1;
        if before.updated_on != school.updated_on {
            self.refreshed.push(school);
        }
    }
}

fn differences(before: &School, after: &School) -> Vec<Field> {
    let compared = [
        (Field::Name, before.name != after.name),
        (Field::Kind, before.kind != after.kind),
        (Field::Status, before.status != after.status),
        (Field::Address, before.address != after.address),
        (Field::PostalCode, before.postal_code != after.postal_code),
        (Field::Commune, before.commune != after.commune),
        (Field::CommuneCode, before.commune_code != after.commune_code),
        (Field::Academie, before.academie != after.academie),
        (
            Field::EducationPrioritaire,
            before.education_prioritaire != after.education_prioritaire,
        ),
        (
            Field::Circonscription,
            before.circonscription != after.circonscription,
        ),
        (Field::Mail, before.mail != after.mail),
        (Field::Telephone, before.telephone != after.telephone),
        (Field::Etat, before.etat != after.etat),
        (Field::OpenedOn, before.opened_on != after.opened_on),
        (Field::Parent, before.parent != after.parent),
        (Field::Ministry, before.ministry != after.ministry),
    ];
    compared
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(field, _)| field)
        .collect()
}
