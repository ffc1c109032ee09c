//! In the real window: the notebook locks when nobody is there, never before, and loses nothing of what was being typed.

use std::path::Path;
use std::time::Duration;

use thirtyfour::By;
use whole_product::carnet;
use whole_product::machine::PASSPHRASE;
use whole_product::window::{Hand, Home, Outcome, Window, prepared};

/// The setting, and two of its choices.
const IDLE: &str = "Verrouiller le carnet sans activité";
const SHORTEST: &str = "après 1 minute";
const NEVER: &str = "jamais de lui-même";

/// Less than the shortest choice, though not twice; more than it; more than any.
const A_WHILE: Duration = Duration::from_secs(40);
const LONG: Duration = Duration::from_secs(2 * 60);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How the place to write is named, before and after the first letter.
const BLANK: &str = "Nouveau paragraphe";
const WRITTEN: &str = "Paragraphe de ";

const BEGUN: &str = "Les élèves relisent la consigne à deux";
const GONE_ON: &str = ", puis la disent avec leurs mots";

#[tokio::test]
async fn what_is_being_typed_when_nobody_comes_back_is_there_after_the_lock() -> Outcome {
    let home = prepared::with_visit(41)?;
    let window = left_while_typing(&carnet::program()?, &home).await?;
    come_back(&window).await?;
    kept(&window, BEGUN).await?;

    leave_while_typing(&window, WRITTEN, GONE_ON).await?;
    window.cut().await?;
    let window = reopened(&carnet::program()?, &home).await?;
    kept(&window, &format!("{BEGUN}{GONE_ON}")).await
}

/// The known-bad variant says that it saved, and has not written when the notebook locks.
#[tokio::test]
async fn a_carnet_that_locks_before_it_has_written_is_caught() -> Outcome {
    let variant = Path::new(env!("CARGO_BIN_EXE_paragraph-saved-too-early"));
    let home = prepared::with_visit(42)?;
    left_while_typing(variant, &home).await?.cut().await?;
    let window = reopened(variant, &home).await?;
    let found = window.shows(paragraph(BEGUN)).await?;
    assert!(!found, "what was never written is found");
    Ok(())
}

#[tokio::test]
async fn the_notebook_stays_open_while_keys_come_and_when_it_is_never_to_lock() -> Outcome {
    let home = prepared::with_visit(43)?;
    let window = opened(&carnet::program()?, &home).await?;
    observing(&window, SHORTEST).await?;
    for (place, typed, shown) in [(BLANK, "Un", "Un"), (WRITTEN, " binôme", "Un binôme")] {
        window.pass(A_WHILE).await?;
        window.looked_at_clock().await?;
        write(&window, place, typed).await?;
        kept(&window, shown).await?;
    }
    window.pass(LONG).await?;
    come_back(&window).await?;

    observing(&window, NEVER).await?;
    window.pass(A_DAY).await?;
    write(&window, BLANK, "Un autre").await?;
    kept(&window, "Un autre").await?;
    window.press("Agenda").await?;
    window.title("Agenda").await.map(drop)
}

/// The notebook of a prepared home, under a clock that the test moves.
async fn opened<'home>(application: &Path, home: &'home Home) -> Outcome<Window<'home>> {
    let window = Window::of(application, home).await?;
    window.take_clock().await?;
    prepared::unlock(&window).await?;
    Ok(window)
}

/// Chooses when the notebook locks, and opens the prepared visit in its notebook.
async fn observing(window: &Window<'_>, choice: &str) -> Outcome {
    window.press("Réglages").await?;
    window.select(IDLE, choice).await?;
    let chosen = format!("//button[contains(@class, 'select-button')][contains(., '{choice}')]");
    window.find("the choice saved", By::XPath(chosen)).await?;
    window.press("Agenda").await?;
    window.title("Agenda").await?;
    prepared::observe(window).await
}

/// A visit whose notebook locked while a paragraph was being typed.
async fn left_while_typing<'home>(application: &Path, home: &'home Home) -> Outcome<Window<'home>> {
    let window = opened(application, home).await?;
    observing(&window, SHORTEST).await?;
    leave_while_typing(&window, BLANK, BEGUN).await?;
    Ok(window)
}

/// Types, and is gone at the last letter.
async fn leave_while_typing(window: &Window<'_>, place: &str, words: &str) -> Outcome {
    window.pass_after(words, LONG).await?;
    write(window, place, words).await?;
    window.title("Carnet verrouillé").await?;
    let unsaved = window.passed_before_saving().await?;
    assert!(unsaved, "the last letters were saved before the time passed");
    Ok(())
}

/// Goes to the place to write by keys, and types.
async fn write(window: &Window<'_>, place: &str, words: &str) -> Outcome {
    let hand = Hand::on(window);
    hand.reach(place).await?;
    hand.press(words).await
}

/// Unlocks, and finds the screen that was left.
async fn come_back(window: &Window<'_>) -> Outcome {
    window.title("Carnet verrouillé").await?;
    window.fill("Phrase de passe", PASSPHRASE).await?;
    window.press("Déverrouiller").await?;
    window.title("Observer · ").await.map(drop)
}

/// What is on the disk, in a new start.
async fn reopened<'home>(application: &Path, home: &'home Home) -> Outcome<Window<'home>> {
    let window = Window::of(application, home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    let composer = By::Css("#notebook-composer textarea");
    window.find("the composer", composer).await?;
    Ok(window)
}

async fn kept(window: &Window<'_>, words: &str) -> Outcome {
    window.find(words, paragraph(words)).await.map(drop)
}

/// A paragraph that is shown as saved.
fn paragraph(words: &str) -> By {
    By::Css(format!(".paragraph [data-saved=yes][data-text=\"{words}\"]"))
}
