//! Recommendations followed from visit to visit: each time, what was recommended is said again, then what became of it.

use uuid::Uuid;

use super::debrief::{FollowUp, Progress};
use crate::folding::single_spaced;

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
        }
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
}

impl Progress {
    /// Whether nothing is left to do about it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// Where `recommendation` stands, of what was said at several visits, the last said first; none while it is proposed.
#[must_use]
pub fn standing<'a>(
    recommendation: Uuid,
    said: impl IntoIterator<Item = &'a FollowUp>,
) -> Option<&'a FollowUp> {
    said.into_iter().find(|one| one.recommendation == recommendation)
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

    #[test]
    fn the_last_said_counts_and_another_recommendation_does_not() {
        let follow = |id: u128, progress| FollowUp::new(Uuid::from_u128(id), progress, "A", "");
        let said = [
            follow(2, Progress::Done),
            follow(1, Progress::UnderWay),
            follow(1, Progress::Agreed),
        ];
        let progress = |id: u128| standing(Uuid::from_u128(id), &said).map(|one| one.progress);
        assert_eq!(progress(1), Some(Progress::UnderWay));
        assert_eq!((progress(2), progress(3)), (Some(Progress::Done), None));
        assert!(Progress::Done.is_settled() && !Progress::UnderWay.is_settled());
    }
}
