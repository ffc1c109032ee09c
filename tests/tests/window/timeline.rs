//! In the real window: samples of the lesson's timeline are noted by key, pen and mouse without leaving the running notebook.

use serde_json::{Value, json};
use thirtyfour::{By, Key};
use whole_product::window::{Outcome, Window, prepared};

const COMPOSER: &str = "#notebook-composer textarea";
/// The codes pressed in the strip, by track.
const NOTED: &str = "[...document.querySelectorAll('.timeline-track')].map((track) =>
    [...track.querySelectorAll('[aria-pressed=true]')].map((code) => code.textContent.slice(2)))";
const FOCUSED: &str = "return document.activeElement?.tagName + ' ' + document.activeElement?.value";

/// The visit, opened where it was left: in its notebook.
async fn resume(window: &Window<'_>) -> Outcome {
    prepared::unlock(window).await?;
    window.touch("the visit", By::Css(".visit-card button")).await?;
    window.title("Observer · ").await?;
    window.find("the notebook", By::Css(COMPOSER)).await.map(drop)
}

async fn noted(window: &Window<'_>) -> Outcome<Value> {
    window
        .find("what is saved", By::Css(".timeline .saved[data-state=saved]"))
        .await?;
    window.ask(&format!("return {NOTED}"), Vec::new()).await
}

async fn focused(window: &Window<'_>) -> Outcome<Value> {
    window.ask(FOCUSED, Vec::new()).await
}

/// « Relevé de 8 h 41 à noter »: what the strip says of the sample in view.
async fn state(window: &Window<'_>) -> Outcome<String> {
    window.text("the strip", By::Css(".timeline-now strong")).await
}

#[tokio::test]
async fn a_sample_is_noted_by_keys_and_the_sentence_goes_on() -> Outcome {
    let home = prepared::with_timeline(31)?;
    let window = Window::open(&home).await?;
    resume(&window).await?;
    assert_eq!(state(&window).await?, "à noter");
    window.keys("La consigne ").await?;
    window.keys(Key::F8 + "").await?;
    window.keys("54").await?;
    window.keys(Key::Down + "").await?;
    window.keys("25").await?;
    assert_eq!(
        noted(&window).await?,
        json!([["Circule"], ["À deux"], ["Affichage", "Un par élève"]])
    );
    window.keys(Key::Control + "z").await?;
    window
        .comes_true("one code less", &format!("{NOTED}[2].length === 1"))
        .await?;
    window.keys(Key::F8 + "").await?;
    window.keys("est reformulée").await?;
    assert_eq!(
        focused(&window).await?,
        json!("TEXTAREA La consigne est reformulée")
    );
    assert_eq!(state(&window).await?, "noté");

    // The third was missed: it is completed afterwards, as the one before it.
    window.keys(Key::F8 + "").await?;
    window.keys(Key::PageUp + "").await?;
    window.keys(Key::PageUp + "").await?;
    assert_eq!(state(&window).await?, "manqué");
    window.keys("0").await?;
    window
        .comes_true("the repeated sample", &format!("{NOTED}[0][0] === 'Circule'"))
        .await?;
    noted(&window).await?;
    window.keys(Key::Escape + "").await?;

    let window = reopened(window, &home).await?;
    window.keys(Key::F8 + "").await?;
    let kept = window.ask(&format!("return {NOTED}"), Vec::new()).await?;
    assert_eq!(kept, json!([["Circule"], ["À deux"], ["Affichage"]]));
    Ok(())
}

/// Ends Carnet as a power cut would, and goes on.
async fn reopened<'home>(
    window: Window<'home>,
    home: &'home whole_product::window::Home,
) -> Outcome<Window<'home>> {
    window.cut().await?;
    let window = Window::open(home).await?;
    resume(&window).await?;
    Ok(window)
}

#[tokio::test]
async fn pen_and_mouse_note_a_sample_and_the_caret_stays_where_it_was() -> Outcome {
    let home = prepared::with_timeline(32)?;
    let window = Window::open(&home).await?;
    resume(&window).await?;
    window.keys("La consigne").await?;
    for (pointer, name) in [
        ("mouse", "Noter"),
        ("pen", "3 Montre"),
        ("mouse", "1 Écoutent"),
        ("pen", "1 Aucun"),
    ] {
        window.tap(pointer, name).await?;
        assert_eq!(focused(&window).await?, json!("TEXTAREA La consigne"), "{name}");
    }
    assert_eq!(
        noted(&window).await?,
        json!([["Montre"], ["Écoutent"], ["Aucun"]])
    );
    window.press("Pause").await?;
    window.words("Reprendre").await?;

    // A strip that takes the focus is found.
    let spoil = "addEventListener('mousedown', (event) => event.stopImmediatePropagation(), true);";
    window.ask(spoil, Vec::new()).await?;
    window.press("Carnet").await?;
    let before = focused(&window).await?;
    assert!(
        before.as_str().is_some_and(|one| one.starts_with("TEXTAREA")),
        "{before}"
    );
    window.tap("mouse", "2 Explique").await?;
    assert_ne!(focused(&window).await?, before);
    Ok(())
}

#[tokio::test]
async fn the_timeline_is_off_until_it_is_announced_and_can_be_taken_away() -> Outcome {
    let home = prepared::with_visit(33)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    assert!(!window.shows(By::Css(".timeline")).await?);
    window.press("Chronologie").await?;
    window
        .words("Annoncez-la à l’enseignant avant de commencer.")
        .await?;
    window.press("Commencer les relevés").await?;
    window.find("the strip", By::Css(".timeline")).await?;
    window.words("Terminer la séance").await?;
    // The button that opened the dialog is gone: the keys are heard all the same.
    window.keys(Key::F8 + "").await?;
    window.find("the open strip", By::Css(".timeline-track")).await?;
    window.keys("2").await?;
    noted(&window).await?;
    assert_eq!(state(&window).await?, "noté en partie");
    window.press("Bilan").await?;
    window.words("Sur 1 minute, la séance étant en cours").await?;
    window.press("Ne pas garder la chronologie").await?;
    window.press("Retirer la chronologie et ses relevés").await?;
    window.gone(By::Css(".timeline")).await?;
    window.press("Chronologie").await
}
