//! What to write in the register for a person of a file.

use chrono::NaiveDate;
use uuid::Uuid;

use super::entry::Operation;
use super::grouping::Candidate;
use super::teacher::{Affectation, Identity, Nature, Service, Teacher};

impl Candidate {
    /// What enters him as a new teacher; `new_id` gives the ids of his lines of service.
    pub fn create(&self, mut new_id: impl FnMut() -> Uuid) -> Vec<Operation> {
        let added = self
            .affectations
            .iter()
            .map(|affectation| added(affectation.clone(), new_id()));
        let created = Operation::Created {
            identity: self.identity.clone(),
        };
        std::iter::once(created).chain(added).collect()
    }

    /// What brings `teacher` up to date; nothing when the register says it all already.
    ///
    /// What the file leaves blank is kept. A line of service that the file says otherwise ends on the eve of the new
    /// one, or is corrected where it does not begin later; lines of schools that the file does not name are left alone.
    pub fn update(&self, teacher: &Teacher, mut new_id: impl FnMut() -> Uuid) -> Vec<Operation> {
        let identity = renewed(&teacher.identity, &self.identity);
        let changed = (identity != teacher.identity).then_some(Operation::IdentityChanged { identity });
        let mut operations: Vec<Operation> = changed.into_iter().collect();
        let mut open = teacher.services.clone();
        let mut new: Vec<&Affectation> = self.affectations.iter().collect();
        // Exact lines first: a file of few columns is like several lines of one school.
        for alike in [same, says] {
            new.retain(
                |read| match open.iter().position(|service| alike(&service.affectation, read)) {
                    Some(known) => {
                        open.remove(known);
                        false
                    }
                    None => true,
                },
            );
        }
        for read in new {
            let superseded = open
                .iter()
                .position(|service| is_superseded(&service.affectation, read));
            match superseded.map(|index| open.remove(index)) {
                None => operations.push(added(read.clone(), new_id())),
                Some(former) => operations.extend(supersede(former, read, &mut new_id)),
            }
        }
        operations
    }
}

fn added(affectation: Affectation, id: Uuid) -> Operation {
    Operation::ServiceAdded {
        service: Service { id, affectation },
    }
}

/// The spelling of the register is kept while the name is the same.
fn renewed(known: &Identity, read: &Identity) -> Identity {
    let names = if known.name_key() == read.name_key() {
        known
    } else {
        read
    };
    Identity {
        family_name: names.family_name.clone(),
        given_name: names.given_name.clone(),
        mail: read.mail.clone().or_else(|| known.mail.clone()),
        function: read.function.clone().or_else(|| known.function.clone()),
    }
}

fn same(known: &Affectation, read: &Affectation) -> bool {
    known == read
}

/// Whether the register says already what the file does, which may be less, and may begin later: with this school year.
fn says(known: &Affectation, read: &Affectation) -> bool {
    let begun = known.from <= read.from && known.until.is_none_or(|until| read.from <= until);
    let ends_alike = read.until.is_none() || known.until == read.until;
    let dated = Affectation {
        from: known.from,
        until: known.until,
        ..completed(read, known)
    };
    begun && ends_alike && dated == *known
}

fn is_superseded(known: &Affectation, read: &Affectation) -> bool {
    let same_discipline = read.discipline.is_none() || known.discipline == read.discipline;
    known.uai == read.uai && same_discipline && known.until.is_none_or(|until| read.from <= until)
}

/// What the file says, completed by what the register knew. A file says « main » when it has no column for it.
fn completed(read: &Affectation, known: &Affectation) -> Affectation {
    Affectation {
        levels: if read.levels.is_empty() {
            known.levels.clone()
        } else {
            read.levels.clone()
        },
        share_percent: read.share_percent.or(known.share_percent),
        discipline: read.discipline.clone().or_else(|| known.discipline.clone()),
        nature: if read.nature == Nature::Main {
            known.nature.clone()
        } else {
            read.nature.clone()
        },
        ..read.clone()
    }
}

fn supersede(former: Service, read: &Affectation, new_id: impl FnOnce() -> Uuid) -> Vec<Operation> {
    let Service {
        id,
        affectation: known,
    } = former;
    let mut affectation = completed(read, &known);
    let eve: Option<NaiveDate> = read.from.pred_opt().filter(|eve| known.from <= *eve);
    if let Some(until) = eve {
        return vec![
            Operation::ServiceEnded { service: id, until },
            added(affectation, new_id()),
        ];
    }
    affectation.until = read.until.or(known.until);
    vec![Operation::ServiceChanged {
        service: Service { id, affectation },
    }]
}
