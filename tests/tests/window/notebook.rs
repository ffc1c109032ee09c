//! In the real window: keys pressed in the running notebook never swallow what is typed next.

use serde_json::json;
use thirtyfour::{By, Key};
use whole_product::window::{Outcome, Window, prepared};

const TYPED: &str = "return document.activeElement?.value ?? null";

async fn in_the_notebook(window: &Window<'_>) -> Outcome {
    prepared::unlock(window).await?;
    prepared::observe(window).await?;
    window.press("Carnet").await?;
    window
        .find("the composer", By::Css("#notebook-composer textarea"))
        .await
        .map(drop)
}

#[tokio::test]
async fn a_paragraph_is_attached_right_after_it_was_written() -> Outcome {
    let home = prepared::with_visit(41)?;
    let window = Window::open(&home).await?;
    in_the_notebook(&window).await?;
    // Nothing to attach yet: what is typed next is a sentence.
    window.keys(Key::F4 + "").await?;
    window.keys("Groupe 2").await?;
    assert_eq!(window.ask(TYPED, Vec::new()).await?, json!("Groupe 2"));
    assert!(!window.shows(By::Css(".hang")).await?);
    // Enter, then F4: the sentence that was just written.
    window.keys(Key::Enter + "").await?;
    window.keys(Key::F4 + "").await?;
    let attached =
        "document.querySelector('.hang')?.closest('li').querySelector('textarea').value === 'Groupe 2'";
    window.comes_true("the paragraph to attach", attached).await?;
    window.keys(Key::Escape + "").await?;
    window.gone(By::Css(".hang")).await?;
    assert_eq!(window.ask(TYPED, Vec::new()).await?, json!("Groupe 2"));
    Ok(())
}
