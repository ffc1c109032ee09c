//! Who the inspector is, and the préréglage of the académie.

use notebook::Inspector;
use observation::preset::Preset;
use observation::problem::Problem;

use super::App;
use crate::present::preset;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{AppStatus, Nothing, PresetView, SaveInspectorRequest};

const PRESETS: [&str; 2] = [
    include_str!("../../../../assets/presets/la-reunion.json"),
    include_str!("../../../../assets/presets/creteil.json"),
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
    fn every_preset_survives_the_page() {
        for shipped in shipped_presets() {
            assert_eq!(preset::read(preset::view(&shipped)), Ok(shipped));
        }
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
