//! The working view of a circonscription.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a working view keeps; an empty text keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CriteriaRequest {
    /// A school year.
    pub school_year: String,
    /// A degree: `premier` or `second`.
    pub degree: String,
    /// A kind of visit, by its code.
    pub kind: String,
    /// A class level.
    pub level: String,
    /// A discipline, by its code.
    pub discipline: String,
    /// Éducation prioritaire: `aucune`, `rep`, `rep_plus`.
    pub education_prioritaire: String,
    /// A circonscription, by its UAI.
    pub circonscription: String,
    /// A school, by its UAI.
    pub school: String,
}

/// What figures are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConsolidationRequest {
    /// The last version of a grid; empty for the one of most visits.
    pub grid: String,
    /// Of which visits.
    pub criteria: CriteriaRequest,
}

/// The figures of a grid: « usage interne ».
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ConsolidationView {
    /// Whether the visits are made up.
    pub fictitious: bool,
    /// How many visits count: their report was handed over, and nobody objects.
    pub counting: u64,
    /// How many of one's own sealed visits wait for their report to be handed over.
    pub waiting: u64,
    /// The grids by which visits that count were made.
    pub grids: Vec<GridChoice>,
    /// The one that is shown, by its identity; empty where there is none.
    pub grid: String,
    /// What visits may be kept by.
    pub criteria: Vec<CriterionView>,
    /// The figures.
    pub indicators: Vec<IndicatorFigures>,
}

/// A grid that has visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridChoice {
    /// The identity of its last version.
    pub sha256: String,
    /// Its title.
    pub title: String,
    /// How many visits count.
    pub visits: u64,
    /// Its code, which its versions share.
    pub code: String,
}

/// Something that visits may be kept by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CriterionView {
    /// Its member of the request.
    pub name: String,
    /// In words.
    pub label: String,
    /// What it may be, in an order of its own.
    pub choices: Vec<CriterionChoice>,
}

/// A value of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CriterionChoice {
    /// As the request names it.
    pub value: String,
    /// In words.
    pub label: String,
}

/// An indicator with its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct IndicatorFigures {
    /// Its code.
    pub code: String,
    /// Its title.
    pub label: String,
    /// The sentence that tells it; empty for a distribution, and where it is not shown.
    pub sentence: String,
    /// What the figure does not say.
    pub caution: String,
    /// The figures: one, or one for each value of a distribution.
    pub rows: Vec<FigureRow>,
    /// The same as a picture; none where a length would mean nothing.
    pub chart: Option<SceneView>,
    /// The figure of each school year; empty for a distribution.
    pub years: Vec<FigureRow>,
    /// The same as a picture; none with fewer than two years.
    pub evolution: Option<SceneView>,
}

/// A figure in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FigureRow {
    /// Of what.
    pub label: String,
    /// Its value, « trop peu d’enseignants », or nothing where nobody was visited.
    pub value: String,
    /// From where to where it may be; empty where that is not known.
    pub interval: String,
    /// On what it rests.
    pub basis: String,
    /// Whether it does not compare with the row before.
    pub breaks: bool,
    /// How many teachers, or schools, it rests on; 0 where it is not shown.
    pub teachers: u64,
}

/// A figure as shapes, in units in which text is 14 high.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SceneView {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What it shows, in words.
    pub alt: String,
    /// From back to front.
    pub shapes: Vec<ShapeView>,
}

/// A shape, with the name of its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum ShapeView {
    /// A filled rectangle.
    Rect {
        /// Its left.
        x: f64,
        /// Its top.
        y: f64,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
        /// What it is.
        role: String,
    },
    /// A line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// What it is.
        role: String,
    },
    /// A line of text.
    Text {
        /// Where it is anchored.
        x: f64,
        /// Its baseline.
        y: f64,
        /// `start`, `middle` or `end`.
        anchor: String,
        /// Whether it stands back.
        role: String,
        /// The words.
        text: String,
    },
}

