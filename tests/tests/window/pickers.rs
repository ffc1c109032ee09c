//! In the real window: a search field left without a choice says what is chosen, and a name typed is never taken for one.

use observation::directory::fictitious;
use serde_json::json;
use thirtyfour::{By, Key};
use whole_product::window::{Outcome, Window, prepared};

const SEED: u64 = 21;

/// The field of the school, the first of the dialog, holds `words`.
fn school_is(words: &str) -> String {
    format!(
        "document.querySelector('[role=dialog] input')?.value === {}",
        json!(words)
    )
}

#[tokio::test]
async fn a_search_field_left_without_a_choice_shows_the_former_one() -> Outcome {
    let home = prepared::with_visit(SEED)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Enseignants").await?;
    window.touch("the teacher", By::Css(".entry")).await?;
    window.title("Delphine Hoarau").await?;
    window.press("Ajouter un service").await?;

    let schools = fictitious::schools(60, SEED);
    let (uai, name) = (schools[0].uai.to_string(), &schools[0].name);
    window.search("École ou établissement", &uai, &uai).await?;
    window.comes_true("the school chosen", &school_is(name)).await?;
    window.refill("École ou établissement", "Une autre").await?;
    window.comes_true("another name", &school_is("Une autre")).await?;
    window
        .touch("another field", By::Css("[role=dialog] .columns input"))
        .await?;
    window
        .comes_true("the school chosen again", &school_is(name))
        .await?;

    window.refill("École ou établissement", "Une autre").await?;
    window.keys(Key::Enter).await?;
    window
        .comes_true("the dialog still open", &school_is("Une autre"))
        .await?;
    window.choose("Remplacement").await?;
    window
        .comes_true("the school chosen still", &school_is(name))
        .await
}
