//! The persons of a file whom the register knows already.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::grouping::Candidate;
use super::replay::Register;
use super::teacher::{Identity, Teacher};
use crate::uai::Uai;

/// The teachers of the register, by what a file may know of them.
#[derive(Default)]
pub(super) struct Known<'a> {
    by_mail: BTreeMap<String, Vec<&'a Teacher>>,
    by_name: BTreeMap<String, Vec<&'a Teacher>>,
}

impl<'a> Known<'a> {
    pub fn of(register: &'a Register) -> Self {
        let mut known = Self::default();
        for teacher in register.teachers() {
            let name = teacher.identity.name_key();
            known.by_name.entry(name).or_default().push(teacher);
            if let Some(mail) = mail_key(&teacher.identity) {
                known.by_mail.entry(mail).or_default().push(teacher);
            }
        }
        known
    }

    /// The teacher who is certainly this person, and all who bear the name.
    ///
    /// A mailbox is certain where one person alone has it, on either side: many schools give theirs to all.
    pub fn like(&self, candidate: &Candidate, shared: &BTreeSet<String>) -> (Option<Uuid>, Vec<Uuid>) {
        let name = candidate.identity.name_key();
        let named = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        let mail = mail_key(&candidate.identity);
        let bearers = mail
            .as_ref()
            .and_then(|mail| self.by_mail.get(mail))
            .map_or(&[][..], Vec::as_slice);
        let both = bearers.iter().find(|teacher| teacher.identity.name_key() == name);
        let by_mail = match bearers {
            [teacher] if mail.is_some_and(|mail| !shared.contains(&mail)) => Some(teacher),
            _ => None,
        };
        let mut colleagues = named
            .iter()
            .filter(|teacher| is_colleague(teacher, candidate, named.len() == 1));
        let by_school = colleagues.next().filter(|_| colleagues.next().is_none());
        let certain = both.or(by_mail).or(by_school).map(|teacher| teacher.id);
        (certain, named.iter().map(|teacher| teacher.id).collect())
    }
}

fn mail_key(identity: &Identity) -> Option<String> {
    identity.mail.as_ref().map(|mail| mail.to_lowercase())
}

/// The mailboxes that several persons of the file have.
pub(super) fn shared_mails(candidates: &[Candidate]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mails = candidates
        .iter()
        .filter_map(|candidate| mail_key(&candidate.identity));
    mails.filter(|mail| !seen.insert(mail.clone())).collect()
}

/// Of one name in one school, and not two mailboxes; without any school on either side, a name that one alone bears has to do.
fn is_colleague(teacher: &Teacher, candidate: &Candidate, alone: bool) -> bool {
    let schools = |uai: &Uai| {
        teacher
            .services
            .iter()
            .any(|service| service.affectation.uai == *uai)
    };
    let nowhere = alone && teacher.services.is_empty() && candidate.affectations.is_empty();
    let two_mails = teacher.identity.mail.is_some() && candidate.identity.mail.is_some();
    !two_mails && (nowhere || candidate.affectations.iter().any(|each| schools(&each.uai)))
}
