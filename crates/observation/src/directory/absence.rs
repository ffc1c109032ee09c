//! What the absence of a school from a file means: that it closed, or that the file is an extract.

use std::collections::{BTreeMap, BTreeSet};

use super::circonscription::circonscription_key;
use super::school::{Etat, Kind, School, Status};
use super::{DirectoryFile, Schools};
use crate::folding::search_key;
use crate::grid::Degree;
use crate::uai::Uai;

/// The schools known, and absent from a file.
pub(super) struct Absent {
    /// Those that it closes, as they are to be kept.
    pub closed: Vec<School>,
    /// How many others stand in a département that the file touches.
    pub kept: usize,
}

/// Judges the schools of `known` that `file` does not hold and that are not closed yet.
///
/// People import extracts: a commune, a circonscription, the public écoles, the first half of a download cut short. So a
/// school is closed only if each extract that explains its absence is ruled out. In its département, the file must hold:
/// schools of its sort (école, collège, lycée, other) and of its sector; schools of its commune and of its
/// circonscription, or else four times as many communes and circonscriptions as are missing; and four times as many
/// schools as would be closed. A school whose row was refused is never closed. All of this depends on the file and on
/// the schools absent from it, so that a second import closes no more.
pub(super) fn absent(known: &Schools, file: &DirectoryFile) -> Absent {
    let mut held: BTreeMap<&str, Breadth> = BTreeMap::new();
    for school in &file.schools {
        held.entry(school.departement()).or_default().add(school);
    }
    let read: BTreeSet<Uai> = file.schools.iter().map(|school| school.uai).collect();
    let is_absent = |uai: &Uai| !read.contains(uai) && !file.doubtful.contains(uai);
    let working = known
        .values()
        .filter(|school| school.etat != Etat::Ferme && is_absent(&school.uai));
    let mut absent: BTreeMap<&str, Vec<&School>> = BTreeMap::new();
    for school in working {
        absent.entry(school.departement()).or_default().push(school);
    }
    let mut judged = Absent {
        closed: Vec::new(),
        kept: 0,
    };
    for (departement, schools) in absent {
        if let Some(held) = held.get(departement) {
            judged.judge(held, &schools);
        }
    }
    judged
}

impl Absent {
    /// Judges the absent schools of one département.
    fn judge(&mut self, held: &Breadth, schools: &[&School]) {
        let mut absent = Breadth::default();
        schools.iter().for_each(|school| absent.add(school));
        let closing: Vec<&School> = schools
            .iter()
            .copied()
            .filter(|school| held.covers(school, &absent))
            .collect();
        if !outweighs(held.schools, closing.len()) {
            self.kept += schools.len();
            return;
        }
        self.kept += schools.len() - closing.len();
        self.closed.extend(closing.into_iter().map(|school| School {
            etat: Etat::Ferme,
            ..school.clone()
        }));
    }
}

/// Few enough to have closed, when a département of a thousand schools closes ten or twenty in a year.
fn outweighs(held: usize, missing: usize) -> bool {
    missing * 4 <= held
}

/// What some schools of one département have among them.
#[derive(Default)]
struct Breadth {
    schools: usize,
    sorts: BTreeSet<Sort>,
    sectors: BTreeSet<Sector>,
    communes: BTreeSet<String>,
    circonscriptions: BTreeSet<String>,
}

impl Breadth {
    fn add(&mut self, school: &School) {
        self.schools += 1;
        self.sorts.insert(sort(school));
        self.sectors.insert(sector(school));
        self.communes.extend(commune(school));
        self.circonscriptions.extend(circonscription(school));
    }

    /// Whether a file of this breadth would hold `school`, one of those `absent`.
    fn covers(&self, school: &School, absent: &Self) -> bool {
        let holds = |held: &BTreeSet<String>, missing: &BTreeSet<String>, own: Option<String>| {
            own.is_none_or(|own| held.contains(&own))
                || outweighs(held.len(), missing.difference(held).count())
        };
        self.sorts.contains(&sort(school))
            && self.sectors.contains(&sector(school))
            && holds(&self.communes, &absent.communes, commune(school))
            && holds(
                &self.circonscriptions,
                &absent.circonscriptions,
                circonscription(school),
            )
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Ecole,
    College,
    Lycee,
    Other,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sector {
    Public,
    Private,
    Unsaid,
}

fn sort(school: &School) -> Sort {
    match (school.degree(), school.kind) {
        (Some(Degree::Premier), _) => Sort::Ecole,
        (_, Kind::College) => Sort::College,
        (Some(Degree::Second), kind) if !kind.is_section() && kind != Kind::Erea => Sort::Lycee,
        _ => Sort::Other,
    }
}

fn sector(school: &School) -> Sector {
    match school.status {
        Some(Status::Public) => Sector::Public,
        Some(_) => Sector::Private,
        None => Sector::Unsaid,
    }
}

fn commune(school: &School) -> Option<String> {
    let name = || search_key(&school.commune);
    let commune = if school.commune_code.is_empty() {
        name()
    } else {
        school.commune_code.clone()
    };
    (!commune.is_empty()).then_some(commune)
}

fn circonscription(school: &School) -> Option<String> {
    school
        .circonscription
        .as_ref()
        .map(|named| circonscription_key(&named.name))
}
