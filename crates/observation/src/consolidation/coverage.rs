//! Who was visited, who was not, and since when: schools and teachers, by coverage and never by a result.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::uai::Uai;

/// A visit as coverage sees it: of a colleague's, no day and no inspector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenVisit {
    /// The school.
    pub school: Uai,
    /// The month, `2026-11`.
    pub month: String,
    /// The school year.
    pub school_year: String,
    /// Those observed whom the register knows.
    pub teachers: BTreeSet<Uuid>,
}

/// How a school was covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCoverage {
    /// The school.
    pub school: Uai,
    /// How many visits.
    pub visits: usize,
    /// The month of the last one; none where there was none.
    pub last: Option<String>,
    /// How many school years ago: 0 in the present one; none where nobody came.
    pub years_since: Option<usize>,
    /// Its teachers, by the register.
    pub teachers: usize,
    /// How many of them were visited.
    pub visited: usize,
}

/// How a teacher was covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherCoverage {
    /// The teacher.
    pub teacher: Uuid,
    /// Where.
    pub schools: BTreeSet<Uai>,
    /// The month of the last visit; none where there was none.
    pub last: Option<String>,
    /// How many school years ago: 0 in the present one; none where nobody came.
    pub years_since: Option<usize>,
}

/// The coverage of a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Each school, in the order in which they are proposed: never visited first, then those seen longest ago, then those of
    /// whose teachers the least were seen.
    pub schools: Vec<SchoolCoverage>,
    /// Each teacher, likewise.
    pub teachers: Vec<TeacherCoverage>,
}

/// The coverage of `schools` and their teachers (each with where he works) by `visits`. `years` are the school years, the
/// present one last.
#[must_use]
pub fn cover(
    schools: &[Uai],
    teachers: &BTreeMap<Uuid, BTreeSet<Uai>>,
    visits: &[SeenVisit],
    years: &[String],
) -> Coverage {
    let since = |visit: Option<&SeenVisit>| {
        let visit = visit?;
        let rank = years.iter().position(|year| *year == visit.school_year)?;
        Some(years.len() - 1 - rank)
    };
    let mut of_schools: BTreeMap<Uai, Vec<&SeenVisit>> = BTreeMap::new();
    let mut of_teachers: BTreeMap<Uuid, Vec<&SeenVisit>> = BTreeMap::new();
    for visit in visits {
        of_schools.entry(visit.school).or_default().push(visit);
        for teacher in &visit.teachers {
            of_teachers.entry(*teacher).or_default().push(visit);
        }
    }
    let last = |visits: Option<&Vec<&SeenVisit>>| {
        let visits = visits.map_or(&[][..], Vec::as_slice);
        visits
            .iter()
            .copied()
            .max_by(|one, other| one.month.cmp(&other.month))
            .cloned()
    };
    let of_school = |school: &Uai| {
        let own = of_schools.get(school);
        let last = last(own);
        let working = teachers.iter().filter(|(_, where_)| where_.contains(school));
        let working: Vec<&Uuid> = working.map(|(teacher, _)| teacher).collect();
        SchoolCoverage {
            school: *school,
            visits: own.map_or(0, Vec::len),
            years_since: since(last.as_ref()),
            last: last.map(|visit| visit.month),
            visited: working
                .iter()
                .filter(|one| of_teachers.contains_key(**one))
                .count(),
            teachers: working.len(),
        }
    };
    let of_teacher = |(teacher, schools): (&Uuid, &BTreeSet<Uai>)| {
        let last = last(of_teachers.get(teacher));
        TeacherCoverage {
            teacher: *teacher,
            schools: schools.clone(),
            years_since: since(last.as_ref()),
            last: last.map(|visit| visit.month),
        }
    };
    let mut schools: Vec<SchoolCoverage> = schools.iter().map(of_school).collect();
    schools.sort_by(|one, other| {
        let share = (one.visited * other.teachers.max(1)).cmp(&(other.visited * one.teachers.max(1)));
        one.last
            .cmp(&other.last)
            .then(share)
            .then(one.school.cmp(&other.school))
    });
    let mut teachers: Vec<TeacherCoverage> = teachers.iter().map(of_teacher).collect();
    teachers.sort_by(|one, other| one.last.cmp(&other.last).then(one.teacher.cmp(&other.teacher)));
    Coverage { schools, teachers }
}
