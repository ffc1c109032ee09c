//! In the real window: what was just taken away comes back, by the button or by Ctrl+Z, and nothing is asked before.

use thirtyfour::{By, Key};
use whole_product::window::{Outcome, Window, prepared};

const BAR: &str = ".undo-bar";

/// Waits until the fields that `selector` finds hold these words, in order.
async fn hold(window: &Window<'_>, selector: &str, words: &[&str]) -> Outcome {
    let shown = format!(
        "JSON.stringify([...document.querySelectorAll('{selector}')].map((one) => one.value)) === '{}'",
        serde_json::json!(words)
    );
    window.comes_true("the words", &shown).await
}

async fn write(window: &Window<'_>, words: &str) -> Outcome {
    window.write(words).await?;
    window.gone(By::Css("[data-saved=no]")).await
}

#[tokio::test]
async fn a_paragraph_and_a_recommendation_come_back_where_they_were() -> Outcome {
    let paragraphs = ".paragraph-body:not(#notebook-composer) textarea";
    let home = prepared::with_visit(71)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Carnet").await?;
    write(&window, "Un").await?;
    write(&window, "Deux").await?;
    hold(&window, paragraphs, &["Un", "Deux"]).await?;
    window.press("Supprimer ce paragraphe").await?;
    window.words("Paragraphe supprimé.").await?;
    hold(&window, paragraphs, &["Deux"]).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Défaire").await?;
    window.gone(By::Css(BAR)).await?;
    hold(&window, paragraphs, &["Un", "Deux"]).await?;

    let recommendation = ".recommendation textarea";
    window.press("Entretien").await?;
    window.press("Ajouter une recommandation").await?;
    window.fill("Recommandation 1", "Garder une trace").await?;
    window.press("Retirer la recommandation 1").await?;
    window.words("Recommandation 1 retirée.").await?;
    hold(&window, recommendation, &[]).await?;
    window.keys(Key::Control + "z").await?;
    window.gone(By::Css(BAR)).await?;
    hold(&window, recommendation, &["Garder une trace"]).await?;

    // All of it is on the disk again: another screen, then back.
    window.press("Agenda").await?;
    window.title("Agenda").await?;
    prepared::observe(&window).await?;
    window.press("Carnet").await?;
    hold(&window, paragraphs, &["Un", "Deux"]).await?;
    window.press("Entretien").await?;
    hold(&window, recommendation, &["Garder une trace"]).await
}

#[tokio::test]
async fn a_visit_moved_to_another_day_goes_back() -> Outcome {
    let home = prepared::with_visit(72)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    let card = By::Css(".visit-card");
    window.find("the visit", card.clone()).await?;
    window
        .touch("its actions", By::Css(".visit-card-foot .button"))
        .await?;
    let item = By::XPath("//*[@role='menuitem'][normalize-space(.)='Déplacer']");
    window.touch("Déplacer", item).await?;
    window.refill("Nouveau jour", "15/12/2026").await?;
    window.press("Déplacer").await?;
    window.words("Visite déplacée au").await?;
    window.press("Défaire").await?;
    window.gone(By::Css(BAR)).await?;
    window.find("the visit", card).await.map(drop)
}

#[tokio::test]
async fn what_was_written_since_stays_and_an_offer_goes_with_its_screen() -> Outcome {
    let recommendation = ".recommendation textarea";
    let home = prepared::with_visit(73)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Entretien").await?;
    for (rank, words) in ["Une", "Deux"].iter().enumerate() {
        window.press("Ajouter une recommandation").await?;
        window
            .fill(&format!("Recommandation {}", rank + 1), words)
            .await?;
    }
    window.press("Retirer la recommandation 1").await?;
    hold(&window, recommendation, &["Deux"]).await?;
    window.press("Carnet").await?;
    window.press("Entretien").await?;
    // At the edge of what is in view, the driver takes it for hidden.
    let focus = "document.querySelector('.recommendation textarea').focus()";
    window.ask(focus, Vec::new()).await?;
    window.keys(Key::End + ", dite mieux").await?;
    window.press("Défaire").await?;
    hold(&window, recommendation, &["Une", "Deux, dite mieux"]).await?;

    // The last first.
    window.press("Retirer la recommandation 2").await?;
    window.press("Retirer la recommandation 1").await?;
    hold(&window, recommendation, &[]).await?;
    window.press("Défaire").await?;
    hold(&window, recommendation, &["Une"]).await?;
    window.press("Défaire").await?;
    hold(&window, recommendation, &["Une", "Deux, dite mieux"]).await?;

    window.press("Retirer la recommandation 2").await?;
    window.find("the offer", By::Css(BAR)).await?;
    window.press("Agenda").await?;
    window.title("Agenda").await?;
    prepared::observe(&window).await?;
    window.press("Entretien").await?;
    hold(&window, recommendation, &["Une"]).await?;
    window.gone(By::Css(BAR)).await
}
