//! The lists that preparing a visit offers.

use chrono::NaiveDate;
use observation::grid::framework::{Framework, FrameworkReference};
use observation::grid::levels;
use observation::visit::CancelReason;
use sync_protocol::trust::Role;

use crate::App;
use crate::present::debrief::competence_code;
use crate::present::{grid, preset};
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::views::{
    ChoiceView, CompetenceView, CompetencesView, LevelGroup, Nothing, PreparationLists, VisitKindView,
};

/// Every reason to cancel, with its code and its words.
const REASONS: [(CancelReason, &str, &str); 6] = [
    (
        CancelReason::InspectorUnavailable,
        "inspector_unavailable",
        "L’inspecteur ou l’inspectrice n’a pas pu venir",
    ),
    (
        CancelReason::LessonMoved,
        "lesson_moved",
        "La séance n’a pas eu lieu comme prévu",
    ),
    (
        CancelReason::ClassElsewhere,
        "class_elsewhere",
        "La classe était ailleurs (sortie, voyage, sport)",
    ),
    (
        CancelReason::SchoolUnreachable,
        "school_unreachable",
        "L’école était fermée ou inaccessible",
    ),
    (
        CancelReason::Reorganised,
        "reorganised",
        "Une autre organisation a été convenue",
    ),
    (
        CancelReason::EnteredByMistake,
        "entered_by_mistake",
        "Visite saisie par erreur",
    ),
];

/// The cycles, in order, with their names.
const CYCLES: [(&str, &str); 8] = [
    ("C1", "Cycle 1"),
    ("C2", "Cycle 2"),
    ("C3", "Cycle 3"),
    ("C4", "Cycle 4"),
    ("LGT", "Lycée général et technologique"),
    ("LP", "Voie professionnelle"),
    ("postbac", "Après le baccalauréat"),
    ("dispositifs", "Dispositifs"),
];

/// Why a visit did not take place, in words.
pub(super) fn reason_in_words(reason: CancelReason) -> &'static str {
    REASONS
        .iter()
        .find(|(known, ..)| *known == reason)
        .map_or("", |(_, _, words)| words)
}

/// The reason of this code.
pub(super) fn reason(code: &str) -> Option<CancelReason> {
    REASONS
        .iter()
        .find(|(_, known, _)| *known == code)
        .map(|(reason, ..)| *reason)
}

impl SetUp {
    /// Whether this person makes visits of support only: conseillers and référents.
    pub(crate) fn supports_only(&self) -> bool {
        let function = self.inspector.function.to_lowercase();
        !["inspect", "ien"].iter().any(|word| function.contains(word))
    }
}

impl Open {
    /// Whether this person makes visits of support only: by function, or by the roles that the académie gave.
    pub(super) fn supports_only(&self, set_up: &SetUp, day: NaiveDate) -> Outcome<bool> {
        let Some(chain) = self.chain()? else {
            return Ok(set_up.supports_only());
        };
        let held = chain
            .grants(&self.author.fingerprint, day)
            .map(|grant| grant.role);
        let held: Vec<Role> = held.collect();
        let inspects = [Role::Inspecteur, Role::IenTice];
        let by_role = held.contains(&Role::Conseiller) && !inspects.iter().any(|role| held.contains(role));
        Ok(by_role || set_up.supports_only())
    }
}

impl App {
    /// The lists that preparing a visit offers.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn preparation_lists(&self, _: Nothing) -> Outcome<PreparationLists> {
        self.with_set_up(|open, set_up| {
            Ok(PreparationLists {
                kinds: kinds(set_up, open.supports_only(set_up, self.today(set_up))?),
                grids: open.offered_grids(set_up, self.today(set_up))?,
                levels: level_groups(),
                disciplines: set_up
                    .preset
                    .disciplines
                    .iter()
                    .map(preset::discipline_view)
                    .collect(),
                cancel_reasons: REASONS
                    .iter()
                    .map(|(_, code, words)| ChoiceView {
                        code: (*code).to_owned(),
                        label: (*words).to_owned(),
                    })
                    .collect(),
            })
        })
    }

    /// The competences that a recommendation may work on.
    ///
    /// # Errors
    /// None.
    pub fn competences(&self, _: Nothing) -> Outcome<CompetencesView> {
        let references = [Framework::CrcnEdu, Framework::Crcn, Framework::Competence9]
            .into_iter()
            .flat_map(|framework| {
                let codes = framework.competences().iter();
                codes.map(move |(code, _)| FrameworkReference {
                    framework,
                    code: (*code).to_owned(),
                })
            });
        let view = |reference: FrameworkReference| CompetenceView {
            code: competence_code(&reference),
            label: grid::competence(&reference),
        };
        Ok(CompetencesView {
            competences: references.map(view).collect(),
        })
    }
}

fn kinds(set_up: &SetUp, supports_only: bool) -> Vec<VisitKindView> {
    let open = set_up
        .preset
        .kinds
        .iter()
        .filter(|kind| kind.support || !supports_only);
    open.map(preset::kind_view).collect()
}

fn level_groups() -> Vec<LevelGroup> {
    let of = |cycle: &str| {
        levels::ALL
            .iter()
            .filter(move |level| level.cycle == cycle)
            .map(|level| level.code.to_owned())
            .collect()
    };
    CYCLES
        .iter()
        .map(|(cycle, label)| LevelGroup {
            label: (*label).to_owned(),
            levels: of(cycle),
        })
        .collect()
}
