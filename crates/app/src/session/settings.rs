//! What this device and its user chose.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{App, Open};
use crate::problem::Outcome;
use crate::views::{Nothing, SettingsView};

const KEY: &str = "settings";

/// The longest idle time that may be chosen, in minutes.
const LONGEST_IDLE: u32 = 240;

/// The settings as stored; those never chosen have their default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    pub(super) idle_minutes: u32,
    pub(super) scoring_keys: bool,
    pub(super) theme: String,
    pub(super) observing_mode: String,
    pub(super) documents_folder: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_minutes: 15,
            scoring_keys: true,
            theme: "system".to_owned(),
            observing_mode: "notes".to_owned(),
            documents_folder: None,
        }
    }
}

pub(super) fn stored(open: &Open) -> Outcome<Settings> {
    Ok(open.notebook.setting(KEY)?.unwrap_or_default())
}

impl Open {
    /// The mode in which a visit was last observed.
    pub(crate) fn observing_mode(&self) -> Outcome<String> {
        Ok(stored(self)?.observing_mode)
    }
}

impl App {
    /// The settings.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn settings(&self, _: Nothing) -> Outcome<SettingsView> {
        self.with_open(|open| {
            let stored = stored(open)?;
            Ok(SettingsView {
                idle_minutes: stored.idle_minutes,
                scoring_keys: stored.scoring_keys,
                theme: stored.theme,
                observing_mode: stored.observing_mode,
                documents_folder: self.documents_folder(open)?.display().to_string(),
            })
        })
    }

    /// Saves the settings; a blank documents folder is the usual one.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn save_settings(&self, request: SettingsView) -> Outcome<SettingsView> {
        self.with_open(|open| {
            let folder = PathBuf::from(request.documents_folder.trim());
            let usual = folder.as_os_str().is_empty() || folder == self.host().documents_folder();
            let settings = Settings {
                idle_minutes: request.idle_minutes.min(LONGEST_IDLE),
                scoring_keys: request.scoring_keys,
                theme: request.theme,
                observing_mode: request.observing_mode,
                documents_folder: (!usual).then_some(folder),
            };
            Ok(open.notebook.save_setting(KEY, &settings)?)
        })?;
        self.settings(Nothing {})
    }

    /// Where documents are written.
    pub(crate) fn documents_folder(&self, open: &Open) -> Outcome<PathBuf> {
        Ok(stored(open)?
            .documents_folder
            .unwrap_or_else(|| self.host().documents_folder()))
    }

    /// Keeps the mode in which a visit was last observed, for the next one.
    pub(crate) fn remember_mode(&self, open: &Open, mode: &str) -> Outcome<()> {
        let known = stored(open)?;
        if known.observing_mode == mode || !matches!(mode, "notes" | "grid") {
            return Ok(());
        }
        let settings = Settings {
            observing_mode: mode.to_owned(),
            ..known
        };
        Ok(open.notebook.save_setting(KEY, &settings)?)
    }
}
