//! Teachers of one name: the same person twice, or two persons. A person decides, from what distinguishes them.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::replay::Register;
use super::teacher::Teacher;
use crate::folding::search_key;
use crate::uai::Uai;

/// Teachers who bear one name, in whatever spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomonymGroup {
    /// Two at least, in the order of their ids.
    pub members: Vec<HomonymMember>,
    /// In what they are not all alike.
    pub distinctions: Vec<Distinction>,
}

/// One of them, with what may tell him from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomonymMember {
    /// His id.
    pub id: Uuid,
    /// His professional mailbox.
    pub mail: Option<String>,
    /// His corps or function.
    pub function: Option<String>,
    /// The schools where he teaches or taught.
    pub schools: Vec<Uai>,
    /// His levels.
    pub levels: Vec<String>,
    /// His disciplines.
    pub disciplines: Vec<String>,
}

/// A property in which homonyms differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distinction {
    /// Their mailboxes.
    Mail,
    /// Their corps or functions.
    Function,
    /// Their schools.
    Schools,
    /// Their levels.
    Levels,
    /// Their disciplines.
    Disciplines,
}

impl Register {
    /// The groups of teachers who may be one person: the same words in their names, accents, case and order aside.
    ///
    /// Who was distinguished from all the others of a group is in it no more.
    #[must_use]
    pub fn homonyms(&self) -> Vec<HomonymGroup> {
        let mut by_name: BTreeMap<String, Vec<&Teacher>> = BTreeMap::new();
        for teacher in self.teachers() {
            let name = teacher.identity.name_key();
            by_name.entry(name).or_default().push(teacher);
        }
        let groups = by_name
            .into_values()
            .flat_map(|namesakes| self.undecided(namesakes));
        groups.map(HomonymGroup::of).collect()
    }

    /// The others of that teacher's name whom somebody distinguished from him.
    #[must_use]
    pub fn distinguished_from(&self, teacher: &Teacher) -> Vec<&Teacher> {
        let name = teacher.identity.name_key();
        let others = self
            .teachers()
            .filter(|other| self.are_distinguished(&teacher.id, &other.id));
        others.filter(|other| other.identity.name_key() == name).collect()
    }

    /// Namesakes, set apart where nobody of one part may be somebody of another.
    fn undecided<'a>(&self, namesakes: Vec<&'a Teacher>) -> Vec<Vec<&'a Teacher>> {
        let mut parts: Vec<Vec<&Teacher>> = Vec::new();
        for teacher in namesakes {
            let is_apart = |part: &Vec<&Teacher>| {
                part.iter()
                    .all(|other| self.are_distinguished(&teacher.id, &other.id))
            };
            let (apart, near): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_apart);
            parts = apart;
            parts.push(near.into_iter().flatten().chain([teacher]).collect());
        }
        parts.retain(|part| part.len() > 1);
        parts
    }
}

impl HomonymGroup {
    fn of(mut teachers: Vec<&Teacher>) -> Self {
        teachers.sort_by_key(|teacher| teacher.id);
        let members: Vec<_> = teachers.into_iter().map(HomonymMember::of).collect();
        Self {
            distinctions: distinctions(&members),
            members,
        }
    }
}

impl HomonymMember {
    fn of(teacher: &Teacher) -> Self {
        let affectations = || teacher.services.iter().map(|service| &service.affectation);
        Self {
            id: teacher.id,
            mail: teacher.identity.mail.clone(),
            function: teacher.identity.function.clone(),
            schools: sorted(affectations().map(|each| each.uai)),
            levels: sorted(affectations().flat_map(|each| each.levels.clone())),
            disciplines: sorted(affectations().filter_map(|each| each.discipline.clone())),
        }
    }
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    values
        .collect::<std::collections::BTreeSet<T>>()
        .into_iter()
        .collect()
}

fn distinctions(members: &[HomonymMember]) -> Vec<Distinction> {
    let folded = |text: &Option<String>| text.as_deref().map(search_key);
    let differ = |alike: &dyn Fn(&HomonymMember, &HomonymMember) -> bool| {
        members.windows(2).any(|two| !alike(&two[0], &two[1]))
    };
    let found = [
        (
            Distinction::Mail,
            differ(&|a, b| folded(&a.mail) == folded(&b.mail)),
        ),
        (
            Distinction::Function,
            differ(&|a, b| folded(&a.function) == folded(&b.function)),
        ),
        (Distinction::Schools, differ(&|a, b| a.schools == b.schools)),
        (Distinction::Levels, differ(&|a, b| a.levels == b.levels)),
        (
            Distinction::Disciplines,
            differ(&|a, b| a.disciplines == b.disciplines),
        ),
    ];
    found
        .into_iter()
        .filter(|(_, differ)| *differ)
        .map(|(distinction, _)| distinction)
        .collect()
}
