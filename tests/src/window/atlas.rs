//! Every screen and every dialog of the window, and the way to each: what an inspection must have looked at.

use std::path::Path;

use thirtyfour::{By, Key};

use super::journey::Witness;
use super::{Outcome, Trouble, Window, labels};

mod dialogs;
mod guide;
mod others;
mod visits;

pub use dialogs::{DIALOGS, ELSEWHERE};
pub use guide::{Illustrator, PICTURES, moments};

/// What is over the screen while a dialog is open.
const VEIL: &str = ".dialog-veil";
/// Teachers to import, of whom one bears a name that the register knows.
const TEACHERS: &str = "Nom;Prénom;Fonction\nGrondin;Éric;Professeur des écoles\nHoarau;Delphine;\n";
/// School holidays, as the national calendar gives them: midnights as instants, the end on the day of return.
pub const HOLIDAYS: &str = "Zones;Description;Date de début;Date de fin\n\
    Réunion;Vacances après la 1re période;2026-10-09T22:00:00+00:00;2026-10-25T23:00:00+00:00\n\
    Réunion;Vacances de l’été austral;2026-12-18T23:00:00+00:00;2027-01-24T23:00:00+00:00\n\
    Réunion;Rentrée scolaire des élèves;2027-01-24T23:00:00+00:00;2027-01-24T23:00:00+00:00\n\
    Zone A;Vacances d’hiver;2027-02-12T23:00:00+00:00;2027-02-28T23:00:00+00:00\n";

/// A file of teachers, in the folder of the walk.
pub const TEACHERS_FILE: &str = "enseignants.csv";
/// School holidays of two zones, in the folder of the walk.
pub const HOLIDAYS_FILE: &str = "vacances.csv";
/// A directory, in the folder of the walk; `journey::write_directory` writes it.
pub const DIRECTORY_FILE: &str = "annuaire-fictif.csv";

/// One thing done, or waited for.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Presses the button of this name.
    Press(&'static str),
    /// Touches what this selector finds.
    Touch(&'static str),
    /// Chooses in the open menu.
    Menu(&'static str),
    /// Opens the line of an index in which these words stand.
    Open(&'static str),
    /// Types in the field of this label.
    Fill(&'static str, &'static str),
    /// Writes a paragraph and closes it.
    Write(&'static str),
    /// Gives a file of the folder of the walk.
    Give(&'static str),
    /// Waits for a title that begins so.
    Title(&'static str),
    /// Waits for what this selector finds.
    Wait(&'static str),
    /// Has the witness look.
    Look(&'static str),
    /// Presses the button of this name in a dialog, which then closes.
    Close(&'static str),
    /// Presses Escape, and waits until nothing that this selector finds is left.
    Escape(&'static str),
}

/// A way from the main navigation, by its name.
pub type Route = (&'static str, &'static [Step]);

/// Goes every way in a notebook of `prepared::with_everything`; `folder` holds the files to import.
///
/// # Errors
/// The step that did not go as it should, after the name of its way.
pub async fn walk(window: &Window<'_>, folder: &Path, seen: &mut impl Witness) -> Outcome {
    std::fs::write(folder.join(TEACHERS_FILE), TEACHERS)?;
    std::fs::write(folder.join(HOLIDAYS_FILE), HOLIDAYS)?;
    for (name, steps) in visits::ROUTES.iter().chain(others::ROUTES) {
        for step in *steps {
            let taken = take(window, folder, *step, seen).await;
            taken.map_err(|trouble| Trouble::from(format!("{name}, {step:?}: {trouble}")))?;
        }
    }
    Ok(())
}

async fn take(window: &Window<'_>, folder: &Path, step: Step, seen: &mut impl Witness) -> Outcome {
    match step {
        Step::Press(name) => window.press(name).await,
        Step::Touch(place) => window.touch(place, By::Css(place)).await,
        Step::Menu(words) => window.touch(words, labels::menu_item(words)).await,
        Step::Open(words) => window.touch(words, labels::entry(words)).await,
        Step::Fill(label, text) => window.fill(label, text).await,
        Step::Write(text) => write(window, text).await,
        Step::Give(name) => window.give_file(&folder.join(name)).await,
        Step::Title(words) => window.title(words).await.map(drop),
        Step::Wait(place) => window.find(place, By::Css(place)).await.map(drop),
        Step::Look(name) => look(window, name, seen).await,
        Step::Close(name) => close(window, name).await,
        Step::Escape(place) => escape(window, place).await,
    }
}

async fn write(window: &Window<'_>, text: &str) -> Outcome {
    window.write(text).await?;
    window.gone(By::Css("[data-saved=no]")).await
}

/// Nothing is awaited any more when the witness looks.
async fn look(window: &Window<'_>, name: &str, seen: &mut impl Witness) -> Outcome {
    window
        .comes_true("nothing awaited", "document.querySelector('.progress') === null")
        .await?;
    window.settled().await?;
    seen.moment(window, name).await
}

async fn close(window: &Window<'_>, name: &str) -> Outcome {
    window.press(name).await?;
    window.gone(By::Css(VEIL)).await
}

async fn escape(window: &Window<'_>, place: &'static str) -> Outcome {
    window.keys(Key::Escape + "").await?;
    window.gone(By::Css(place)).await
}
