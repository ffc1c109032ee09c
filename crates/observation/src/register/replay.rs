//! The state of the register, from its entries in whatever order they came.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::entry::{Operation, RegisterEntry};
use super::teacher::{Identity, Service, Teacher};

/// Who stands in the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    teachers: BTreeMap<Uuid, Teacher>,
    remaining: BTreeMap<Uuid, Uuid>,
    distinguished: BTreeSet<(Uuid, Uuid)>,
}

impl Register {
    /// The state that `entries` give: the same for every order, and however often an entry comes.
    #[must_use]
    pub fn replay(entries: impl IntoIterator<Item = RegisterEntry>) -> Self {
        Fold::of(entries).finish()
    }

    /// The lines of service that leave with `teacher` when nothing but the merge of that entry is taken back.
    #[must_use]
    pub fn leaving(
        entries: impl IntoIterator<Item = RegisterEntry>,
        merge: Uuid,
        teacher: &Uuid,
    ) -> Vec<Uuid> {
        let mut fold = Fold::of(entries);
        fold.undone.insert(merge);
        let split = fold.finish();
        let services = split
            .teacher(teacher)
            .map_or(&[][..], |teacher| &teacher.services);
        services.iter().map(|service| service.id).collect()
    }

    /// The operations that bring back `teacher`, taken out with the entries that are his: none where he was not.
    #[must_use]
    pub fn reinstating(
        entries: impl IntoIterator<Item = RegisterEntry>,
        teacher: &Uuid,
    ) -> Vec<(Uuid, Operation)> {
        let fold = Fold::of(entries);
        let remaining = fold.remaining();
        let is_his = |id: &&Uuid| {
            remaining
                .get(*id)
                .is_some_and(|root| Some(root) == remaining.get(teacher))
        };
        let withdrawn = fold.withdrawn.iter().filter(is_his);
        withdrawn
            .filter_map(|id| {
                let identity = fold.identities.get(id)?.clone();
                Some((*id, Operation::IdentityChanged { identity }))
            })
            .collect()
    }

    /// The operation that brings back the line of service `service`, and whose it is: none where it was not taken out.
    #[must_use]
    pub fn reinstating_service(
        entries: impl IntoIterator<Item = RegisterEntry>,
        service: &Uuid,
    ) -> Option<(Uuid, Operation)> {
        let fold = Fold::of(entries);
        let (owner, service) = fold.services.get(service)?;
        fold.withdrawn_services.contains(&service.id).then(|| {
            let service = service.clone();
            (*owner, Operation::ServiceChanged { service })
        })
    }

    /// The teachers, by the id that remains.
    pub fn teachers(&self) -> impl Iterator<Item = &Teacher> {
        self.teachers.values()
    }

    /// The teacher that `id` stands for, be it an id that was merged into another.
    #[must_use]
    pub fn teacher(&self, id: &Uuid) -> Option<&Teacher> {
        self.teachers.get(self.remaining.get(id)?)
    }

    /// The identifier that remains of the several that one person may have.
    #[must_use]
    pub fn person(&self, id: Uuid) -> Uuid {
        self.remaining.get(&id).copied().unwrap_or(id)
    }

    /// Whether a person said that these two teachers are two persons.
    #[must_use]
    pub fn are_distinguished(&self, one: &Uuid, other: &Uuid) -> bool {
        self.distinguished
            .contains(&in_order(self.person(*one), self.person(*other)))
    }
}

#[derive(Default)]
struct Fold {
    identities: BTreeMap<Uuid, Identity>,
    /// Each line of service, with the teacher it was written on.
    services: BTreeMap<Uuid, (Uuid, Service)>,
    merges: Vec<Merge>,
    undone: BTreeSet<Uuid>,
    distinguished: Vec<(Uuid, Uuid)>,
    withdrawn: BTreeSet<Uuid>,
    withdrawn_services: BTreeSet<Uuid>,
}

struct Merge {
    entry: Uuid,
    from: Uuid,
    into: Uuid,
}

impl Fold {
    fn of(entries: impl IntoIterator<Item = RegisterEntry>) -> Self {
        let ordered: BTreeMap<_, RegisterEntry> =
            entries.into_iter().map(|entry| (entry.order(), entry)).collect();
        let mut fold = Self::default();
        ordered.into_values().for_each(|entry| fold.apply(entry));
        fold
    }

