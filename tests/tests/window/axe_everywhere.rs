//! In the real window: axe finds nothing wrong on any screen nor in any dialog, light or dark; none is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use thirtyfour::By;
use whole_product::window::journey::{self, Witness};
use whole_product::window::{Outcome, Window, atlas, prepared};

/// The guards, each with what asks for it and the way to stay.
const GUARDS: &[(Leaving, &str, &str)] = &[
    (
        Leaving::Press("Enseignants"),
        "Ce qui est écrit n’est pas encore enregistré",
        "Rester sur cet écran",
    ),
    (
        Leaving::Press("Verrouiller"),
        "Carnet n’est pas verrouillé",
        "Rester ouvert",
    ),
    (Leaving::Window, "Carnet n’est pas fermé", "Rester ouvert"),
];

/// How one leaves what is not saved.
#[derive(Debug, Clone, Copy)]
enum Leaving {
    /// By a button.
    Press(&'static str),
    /// By closing the window.
    Window,
}

/// Has axe look in both themes, and keeps where it did.
#[derive(Default)]
struct Examiner {
    found: Vec<String>,
    screens: BTreeSet<String>,
    dialogs: BTreeSet<String>,
}

impl Witness for Examiner {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        self.screens.extend(shown(window, SCREEN).await?);
        self.dialogs.extend(shown(window, DIALOG).await?);
        window.keep_picture(name).await?;
        self.found.extend(window.violations_in_both_themes(name).await?);
        Ok(())
    }
}

/// The screen in view, hidden while the notebook is locked.
const SCREEN: &str =
    "[...document.querySelectorAll('.shell')].filter((one) => one.getClientRects().length > 0)
    .map((one) => one.dataset.screen)";
/// The titles of the open dialogs; a non-breaking space is a space.
const DIALOG: &str =
    "[...document.querySelectorAll('[role=dialog] h2, [role=alertdialog] h2')].map((one) => one.textContent
    .replace(/\\s/g, ' '))";

async fn shown(window: &Window<'_>, what: &str) -> Outcome<Vec<String>> {
    let told = window.ask(&format!("return {what}"), Vec::new()).await?;
    Ok(serde_json::from_value(told)?)
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_nor_in_any_dialog() -> Outcome {
    let home = prepared::with_everything(51)?;
    journey::write_directory(home.path())?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    let mut examiner = Examiner::default();
    atlas::walk(&window, home.path(), &mut examiner).await?;
    assert!(examiner.found.is_empty(), "{:#?}", examiner.found);
    every_screen_was_seen(&examiner)?;
    every_dialog_was_seen(&examiner)?;
    no_pale_text_is_missed(&window).await
}

fn every_screen_was_seen(examiner: &Examiner) -> Outcome {
    let text = fs::read_to_string(interface().join("app/place.ts"))?;
    let places = text.split("screen: \"").skip(1);
    let named: BTreeSet<&str> = places.filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.len() >= 16, "{named:?}");
    let seen = examiner.screens.iter().map(String::as_str).collect();
    let unseen: Vec<_> = named.difference(&seen).collect();
    assert!(unseen.is_empty(), "screens never looked at: {unseen:?}");
    Ok(())
}

fn every_dialog_was_seen(examiner: &Examiner) -> Outcome {
    let mut files = BTreeSet::new();
    with_dialog(&interface(), &mut files)?;
    let listed: BTreeSet<PathBuf> = atlas::DIALOGS
        .iter()
        .map(|(file, _)| interface().join(file))
        .collect();
    assert_eq!(
        files, listed,
        "the files that show a dialog, and those listed in the atlas"
    );
    let excused = |file: &str| atlas::ELSEWHERE.iter().any(|(one, _)| *one == file);
    let seen = |title: &str| examiner.dialogs.iter().any(|one| one.starts_with(title));
    for (file, title) in atlas::DIALOGS {
        assert!(
            seen(title) != excused(file),
            "« {title} » of {file}: looked at {}, excused {}",
            seen(title),
            excused(file)
        );
    }
    Ok(())
}

/// Where the interface is written.
fn interface() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src")
}

/// The files under `folder` that show a dialog; the components, which every screen shares, left out.
fn with_dialog(folder: &Path, files: &mut BTreeSet<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("components") {
                with_dialog(&path, files)?;
            }
        } else if path.extension().is_some_and(|end| end == "tsx") {
            let text = fs::read_to_string(&path)?;
            if ["<Dialog", "<AskFirst"]
                .iter()
                .any(|dialog| text.contains(dialog))
            {
                files.insert(path);
            }
        }
    }
    Ok(())
}

/// What is made wrong must be found: a text that hardly stands out from its ground.
async fn no_pale_text_is_missed(window: &Window<'_>) -> Outcome {
    let script = "const pale = document.createElement('p'); pale.textContent = 'Un texte trop pâle';
        pale.style.color = '#999'; pale.style.background = '#aaa'; document.querySelector('h1').after(pale);";
    window.ask(script, Vec::new()).await?;
    let found = window.violations().await?;
    assert!(
        found.iter().any(|one| one.starts_with("color-contrast")),
        "axe misses a pale text: {found:?}"
    );
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_in_the_guards_of_what_is_not_saved() -> Outcome {
    let home = prepared::with_visit(52)?;
    let window = Window::of(Path::new(env!("CARGO_BIN_EXE_disk-full")), &home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    let composer = By::Css("#notebook-composer textarea");
    let composer = window.find("the composer", composer).await?;
    composer.send_keys("Le cahier est plein").await?;
    let mut examiner = Examiner::default();
    for (leaving, title, stay) in GUARDS {
        match leaving {
            Leaving::Press(button) => window.press(button).await?,
            Leaving::Window => window.ask_to_close()?,
        }
        window.title(title).await?;
        examiner.moment(&window, title).await?;
        window.press(stay).await?;
        window.gone(By::Css(".dialog-veil")).await?;
    }
    assert!(examiner.found.is_empty(), "{:#?}", examiner.found);
    assert_eq!(examiner.dialogs.len(), GUARDS.len(), "{:?}", examiner.dialogs);
    Ok(())
}
