//! In the real window: what was being typed when the window was closed is there at the next start.

use thirtyfour::By;
use whole_product::window::{Outcome, Window, prepared};

const TYPED: &str = "La consigne est reformulée par un élève";

#[tokio::test]
async fn closing_the_window_keeps_what_is_being_typed() -> Outcome {
    let home = prepared::with_visit(31)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    let composer = By::Css("#notebook-composer textarea");
    window
        .find("the composer", composer)
        .await?
        .send_keys(TYPED)
        .await?;
    window.ask_to_close()?;
    window.ended().await?;
    drop(window);

    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    let kept = format!("[data-saved=yes][data-text=\"{TYPED}\"]");
    window.find("the paragraph", By::Css(kept)).await?;
    Ok(())
}
