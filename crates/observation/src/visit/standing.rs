//! Whether a sealed visit counts in figures: once its report was handed over to each person it is about, and while nobody
//! of them objects.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::document::{Subject, VisitDocument};
use super::state::{Happening, StateDocument};
use crate::canonical::Sha256;

/// Whether a visit may count in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing was said of it.
    #[default]
    Unsaid,
    /// Its report was handed over.
    Communicated,
    /// An opposition or a limitation holds: it counts nowhere.
    Withdrawn,
}

/// How a revision stands, and the state that made it so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stands {
    /// Whether it may count.
    pub standing: Standing,
    /// The hash of the last state on which this rests; none where nothing happened that matters.
    pub state: Option<Sha256>,
}

impl Stands {
    /// How `document`, whose hash is `revision`, stands after `states`: all those of the visit, each after its hash, in the
    /// order in which they were noted. An opposition or a limitation is of the visit, whatever revision it was said of; a
    /// handing over is of one revision.
    #[must_use]
    pub fn of(document: &VisitDocument, revision: Sha256, states: &[(Sha256, StateDocument)]) -> Self {
        let (mut held, mut handed, mut to_all, mut last) = (BTreeSet::new(), BTreeSet::new(), false, None);
        for (sha256, state) in states {
            match &state.happened {
                Happening::Opposition { .. } | Happening::Limitation { .. } => {
                    held.insert(*sha256);
                }
                Happening::Lifted { state, .. } => {
                    held.remove(state);
                }
                Happening::Communicated { .. } if state.revision == revision => match state.teacher {
                    Some(teacher) => {
                        handed.insert(teacher);
                    }
                    None => to_all = true,
                },
                _ => continue,
            }
            last = Some(*sha256);
        }
        let standing = if !held.is_empty() {
            Standing::Withdrawn
        } else if to_all || was_handed_to_each(document, &handed) {
            Standing::Communicated
        } else {
            Standing::Unsaid
        };
        Self {
            standing,
            state: last,
        }
    }
}

fn was_handed_to_each(document: &VisitDocument, handed: &BTreeSet<Uuid>) -> bool {
    match &document.subject {
        Subject::Teachers(observed) => {
            !observed.is_empty() && observed.iter().all(|one| handed.contains(&one.id))
        }
        Subject::School | Subject::Calibration { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::visit::{Means, STATE_FORMAT};

    const ONE: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn document(observed: &[Uuid]) -> VisitDocument {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/golden/complete-1.json")).unwrap();
        let text = golden["documents"][0].as_str().unwrap();
        let mut document: VisitDocument = serde_json::from_str(text).unwrap();
        let Subject::Teachers(teachers) = &document.subject else {
            unreachable!("of teachers");
        };
        let model = teachers[0].clone();
        let teachers = observed.iter().map(|id| {
            let mut teacher = model.clone();
            teacher.id = *id;
            teacher
        });
        document.subject = Subject::Teachers(teachers.collect());
        document
    }

    fn revision() -> Sha256 {
        Sha256::of(b"revision")
    }

    fn after(happened: Vec<(Option<Uuid>, Happening)>) -> Stands {
        let states = happened
            .into_iter()
            .zip(0_u8..)
            .map(|((teacher, happened), number)| {
                let state = StateDocument {
                    format: STATE_FORMAT.to_owned(),
                    nonce: [number; 32].into(),
                    visit: Uuid::nil(),
                    revision: revision(),
                    teacher,
                    on: "2026-11-23".parse().unwrap(),
                    noted_at: crate::instant::Instant::from_milliseconds(0),
                    zone: "Europe/Paris".to_owned(),
                    happened,
                };
                (Sha256::of(&[number]), state)
            });
        Stands::of(&document(&[ONE, OTHER]), revision(), &states.collect::<Vec<_>>())
    }

    fn handed() -> Happening {
        Happening::Communicated {
            means: Means::ByHand,
            recipients: vec!["elle".to_owned()],
            reply_due: None,
        }
    }

    fn objects() -> Happening {
        Happening::Limitation {
            reason: String::new(),
        }
    }

    #[test]
    fn a_visit_counts_once_each_person_has_the_report() {
        assert_eq!(after(Vec::new()), Stands::default());
        assert_eq!(after(vec![(Some(ONE), handed())]).standing, Standing::Unsaid);
        let each = vec![(Some(ONE), handed()), (Some(OTHER), handed())];
        let stands = after(each);
        assert_eq!(stands.standing, Standing::Communicated);
        assert_eq!(stands.state, Some(Sha256::of(&[1])));
        assert_eq!(after(vec![(None, handed())]).standing, Standing::Communicated);
    }

    #[test]
    fn whoever_objects_takes_the_visit_out_until_it_is_lifted() {
        let objected = vec![(None, handed()), (Some(OTHER), objects())];
        assert_eq!(after(objected.clone()).standing, Standing::Withdrawn);
        let lifted = |number: u8| Happening::Lifted {
            state: Sha256::of(&[number]),
            reason: String::new(),
        };
        let with = |number| {
            let mut all = objected.clone();
            all.push((Some(OTHER), lifted(number)));
            after(all).standing
        };
        assert_eq!(with(1), Standing::Communicated);
        assert_eq!(with(0), Standing::Withdrawn, "another state");
    }
}