/// Who was visited, and who was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoverageView {
    /// Whether the visits are made up.
    pub fictitious: bool,
    /// In words: how many schools and teachers were visited, of how many.
    pub summary: Vec<String>,
    /// Where to go next: never visited first, then seen longest ago.
    pub schools: Vec<SchoolCoverageView>,
    /// Whom to see next, likewise.
    pub teachers: Vec<TeacherCoverageView>,
}

/// How a school was covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SchoolCoverageView {
    /// Its UAI.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// When it was last visited, in words; « jamais » where it was not.
    pub last: String,
    /// How many visits.
    pub visits: u64,
    /// How many of its teachers were visited.
    pub visited: u64,
    /// How many teachers the register knows there.
    pub teachers: u64,
}

/// How a teacher was covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeacherCoverageView {
    /// The identifier.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// Where.
    pub school: String,
    /// When last visited, in words; « jamais » where never.
    pub last: String,
}

/// Whom to train, in what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NeedsView {
    /// Whether the visits are made up.
    pub fictitious: bool,
    /// By competence.
    pub competences: Vec<NeedView>,
    /// By training.
    pub trainings: Vec<NeedView>,
    /// The same, circonscription by circonscription.
    pub plans: Vec<TrainingPlan>,
    /// The recommendations that nothing settled yet, of one's own visits, the most pressing first.
    pub open_recommendations: Vec<super::ReminderView>,
}

/// How many persons need something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NeedView {
    /// What.
    pub label: String,
    /// How many teachers, in words.
    pub teachers: String,
}

/// What groups are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompareGroupsRequest {
    /// The last version of a grid; empty for the one of most visits.
    pub grid: String,
    /// The set of groups, by name; empty for the first.
    pub set: String,
    /// Of which visits.
    pub criteria: CriteriaRequest,
}

/// Groups side by side, in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GroupComparisonView {
    /// The sets that there are.
    pub sets: Vec<super::ChoiceView>,
    /// The one that is shown.
    pub set: String,
    /// The grids by which visits that count were made.
    pub grids: Vec<GridChoice>,
    /// The one that is shown.
    pub grid: String,
    /// The indicators.
    pub indicators: Vec<ComparedIndicator>,
}

/// An indicator, group by group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparedIndicator {
    /// Its code.
    pub code: String,
    /// Its title.
    pub label: String,
    /// A line for each group that has a visit.
    pub rows: Vec<FigureRow>,
    /// The same as bars; none where a length means nothing.
    pub chart: Option<SceneView>,
}

/// Keeps a consolidation as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FreezeRequest {
    /// Its name.
    pub name: String,
    /// Which.
    pub consolidation: ConsolidationRequest,
}

/// A consolidation that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrozenView {
    /// What names it in requests.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When, in words.
    pub on: String,
    /// By which grid.
    pub what: String,
}

/// One that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrozenRequest {
    /// Which.
    pub id: String,
}

/// Two that were kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompareFrozenRequest {
    /// One.
    pub one: String,
    /// The other.
    pub other: String,
}

/// Two consolidations side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrozenComparison {
    /// One.
    pub one: FrozenView,
    /// The other.
    pub other: FrozenView,
    /// What both have.
    pub indicators: Vec<FrozenIndicatorView>,
}

/// An indicator of two consolidations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrozenIndicatorView {
    /// Its title.
    pub label: String,
    /// Its lines.
    pub rows: Vec<ComparedRow>,
}

/// A value in each of two consolidations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedRow {
    /// What it is of.
    pub label: String,
    /// In one.
    pub one: String,
    /// In the other.
    pub other: String,
}

/// What may be done about training in a circonscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrainingPlan {
    /// Its name; empty for schools that have none.
    pub circonscription: String,
    /// By competence.
    pub competences: Vec<NeedView>,
    /// By training.
    pub trainings: Vec<NeedView>,
}
