//! First start, unlocking, settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the application stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppStatus {
    /// The screen that a front end opens.
    pub state: AppState,
    /// Carnet's version.
    pub version: String,
    /// The folder of the notebook.
    pub folder: String,
    /// Who the notebook belongs to, once unlocked and set up.
    pub inspector: Option<InspectorView>,
    /// Whether the notebook holds fictitious data.
    pub fictitious: bool,
    /// Minutes without a key or pointer after which the notebook locks; 0 for never.
    pub idle_minutes: u32,
    /// Whether the tour of five steps is offered.
    pub tour: bool,
    /// What must be said at once: a notebook set aside, keys that had to be made again.
    pub notices: Vec<super::ProblemView>,
    /// Today on the calendars of the académie, `2026-11-23`.
    pub today: String,
    /// The IANA zone in which dates and times are shown.
    pub zone: String,
}

/// Whether the tour is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TourRequest {
    /// Offered again, or put away.
    pub offered: bool,
}

/// The screen that a front end opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppState {
    /// No notebook here: choose a passphrase.
    NoNotebook,
    /// A notebook without its keys: nothing opens it until they are put back.
    KeysMissing,
    /// A notebook was made; its recovery code was not confirmed yet.
    ConfirmRecovery,
    /// Who is the inspector, in which académie.
    Inspector,
    /// No school yet: import the directory or discover.
    Directory,
    /// A passphrase is asked.
    Locked,
    /// Unlocked by the recovery code: a new passphrase is asked.
    NewPassphrase,
    /// At work.
    Ready,
}

/// A passphrase to judge or to use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassphraseRequest {
    /// The passphrase.
    pub passphrase: String,
}

/// How strong a passphrase is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassphraseStrength {
    /// 0 to 4.
    pub score: u8,
    /// Whether it may be used.
    pub accepted: bool,
    /// How long it would hold against a thief, as a sentence.
    pub holds: String,
    /// What weakens it and what would help, in French sentences.
    pub advice: Vec<String>,
}

/// The recovery code, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryCodeView {
    /// Its groups, in order.
    pub groups: Vec<String>,
    /// The groups to type again, counted from 0.
    pub to_confirm: Vec<usize>,
}

/// The groups typed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConfirmRecoveryRequest {
    /// In the order of `to_confirm`.
    pub groups: Vec<String>,
}

/// A recovery code as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryCodeRequest {
    /// As typed: case, spaces and hyphens do not matter.
    pub code: String,
}

/// A change of passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangePassphraseRequest {
    /// The present one; not asked after unlocking by the recovery code.
    pub current: Option<String>,
    /// The new one.
    pub next: String,
}

/// The inspector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InspectorView {
    /// First and last name.
    pub name: String,
    /// Function or corps, in the words of the préréglage.
    pub function: String,
    /// The service that heads reports: circonscriptions or disciplines, in words.
    pub service: String,
    /// The circonscriptions followed, by UAI.
    pub circonscriptions: Vec<String>,
    /// The disciplines followed, by code.
    pub disciplines: Vec<String>,
    /// The fingerprint of the author's key, in groups to read aloud.
    pub fingerprint: String,
}

/// The inspector and the académie, as first entered or as changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveInspectorRequest {
    /// First and last name.
    pub name: String,
    /// Function or corps.
    pub function: String,
    /// The service that heads reports.
    pub service: String,
    /// The circonscriptions followed, by UAI.
    pub circonscriptions: Vec<String>,
    /// The disciplines followed, by code.
    pub disciplines: Vec<String>,
    /// The préréglage, as completed.
    pub preset: PresetView,
}

/// The préréglage of an académie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PresetView {
    /// Its code.
    pub code: String,
    /// The académie's name.
    pub academie: String,
    /// The IANA zone.
    pub zone: String,
    /// School years.
    pub school_years: Vec<SchoolYearView>,
    /// Kinds of visit.
    pub kinds: Vec<VisitKindView>,
    /// What inspectors and advisers are called.
    pub functions: Vec<String>,
    /// Disciplines and domains proposed.
    pub disciplines: Vec<DisciplineChoiceView>,
    /// Calendar days to reply to a report, as text.
    pub reply_days: StatedView,
    /// Who receives a report.
    pub recipients: Vec<String>,
    /// The responsable de traitement.
    pub controller: StatedView,
    /// How to reach the délégué à la protection des données.
    pub dpd_contact: StatedView,
    /// How long records are kept.
    pub retention: StatedView,
    /// The legal basis of the processing.
    pub legal_basis: StatedView,
    /// The parts that nobody verified, among those that bear no mark of their own.
    pub to_verify: Vec<PresetPartView>,
}

/// A part of the préréglage that is proposed, and bears no mark of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PresetPartView {
    /// The zone.
    Zone,
    /// The kinds of visit.
    Kinds,
    /// What inspectors and advisers are called.
    Functions,
    /// Who receives a report.
    Recipients,
}

/// A zone, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ZoneView {
    /// Its IANA name.
    pub zone: String,
    /// Where it is that time.
    pub label: String,
}

/// Asks for one more school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdjacentSchoolYearRequest {
    /// Those known, in order.
    pub years: Vec<SchoolYearView>,
    /// Whether it comes before the first, rather than after the last.
    pub before: bool,
}

/// The circonscriptions that the inspector follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowRequest {
    /// Their codes.
    pub circonscriptions: Vec<String>,
}

/// A fact of the préréglage, as text; blank where it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatedView {
    /// The fact.
    pub value: String,
    /// Whether somebody verified it; else it shows « à vérifier ».
    pub verified: bool,
    /// Where it comes from.
    pub source: String,
}

/// A school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SchoolYearView {
    /// `2026-2027`.
    pub label: String,
    /// Its first day.
    pub starts_on: String,
    /// Whether somebody verified that day.
    pub verified: bool,
}

/// A kind of visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitKindView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it means for the person visited.
    pub meaning: String,
    /// Degrees where it exists (`premier`, `second`); empty for both.
    pub degrees: Vec<String>,
    /// Running notebook and personal notes only.
    pub notes_only: bool,
    /// Visits a school rather than teachers.
    pub of_school: bool,
    /// Whether a conseiller can make it.
    pub support: bool,
}

/// A discipline or domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DisciplineChoiceView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Degrees where it is taught.
    pub degrees: Vec<String>,
}

/// The settings of this device and its user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettingsView {
    /// Minutes without a key or pointer after which the notebook locks; 0 for never.
    pub idle_minutes: u32,
    /// Whether single keys score the focused item.
    pub scoring_keys: bool,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// The mode in which a visit was last observed: `notes` or `grid`.
    pub observing_mode: String,
    /// The folder where documents are written.
    pub documents_folder: String,
}
