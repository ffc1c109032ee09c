//! F1 and « ? » wherever one is: at a first start, in a dialog, on every screen, before the locked notebook.

use thirtyfour::{By, Key, TypingData};
use whole_product::window::{Hand, Home, Outcome, Window, prepared};

/// The dialog of the keys, and that of the guide.
const KEYS: &str = "Touches du clavier";
const GUIDE: &str = "Guide de Carnet";
const DIALOG: &str = "[role=dialog]";

/// « ? » in the dialog of the keys opens no second one over it: one Escape leaves.
async fn once(hand: &Hand<'_>) -> Outcome {
    hand.press("?").await?;
    hand.window().title(KEYS).await?;
    hand.press("?").await?;
    hand.window().settled().await?;
    hand.press(Key::Escape).await?;
    let gone = By::XPath(format!("//*[@role='dialog'][.//h2[contains(., '{KEYS}')]]"));
    hand.window().gone(gone).await
}

/// `key` opens the dialog of this title; Escape closes it, and gives the focus back to where it was.
async fn opens(hand: &Hand<'_>, key: impl Into<TypingData>, title: &str) -> Outcome {
    let window = hand.window();
    let mark = "document.querySelectorAll('[data-was]').forEach(one => delete one.dataset.was); document.activeElement.dataset.was = ''";
    window.ask(mark, Vec::new()).await?;
    hand.press(key).await?;
    window.title(title).await?;
    assert_eq!(window.violations().await?, [""; 0], "{title}");
    hand.press(Key::Escape).await?;
    window
        .gone(By::XPath(format!(
            "//*[@role='dialog'][.//h2[contains(., '{title}')]]"
        )))
        .await?;
    let back = "'was' in document.activeElement.dataset";
    window.comes_true("the focus given back", back).await
}

async fn both(hand: &Hand<'_>) -> Outcome {
    opens(hand, "?", KEYS).await?;
    opens(hand, Key::F1, GUIDE).await
}

#[tokio::test]
async fn at_a_first_start_the_keys_of_help_are_heard_and_a_question_mark_is_typed_in_a_field() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    window.title("Bienvenue").await?;
    hand.reach("Créer le carnet").await?;
    both(&hand).await?;
    // In a field it is a letter, and F1 leaves what was typed.
    hand.fill("Phrase de passe", "pirogue ?").await?;
    assert!(!window.shows(By::Css(DIALOG)).await?, "a letter opened the keys");
    opens(&hand, Key::F1, GUIDE).await?;
    let kept = "[...document.querySelectorAll('input')].some(one => one.value === 'pirogue ?')";
    window.comes_true("what was typed", kept).await
}

#[tokio::test]
async fn on_every_screen_in_a_dialog_and_before_the_locked_notebook() -> Outcome {
    let home = prepared::with_everything(71)?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    window.title("Carnet verrouillé").await?;
    hand.reach("Déverrouiller").await?;
    both(&hand).await?;
    prepared::unlock(&window).await?;
    for (entry, title) in [
        ("Agenda", "Agenda"),
        ("Enseignants", "Enseignants"),
        ("Réglages", "Réglages"),
    ] {
        window.press(entry).await?;
        window.title(title).await?;
        opens(&hand, "?", KEYS).await?;
        once(&hand).await?;
        hand.press(Key::F1).await?;
        window.title("Aide").await?;
    }
    window.press("Enseignants").await?;
    window.title("Enseignants").await?;
    window.press("Ajouter un enseignant").await?;
    window.title("Ajouter un enseignant").await?;
    hand.fill("Nom", "Técher ?").await?;
    opens(&hand, Key::F1, GUIDE).await?;
    hand.reach("Annuler").await?;
    both(&hand).await?;
    // The dialog under it is as it was.
    window.title("Ajouter un enseignant").await?;
    let kept = "[...document.querySelectorAll('input')].some(one => one.value === 'Técher ?')";
    window.comes_true("what was typed", kept).await
}

#[tokio::test]
async fn a_screen_that_hears_no_key_of_help_is_told() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    window.title("Bienvenue").await?;
    let deaf = "addEventListener('keydown', (event) => event.stopImmediatePropagation(), true)";
    window.ask(deaf, Vec::new()).await?;
    let told = opens(&hand, Key::F1, GUIDE)
        .await
        .map_err(|error| error.to_string());
    let named = told.as_ref().is_err_and(|error| error.contains(GUIDE));
    assert!(
        named,
        "a deaf screen passed for one that hears, or broke: {told:?}"
    );
    Ok(())
}
