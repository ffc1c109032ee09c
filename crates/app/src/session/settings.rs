//! What this device and its user chose.

use std::path::PathBuf;

use observation::retention::KEPT_YEARS;
use serde::{Deserialize, Serialize};

use super::{App, Open};
use crate::keeping::backups;
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
    pub(super) backup_folder: Option<PathBuf>,
    pub(super) retention_years: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_minutes: 15,
            scoring_keys: true,
            theme: "system".to_owned(),
            observing_mode: "notes".to_owned(),
            documents_folder: None,
            backup_folder: None,
            retention_years: KEPT_YEARS,
        }
    }
}

pub(super) fn stored(open: &Open) -> Outcome<Settings> {
    Ok(open.notebook.setting(KEY)?.unwrap_or_default())
}

/// The most school years that may be kept beside the present one.
const MOST_YEARS: u8 = 10;

impl Open {
    /// How many school years are kept beside the present one.
    pub(crate) fn retention_years(&self) -> Outcome<u8> {
        Ok(stored(self)?.retention_years)
    }

    /// Says how many school years are kept beside the present one: 1 to 10.
    pub(crate) fn keep_years(&self, years: u8) -> Outcome<()> {
        let settings = Settings {
            retention_years: years.clamp(1, MOST_YEARS),
            ..stored(self)?
        };
        Ok(self.notebook.save_setting(KEY, &settings)?)
    }

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
            let known = stored(open)?;
            let settings = Settings {
                idle_minutes: request.idle_minutes.min(LONGEST_IDLE),
                scoring_keys: request.scoring_keys,
                theme: request.theme,
                observing_mode: request.observing_mode,
                documents_folder: (!usual).then_some(folder),
                ..known
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

    /// Where backups are written.
    pub(crate) fn backup_folder(&self, open: &Open) -> Outcome<PathBuf> {
        let chosen = stored(open)?.backup_folder;
        Ok(chosen.unwrap_or_else(|| self.host().documents_folder().join(backups::FOLDER)))
    }

    /// Chooses where backups are written; none for the usual folder.
    pub(crate) fn choose_backup_folder(&self, open: &Open, folder: Option<PathBuf>) -> Outcome<()> {
        let settings = Settings {
            backup_folder: folder,
            ..stored(open)?
        };
        Ok(open.notebook.save_setting(KEY, &settings)?)
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
