//! Who the inspector is, and the préréglage of the académie.

use notebook::Inspector;
use observation::preset::codes::NO_SCHOOL_YEAR;
use observation::preset::{Preset, Side, adjacent};
use observation::problem::Problem;

use super::App;
use crate::present::preset;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{
    AdjacentSchoolYearRequest, AppStatus, FollowRequest, Nothing, PresetView, SaveInspectorRequest,
    SchoolYearView, ZoneView,
};

/// The zones of the French académies and territories, where each is.
const ZONES: [(&str, &str); 10] = [
    ("Europe/Paris", "Heure de Paris (Hexagone et Corse)"),
    ("America/Guadeloupe", "Guadeloupe, Saint-Martin, Saint-Barthélemy"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française (Tahiti)"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
];

const PRESETS: [&str; 3] = [
    include_str!("../../../../assets/presets/la-reunion.json"),
    include_str!("../../../../assets/presets/creteil.json"),
    include_str!("../../../../assets/presets/autre-academie.json"),
];

/// The préréglages that Carnet brings.
#[must_use]
pub fn shipped_presets() -> Vec<Preset> {
    PRESETS
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect()
}

impl App {
    /// The préréglages that Carnet brings.
    ///
    /// # Errors
    /// None.
    pub fn presets(&self, _: Nothing) -> Outcome<Vec<PresetView>> {
        Ok(shipped_presets().iter().map(preset::view).collect())
    }

    /// The préréglage in use.
    ///
    /// # Errors
    /// When the notebook is locked, or the first start not done.
    pub fn preset(&self, _: Nothing) -> Outcome<PresetView> {
        self.with_set_up(|_, set_up| Ok(preset::view(&set_up.preset)))
    }

    /// The zones of the French académies and territories.
    ///
    /// # Errors
    /// None.
    pub fn zones(&self, _: Nothing) -> Outcome<Vec<ZoneView>> {
        let view = |(zone, label): &(&str, &str)| ZoneView {
            zone: (*zone).to_owned(),
            label: (*label).to_owned(),
        };
        Ok(ZONES.iter().map(view).collect())
    }

    /// The school year that comes before or after those known.
    ///
    /// # Errors
    /// When those known cannot be read, or are out of order.
    pub fn adjacent_school_year(&self, request: AdjacentSchoolYearRequest) -> Outcome<SchoolYearView> {
        let years = preset::school_years(request.years)?;
        let side = if request.before { Side::Before } else { Side::After };
        let year = adjacent(&years, side).ok_or_else(|| AppError::refused(NO_SCHOOL_YEAR, ""))?;
        Ok(preset::school_year_view(&year))
    }

    /// Says which circonscriptions the inspector follows.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn follow_circonscriptions(&self, request: FollowRequest) -> Outcome<AppStatus> {
        self.with_set_up(|open, set_up| {
            let inspector = Inspector {
                circonscriptions: request.circonscriptions,
                ..set_up.inspector.clone()
            };
            Ok(open.notebook.save_inspector(&inspector, &set_up.preset)?)
        })?;
        self.status(Nothing {})
    }

    /// Says who the inspector is, and completes the préréglage.
    ///
    /// # Errors
    /// When the name or the function is blank, or the préréglage cannot be read: all at once.
    pub fn save_inspector(&self, request: SaveInspectorRequest) -> Outcome<AppStatus> {
        self.with_open(|open| {
            let mut problems = blanks(&request);
            let completed = preset::read(request.preset)
                .map_err(|found| problems.extend(found))
                .ok();
            let (Some(completed), true) = (completed, problems.is_empty()) else {
                return Err(AppError::Refused(problems));
            };
            let inspector = Inspector {
                name: request.name.trim().to_owned(),
                function: request.function.trim().to_owned(),
                service: request.service.trim().to_owned(),
                circonscriptions: request.circonscriptions,
                disciplines: request.disciplines,
            };
            Ok(open.notebook.save_inspector(&inspector, &completed)?)
        })?;
        self.status(Nothing {})
    }
}

fn blanks(request: &SaveInspectorRequest) -> Vec<Problem> {
    let needed = [("nom", &request.name), ("fonction", &request.function)];
    let blank = needed.into_iter().filter(|(_, value)| value.trim().is_empty());
    blank
        .map(|(field, _)| Problem::error(codes::BLANK, field))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use observation::preset::OTHER;

    use super::*;

    #[test]
    fn every_preset_is_read_and_knows_its_zone() {
        let presets = shipped_presets();
        assert_eq!(presets.len(), PRESETS.len());
        assert!(
            presets
                .iter()
                .all(|preset| preset.zone.parse::<chrono_tz::Tz>().is_ok())
        );
    }

    #[test]
    fn every_zone_is_one() {
        assert!(
            ZONES
                .iter()
                .all(|(zone, _)| zone.parse::<chrono_tz::Tz>().is_ok())
        );
    }

    #[test]
    fn every_preset_that_names_its_academie_survives_the_page() {
        let presets = shipped_presets().into_iter();
        let named: Vec<Preset> = presets.filter(|shipped| shipped.code != OTHER).collect();
        assert_eq!(named.len(), PRESETS.len() - 1);
        for shipped in named {
            assert_eq!(preset::read(preset::view(&shipped)), Ok(shipped));
        }
    }

    #[test]
    fn another_academie_must_be_named_and_nothing_of_it_is_said_to_be_verified() {
        let other = shipped_presets()
            .into_iter()
            .find(|shipped| shipped.code == OTHER)
            .unwrap();
        assert!(other.school_years.iter().all(|year| !year.verified));
        let mut view = preset::view(&other);
        let refused = preset::read(view.clone()).unwrap_err();
        assert_eq!((refused.len(), refused[0].code.as_str()), (1, codes::BLANK));
        view.academie = "Aix-Marseille".to_owned();
        assert_eq!(preset::read(view).unwrap().code, "aix-marseille");
    }

    #[test]
    fn a_blank_delay_stays_blank() {
        let mut view = preset::view(&shipped_presets()[0]);
        view.reply_days.value = " ".to_owned();
        assert_eq!(preset::read(view.clone()).unwrap().reply_days.value, None);
        view.reply_days.value = "quinze".to_owned();
        assert_eq!(preset::read(view).unwrap_err()[0].code, codes::NUMBER);
    }

    #[test]
    fn visits_of_career_are_notes_only() {
        for shipped in shipped_presets() {
            for code in ["rendez_vous_de_carriere", "titularisation"] {
                assert!(shipped.kind(code).is_some_and(|kind| kind.notes_only), "{code}");
            }
        }
    }
}
