//! Homonyms decided: one person entered twice, two persons of one name, and a merge taken back.

use std::collections::BTreeSet;

use observation::register::{Operation, Register, Teacher};
use uuid::Uuid;

use super::editing::known_service;
use super::pages::service_views;
use super::unknown;
use crate::App;
use crate::present::identifier;
use crate::problem::{Outcome, codes};
use crate::session::Open;
use crate::views::{
    DistinguishTeachersRequest, MergeTeachersRequest, SplitPreview, SplitTeachersRequest, TeacherView,
};

impl App {
    /// Says that two teachers are one person.
    ///
    /// # Errors
    /// When one is unknown, both are one already, or the disk refuses.
    pub fn merge_teachers(&self, request: MergeTeachersRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let (into, from) = self.two_teachers(open, &request.into, &request.from)?;
            self.write_register(open, set_up, [(into, Operation::Merged { from })])?;
            self.teacher_now(open, set_up, into)
        })
    }

    /// Says that two teachers of one name are two persons.
    ///
    /// # Errors
    /// When one is unknown, both are one already, or the disk refuses.
    pub fn distinguish_teachers(&self, request: DistinguishTeachersRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let (one, from) = self.two_teachers(open, &request.one, &request.other)?;
            self.write_register(open, set_up, [(one, Operation::Distinguished { from })])?;
            self.teacher_now(open, set_up, one)
        })
    }

    fn two_teachers(&self, open: &Open, one: &str, other: &str) -> Outcome<(Uuid, Uuid)> {
        let first = self.known_teacher(open, one)?.id;
        let second = self.known_teacher(open, other)?.id;
        if first == second {
            return Err(unknown(other));
        }
        Ok((first, second))
    }

    /// The lines of service that taking a merge back would give to each. Nothing changes.
    ///
    /// # Errors
    /// When they were not merged, or the disk refuses.
    pub fn preview_split(&self, request: MergeTeachersRequest) -> Outcome<SplitPreview> {
        self.with_set_up(|open, set_up| {
            let teacher = self.known_teacher(open, &request.into)?;
            let merge = Merge::find(open, &teacher, &request.from)?;
            Ok(SplitPreview {
                services: service_views(open, &teacher.services, self.today(set_up))?,
                leaving: merge.leaving.iter().map(Uuid::to_string).collect(),
            })
        })
    }

    /// Takes a merge back: `from` is a person of its own again, and no homonym to decide any more.
    ///
    /// # Errors
    /// When they were not merged, a line of service is unknown, or the disk refuses.
    pub fn split_teachers(&self, request: SplitTeachersRequest) -> Outcome<TeacherView> {
        self.with_set_up(|open, set_up| {
            let teacher = self.known_teacher(open, &request.into)?;
            let merge = Merge::find(open, &teacher, &request.from)?;
            let split = merge.split(wanted(&teacher, &request.services)?);
            let distinguished = Operation::Distinguished { from: teacher.id };
            self.write_register(open, set_up, [split, distinguished].map(|one| (merge.from, one)))?;
            self.teacher_now(open, set_up, merge.from)
        })
    }
}

/// A merge that may be taken back.
struct Merge {
    entry: Uuid,
    from: Uuid,
    /// The lines that leave with `from` when nothing more is said.
    leaving: BTreeSet<Uuid>,
}

impl Merge {
    fn find(open: &Open, into: &Teacher, from: &str) -> Outcome<Self> {
        let id = identifier(from, codes::TEACHER_UNKNOWN)?;
        let entries = open.register_entries()?;
        let merges =
            |operation: &Operation| matches!(operation, Operation::Merged { from: one } if *one == id);
        let entry = entries.iter().rev().find(|entry| merges(&entry.operation));
        let entry = entry
            .filter(|_| into.merged.contains(&id))
            .ok_or_else(|| unknown(from))?
            .id;
        let leaving = Register::leaving(entries, entry, &id);
        Ok(Self {
            entry,
            from: id,
            leaving: leaving.into_iter().collect(),
        })
    }

    fn split(&self, wanted: BTreeSet<Uuid>) -> Operation {
        Operation::Split {
            merge: self.entry,
            services: wanted.difference(&self.leaving).copied().collect(),
            kept: self.leaving.difference(&wanted).copied().collect(),
        }
    }
}

fn wanted(teacher: &Teacher, services: &[String]) -> Outcome<BTreeSet<Uuid>> {
    services.iter().map(|id| known_service(teacher, id)).collect()
}
