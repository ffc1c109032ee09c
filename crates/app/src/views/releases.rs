//! Releases, and the reports that are made of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ReportPreview;

/// What was published, and what may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleasesView {
    /// Whether they are of this notebook alone, which knows no store.
    pub alone: bool,
    /// Whether the visits are made up.
    pub fictitious: bool,
    /// Whether one may publish: by a role, or alone.
    pub may_publish: bool,
    /// The releases, the last first.
    pub releases: Vec<ReleaseLine>,
    /// How many teachers a figure rests on at least, as the last release or the préréglage says.
    pub teachers: u32,
    /// The fewest that may be asked for.
    pub fewest: u32,
    /// The most.
    pub most: u32,
    /// The school years in which blocks of three may begin; the one, once something was published.
    pub anchors: Vec<String>,
    /// The figures that may be withdrawn: an indicator over a window.
    pub withdrawable: Vec<WithdrawableView>,
    /// The circonscriptions that have a cell, by name.
    pub circonscriptions: Vec<ReleasedPlace>,
    /// The schools that have a cell, by name.
    pub schools: Vec<ReleasedPlace>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleaseLine {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// The day on which it was prepared, in words.
    pub on: String,
    /// How much it tells, in words.
    pub told: String,
    /// Why it withdraws something; empty where it does not.
    pub reason: String,
    /// Whether it waits to be sent.
    pub waiting: bool,
}

/// An indicator over a window, which a release may withdraw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WithdrawableView {
    /// What names it.
    pub key: String,
    /// In words.
    pub label: String,
}

/// A place that has a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleasedPlace {
    /// What names it in requests: `school/9740001A`, `circonscription/9740001B`.
    pub scope: String,
    /// Its name.
    pub name: String,
    /// The name of its circonscription; empty where it has none.
    pub circonscription: String,
    /// Whether at least one figure of it is told.
    pub shows: bool,
}

/// What a release is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PrepareReleaseRequest {
    /// Its name.
    pub name: String,
    /// The school year in which blocks of three begin.
    pub anchor: String,
    /// How many teachers a figure rests on at least.
    pub teachers: u32,
    /// What it withdraws, by key.
    pub withdrawn: Vec<String>,
    /// Why; blank where nothing is withdrawn.
    pub reason: String,
}

/// A release before it is signed: what it tells, and what it does not, and never what that would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleaseDraftView {
    /// The hash that is signed.
    pub sha256: String,
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its threshold, its years, what it withdraws and why, in words.
    pub terms: Vec<String>,
    /// How much it tells, in words.
    pub told: String,
    /// How many schools show something, in words.
    pub schools: String,
    /// Why figures are not told, and how many.
    pub reasons: Vec<UntoldView>,
    /// What is told of each indicator.
    pub indicators: Vec<DraftedIndicator>,
}

/// Why figures are not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UntoldView {
    /// Why, in words.
    pub why: String,
    /// How many of the académie.
    pub academie: u64,
    /// How many of circonscriptions.
    pub circonscriptions: u64,
    /// How many of schools.
    pub schools: u64,
}

/// How much is told of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftedIndicator {
    /// Its title.
    pub label: String,
    /// The title of its grid.
    pub grid: String,
    /// How many figures are told.
    pub told: u64,
    /// Of how many.
    pub all: u64,
}

/// Signs a release that was prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublishReleaseRequest {
    /// Its hash, as the preview told it.
    pub sha256: String,
}

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleasedReportRequest {
    /// Of what: `school/9740001A`, `circonscription/9740001B`.
    pub scope: String,
}

/// A report made of releases, as it would be printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReleasedReportView {
    /// The report.
    pub preview: ReportPreview,
    /// The collective recommendations, one a line.
    pub recommendations: String,
}

/// Keeps the collective recommendations of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CollectiveRecommendations {
    /// Of what.
    pub scope: String,
    /// One a line.
    pub text: String,
}

/// Writes a report, or the figures of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReleasedRequest {
    /// Of what: a school, a circonscription, or `academie` for the figures of all places.
    pub scope: String,
    /// As what: `pdf`, `xlsx`, `csv`.
    pub format: String,
}
