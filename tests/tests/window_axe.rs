//! In the real window: axe finds nothing wrong on any main screen, light or dark, and finds what is made wrong.

use whole_product::window::journey::{self, Witness};
use whole_product::window::{Home, Outcome, Window};

const THEMES: [&str; 2] = ["light", "dark"];

/// Has axe look at each moment of the journey, in both themes.
#[derive(Default)]
struct Examiner {
    looked: usize,
    found: Vec<String>,
}

impl Witness for Examiner {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        for theme in THEMES {
            window.theme(theme).await?;
            let found = window.violations().await?;
            self.found
                .extend(found.into_iter().map(|rule| format!("{name} ({theme}): {rule}")));
            self.looked += 1;
        }
        window.theme(THEMES[0]).await
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_the_main_screens_light_and_dark() -> Outcome {
    let home = Home::new()?;
    let (annuaire, school) = journey::write_directory(home.path())?;
    let window = Window::open(&home).await?;
    let mut examiner = Examiner::default();
    journey::whole(&window, &annuaire, &school, &home.documents(), &mut examiner).await?;
    other_screens(&window, &mut examiner).await?;
    assert!(examiner.found.is_empty(), "{:#?}", examiner.found);
    assert!(examiner.looked >= 40, "axe looked {} times", examiner.looked);
    no_name_is_missed(&window).await
}

async fn other_screens(window: &Window<'_>, examiner: &mut Examiner) -> Outcome {
    for (button, title) in [
        ("Écoles et établissements", "Écoles"),
        ("Grilles", "Grilles"),
        ("Réglages", "Réglages"),
    ] {
        window.press(button).await?;
        window.title(title).await?;
        examiner.moment(window, title).await?;
    }
    window.press("Verrouiller").await?;
    window.title("Carnet verrouillé").await?;
    examiner.moment(window, "verrouillé").await
}

/// What is made wrong must be found: a field and a picture without a name.
async fn no_name_is_missed(window: &Window<'_>) -> Outcome {
    let script = "document.querySelector('main').append(document.createElement('input'), document.createElement('img'))";
    window.ask(script, Vec::new()).await?;
    let found = window.violations().await?;
    for rule in ["label", "image-alt"] {
        assert!(
            found.iter().any(|one| one.starts_with(rule)),
            "axe misses {rule}: {found:?}"
        );
    }
    Ok(())
}