    fn apply(
        &mut self,
        RegisterEntry {
            id,
            teacher,
            operation,
            ..
        }: RegisterEntry,
    ) {
        match operation {
            Operation::Created { identity } | Operation::IdentityChanged { identity } => {
                self.withdrawn.remove(&teacher);
                self.identities.insert(teacher, identity);
            }
            Operation::ServiceAdded { service } | Operation::ServiceChanged { service } => {
                self.write(teacher, service)
            }
            Operation::ServiceEnded { service, until } => {
                if let Some((_, service)) = self.services.get_mut(&service) {
                    service.affectation.until = Some(until);
                }
            }
            Operation::Merged { from } => self.merges.push(Merge {
                entry: id,
                from,
                into: teacher,
            }),
            Operation::Split {
                merge,
                services,
                kept,
            } => {
                self.undone.insert(merge);
                services.iter().for_each(|service| self.give(service, teacher));
                if let Some(into) = self.merged_into(merge) {
                    kept.iter().for_each(|service| self.give(service, into));
                }
            }
            Operation::Distinguished { from } => self.distinguished.push((teacher, from)),
            Operation::ServiceWithdrawn { service } => {
                self.withdrawn_services.insert(service);
            }
            Operation::Withdrawn => {
                self.withdrawn.insert(teacher);
            }
        }
    }

    /// A line stays with the teacher it was first written on, until a split gives it to another.
    fn write(&mut self, teacher: Uuid, service: Service) {
        let owner = self
            .services
            .get(&service.id)
            .map_or(teacher, |(owner, _)| *owner);
        self.withdrawn_services.remove(&service.id);
        self.services.insert(service.id, (owner, service));
    }

    fn give(&mut self, service: &Uuid, teacher: Uuid) {
        if let Some((owner, _)) = self.services.get_mut(service) {
            *owner = teacher;
        }
    }

    fn merged_into(&self, merge: Uuid) -> Option<Uuid> {
        self.merges
            .iter()
            .find(|one| one.entry == merge)
            .map(|one| one.into)
    }

    fn finish(self) -> Register {
        let remaining = self.remaining();
        let mut members: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for (&id, &root) in &remaining {
            members.entry(root).or_default().push(id);
        }
        let lines = self.lines();
        let teachers = members
            .iter()
            .filter(|(_, members)| members.iter().any(|id| self.stands(id)))
            .filter_map(|(&root, members)| Some((root, self.teacher(root, members, &lines)?)));
        let remains = |id: Uuid| remaining.get(&id).copied().unwrap_or(id);
        let distinguished = self
            .distinguished
            .iter()
            .map(|&(one, other)| in_order(remains(one), remains(other)));
        Register {
            teachers: teachers.collect(),
            distinguished: distinguished.collect(),
            remaining,
        }
    }

    /// For each id the one that remains. Two merges that cross on two devices are one: the later finds nothing to do.
    fn remaining(&self) -> BTreeMap<Uuid, Uuid> {
        let mut into: BTreeMap<Uuid, Uuid> = BTreeMap::new();
        let standing = self
            .merges
            .iter()
            .filter(|merge| !self.undone.contains(&merge.entry));
        for merge in standing {
            let (from, to) = (root(&into, merge.from), root(&into, merge.into));
            if from != to {
                into.insert(from, to);
            }
        }
        let merged = self.merges.iter().flat_map(|merge| [merge.from, merge.into]);
        let all = self.identities.keys().copied().chain(merged);
        all.map(|id| (id, root(&into, id))).collect()
    }

    /// An entry withdrawn stands no more; a person does as long as one of the entries that are his.
    fn stands(&self, id: &Uuid) -> bool {
        self.identities.contains_key(id) && !self.withdrawn.contains(id)
    }

    /// The lines of service that stand, by the entry they are on.
    fn lines(&self) -> BTreeMap<Uuid, Vec<&Service>> {
        let mut lines: BTreeMap<Uuid, Vec<&Service>> = BTreeMap::new();
        for (owner, line) in self.services.values() {
            if !self.withdrawn_services.contains(&line.id) {
                lines.entry(*owner).or_default().push(line);
            }
        }
        lines
    }

    fn teacher(
        &self,
        root: Uuid,
        members: &[Uuid],
        lines: &BTreeMap<Uuid, Vec<&Service>>,
    ) -> Option<Teacher> {
        let named = std::iter::once(&root).chain(members).filter(|id| self.stands(id));
        let identity = named.filter_map(|id| self.identities.get(id)).next()?.clone();
        let written = members.iter().filter_map(|id| lines.get(id)).flatten();
        let mut services: Vec<Service> = written.map(|line| (*line).clone()).collect();
        services.sort_by_key(|service| (service.affectation.from, service.id));
        let merged = members.iter().copied().filter(|id| *id != root).collect();
        Some(Teacher {
            id: root,
            identity,
            services,
            merged,
        })
    }
}

fn in_order(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    (one.min(other), one.max(other))
}

fn root(into: &BTreeMap<Uuid, Uuid>, mut id: Uuid) -> Uuid {
    while let Some(&next) = into.get(&id) {
        id = next;
    }
    id
}
