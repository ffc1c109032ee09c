//! What is settled before a visit.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::Sha256;
use crate::instant::Instant;
use crate::uai::Uai;

/// What is settled before a visit, and may change until it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitPlan {
    /// The visit.
    pub id: Uuid,
    /// Its kind, by the code of the préréglage.
    pub kind: String,
    /// Whether and when it was announced.
    pub announcement: Announcement,
    /// Who or what is visited.
    pub subject: SubjectPlan,
    /// The school of the day.
    pub place: Option<Uai>,
    /// The day, on the calendars of the académie.
    pub date: NaiveDate,
    /// The séances, in order.
    pub seances: Vec<SeancePlan>,
    /// The grid it is pinned to; none for visits of notes only.
    pub grid: Option<Sha256>,
    /// What was agreed to look at; one objective a line.
    pub objectives: String,
    /// How it came into the notebook.
    pub origin: Origin,
}

/// Whether and when a visit was announced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// Whether it was announced to the persons visited; none while nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<bool>,
    /// On which day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// Who or what is visited, by identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubjectPlan {
    /// Teachers of the register.
    Teachers(Vec<Uuid>),
    /// A school as a whole.
    School(Uai),
    /// A lesson scored by several inspectors, by its `lesson_id`.
    Calibration(Uuid),
}

impl SubjectPlan {
    /// The teachers visited; none in a visit to a school, or to compare inspectors.
    #[must_use]
    pub fn teachers(&self) -> &[Uuid] {
        match self {
            Self::Teachers(teachers) => teachers,
            Self::School(_) | Self::Calibration(_) => &[],
        }
    }
}

/// How a visit came into the notebook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Entered during the visit.
    #[default]
    Live,
    /// Entered afterwards, from paper.
    Transcribed,
}

/// One lesson of a visit, as planned and as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeancePlan {
    /// The séance.
    pub id: Uuid,
    /// The lesson, shared by all who observe it.
    pub lesson_id: Uuid,
    /// When it is to begin.
    pub starts_at: Instant,
    /// When it is to end.
    pub ends_at: Instant,
    /// When it did begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Instant>,
    /// When it did end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
    /// Class levels by code, such as `CE1`, `CE2`, `ULIS`.
    pub levels: Vec<String>,
    /// The discipline or domain, when settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discipline: Option<Discipline>,
    /// The room or place; empty when it does not matter.
    pub room: String,
    /// The class, as the school calls it; empty when it does not matter.
    pub class: String,
    /// Whether only a part of the class was there (« classe dédoublée »).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub half_class: bool,
    /// Pupils present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupils: Option<u16>,
}

impl SeancePlan {
    /// When it began; as planned, where that was not noted.
    #[must_use]
    pub fn start(&self) -> Instant {
        self.started_at.unwrap_or(self.starts_at)
    }

    /// When it ended; as planned where that was not noted, and after its planned length where it began too late for that.
    #[must_use]
    pub fn end(&self) -> Instant {
        let planned = self.ends_at.milliseconds() - self.starts_at.milliseconds();
        let late = Instant::from_milliseconds(self.start().milliseconds() + planned.max(0));
        let expected = if self.start() < self.ends_at {
            self.ends_at
        } else {
            late
        };
        self.ended_at.unwrap_or(expected)
    }
}

/// Why a visit did not take place: a closed list, none of health, strike or union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The inspector could not come.
    InspectorUnavailable,
    /// The lesson did not take place as planned.
    LessonMoved,
    /// The class was elsewhere: outing, trip, sport.
    ClassElsewhere,
    /// The school was closed or could not be reached.
    SchoolUnreachable,
    /// Entered by mistake.
    EnteredByMistake,
    /// Another organisation was agreed.
    Reorganised,
}

/// Where a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// In the agenda, nothing entered yet.
    Planned,
    /// Something was entered.
    Underway,
    /// Notes only, closed by the inspector.
    Closed,
    /// Sealed: immutable.
    Sealed,
    /// It did not take place.
    Cancelled(CancelReason),
}

/// A discipline of the 2nd degré, or a domain of the 1st.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    /// Its code in the préréglage; none for one in the inspector's own words, which facts then leave out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn seance(started: Option<i64>, ended: Option<i64>) -> SeancePlan {
        let at = |minutes: i64| Instant::from_milliseconds(minutes * MINUTE);
        SeancePlan {
            id: Uuid::nil(),
            lesson_id: Uuid::nil(),
            starts_at: at(30),
            ends_at: at(90),
            started_at: started.map(at),
            ended_at: ended.map(at),
            levels: Vec::new(),
            discipline: None,
            room: String::new(),
            class: String::new(),
            half_class: false,
            pupils: None,
        }
    }

    fn minutes(seance: &SeancePlan) -> (i64, i64) {
        (
            seance.start().milliseconds() / MINUTE,
            seance.end().milliseconds() / MINUTE,
        )
    }

    #[test]
    fn what_was_noted_comes_before_what_was_planned_and_a_late_lesson_keeps_its_length() {
        assert_eq!(minutes(&seance(None, None)), (30, 90));
        assert_eq!(minutes(&seance(Some(35), None)), (35, 90));
        assert_eq!(minutes(&seance(Some(35), Some(80))), (35, 80));
        assert_eq!(minutes(&seance(Some(200), None)), (200, 260));
    }
}
