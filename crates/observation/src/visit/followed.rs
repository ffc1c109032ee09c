//! Recommendations followed from visit to visit: each time, what was recommended is said again, then what became of it.

use chrono::{Months, NaiveDate};
use uuid::Uuid;

use super::SubjectPlan;
use super::debrief::{FollowUp, Progress, Recommendation};
use crate::folding::single_spaced;

/// So long after it was due nobody comes back to it unasked: who left is visited no more.
const RECALLED_FOR: Months = Months::new(12);

impl Recommendation {
    /// The day on which to look at it again, where it is to be recalled on the day `today` among those due on `until` at the
    /// latest.
    #[must_use]
    pub fn recalled(&self, today: NaiveDate, until: NaiveDate) -> Option<NaiveDate> {
        let since = today.checked_sub_months(RECALLED_FOR).unwrap_or(today);
        self.due.filter(|due| (since..=until).contains(due))
    }
}

impl FollowUp {
    /// What became of `recommendation`: its words, recalled on one line, then what is said of it now.
    #[must_use]
    pub fn new(recommendation: Uuid, progress: Progress, recalled: &str, said: &str) -> Self {
        let (recalled, said) = (single_spaced(recalled), said.trim());
        let text = if said.is_empty() {
            recalled
        } else {
            format!("{recalled}\n{said}")
        };
        Self {
            recommendation,
            progress,
            text,
            teachers: Vec::new(),
        }
    }

    /// The same, said of these teachers.
    #[must_use]
    pub fn of(self, teachers: Vec<Uuid>) -> Self {
        Self { teachers, ..self }
    }

    /// The recommendation, as it was made.
    #[must_use]
    pub fn recalled(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// What is said of it now; blank for nothing.
    #[must_use]
    pub fn said(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, said)| said)
    }

    /// Whether what is said is dropped without a reason.
    #[must_use]
    pub fn is_unexplained(&self) -> bool {
        self.progress == Progress::Dropped && self.said().trim().is_empty()
    }
}

impl Progress {
    /// Whether nothing is left to do about it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// What is said at one visit of recommendations made before it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Who or what was visited.
    pub visited: &'a SubjectPlan,
    /// What was said.
    pub follow_ups: &'a [FollowUp],
}

/// What became of recommendations, as several visits said it.
#[derive(Clone, Copy)]
pub struct Following<'a> {
    /// What was said at each visit, the latest first.
    pub said: &'a [Said<'a>],
    /// The identifier that remains of the several that one person may have.
    pub person: &'a dyn Fn(Uuid) -> Uuid,
}

impl<'a> Following<'a> {
    /// Where `recommendation` stands for `teacher`, or for the school visited where that is none: what was said last; none
    /// while it is proposed.
    #[must_use]
    pub fn standing(&self, recommendation: Uuid, teacher: Option<Uuid>) -> Option<&'a FollowUp> {
        self.said.iter().find_map(|Said { visited, follow_ups }| {
            let about = follow_ups.iter();
            let mut about = about.filter(|one| one.recommendation == recommendation);
            about.find(|one| teacher.is_none_or(|teacher| self.is_said_of(teacher, one, visited)))
        })
    }

    /// Those of `concerned` for whom nothing settled `recommendation`.
    #[must_use]
    pub fn open_to(&self, recommendation: Uuid, concerned: &[Uuid]) -> Vec<Uuid> {
        let concerned = concerned.iter().copied();
        concerned
            .filter(|teacher| self.is_open(recommendation, Some(*teacher)))
            .collect()
    }

    /// Whether nothing settled `recommendation` for `teacher`, or for the school visited where that is none.
    #[must_use]
    pub fn is_open(&self, recommendation: Uuid, teacher: Option<Uuid>) -> bool {
        let last = self.standing(recommendation, teacher);
        last.is_none_or(|last| !last.progress.is_settled())
    }

    /// Of several persons observed, a follow-up that names nobody was said of each to whom it had been recommended.
    fn is_said_of(&self, teacher: Uuid, one: &FollowUp, visited: &SubjectPlan) -> bool {
        let named = match one.teachers.as_slice() {
            [] => visited.teachers(),
            named => named,
        };
        let sought = (self.person)(teacher);
        named.iter().any(|id| (self.person)(*id) == sought)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_recommended_and_what_is_said_of_it_are_told_apart() {
        let id = Uuid::from_u128(1);
        let one = FollowUp::new(
            id,
            Progress::Done,
            "Garder une\n trace",
            "Faite en binôme.\nÀ garder.",
        );
        assert_eq!(
            (one.recalled(), one.said()),
            ("Garder une trace", "Faite en binôme.\nÀ garder.")
        );
        let bare = FollowUp::new(id, Progress::Agreed, "Garder une trace", "  ");
        assert_eq!((bare.recalled(), bare.said()), ("Garder une trace", ""));
    }

    const ANNA: Uuid = Uuid::from_u128(10);
    const ANNA_AGAIN: Uuid = Uuid::from_u128(11);
    const PAUL: Uuid = Uuid::from_u128(12);
    const ZOE: Uuid = Uuid::from_u128(13);

    fn person(id: Uuid) -> Uuid {
        if id == ANNA_AGAIN { ANNA } else { id }
    }

    fn follow(id: u128, progress: Progress) -> FollowUp {
        FollowUp::new(Uuid::from_u128(id), progress, "A", "")
    }

    #[test]
    fn the_last_said_counts_and_another_recommendation_does_not() {
        let visited = SubjectPlan::Teachers(vec![ANNA]);
        let visits = [
            vec![follow(2, Progress::Done)],
            vec![follow(1, Progress::UnderWay)],
            vec![follow(1, Progress::Agreed)],
        ];
        let said = visits.each_ref().map(|follow_ups| Said {
            visited: &visited,
            follow_ups,
        });
        let following = Following {
            said: &said,
            person: &person,
        };
        let progress = |id: u128| {
            let last = following.standing(Uuid::from_u128(id), Some(ANNA));
            last.map(|one| one.progress)
        };
        assert_eq!(progress(1), Some(Progress::UnderWay));
        assert_eq!((progress(2), progress(3)), (Some(Progress::Done), None));
        assert!(Progress::Done.is_settled() && !Progress::UnderWay.is_settled());
    }

    /// To whom the first recommendation is open still, of all, once this was said in a visit to Anna and Paul.
    fn open_after(one: FollowUp) -> Vec<Uuid> {
        let said = [Said {
            visited: &SubjectPlan::Teachers(vec![ANNA, PAUL]),
            follow_ups: &[one],
        }];
        let following = Following {
            said: &said,
            person: &person,
        };
        following.open_to(Uuid::from_u128(1), &[ANNA_AGAIN, PAUL, ZOE])
    }

    #[test]
    fn what_one_has_done_another_has_not() {
        let done = || follow(1, Progress::Done);
        assert_eq!(open_after(done().of(vec![ANNA])), [PAUL, ZOE]);
        assert_eq!(open_after(done().of(vec![PAUL])), [ANNA_AGAIN, ZOE]);
        // As it was written before a follow-up named anyone.
        assert_eq!(open_after(done()), [ZOE]);
        let agreed = follow(1, Progress::Agreed).of(vec![ANNA]);
        assert_eq!(open_after(agreed), [ANNA_AGAIN, PAUL, ZOE]);
    }
}
