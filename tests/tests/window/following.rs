//! In the real window: what an earlier visit recommended is spoken of in the entretien, and is there when the visit is opened
//! again.

use serde_json::Value;
use thirtyfour::By;
use whole_product::window::{Outcome, Window, prepared};

const SAID: &str = "Une trace par élève, chaque semaine";
const WRITTEN: &str = "[...document.querySelectorAll('textarea')].map((area) => area.value)";

async fn open_the_entretien(window: &Window<'_>) -> Outcome {
    window.press("Observer").await?;
    window.title("Observer · ").await?;
    window.press("Entretien").await?;
    window
        .title("Suites des recommandations précédentes")
        .await
        .map(drop)
}

/// Says where the first recommendation stands.
async fn stands(window: &Window<'_>, words: &str) -> Outcome {
    window
        .touch("the list", By::Css(".recommendation .select-button"))
        .await?;
    let choice = format!("//*[@role='option'][normalize-space(.)='{words}']");
    window.touch(words, By::XPath(choice)).await
}

#[tokio::test]
async fn a_recommendation_is_spoken_of_and_stays_so() -> Outcome {
    let home = prepared::with_everything(61)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window
        .touch(
            "a planned visit",
            By::Css(".visit-card[data-status=planned] button"),
        )
        .await?;
    window.title("Préparer · ").await?;
    open_the_entretien(&window).await?;
    stands(&window, "Abandonnée").await?;
    window.words("Dites pourquoi elle est abandonnée.").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    stands(&window, "Faite").await?;
    window.fill("Ce qui s’en dit", SAID).await?;
    window
        .find("what is saved", By::Css(".debrief .saved[data-state=saved]"))
        .await?;
    window.press("Agenda").await?;
    window.title("Agenda").await?;
    window
        .touch(
            "the visit under way",
            By::Css(".visit-card[data-status=underway] button"),
        )
        .await?;
    window.title("Observer · ").await?;
    window.title("Suites des recommandations précédentes").await?;
    let written = window.ask(&format!("return {WRITTEN}"), Vec::new()).await?;
    assert!(
        written
            .as_array()
            .is_some_and(|all| all.contains(&Value::from(SAID))),
        "{written}"
    );
    window.cut().await
}

#[tokio::test]
async fn of_two_visited_together_it_is_seen_whose_it_is_and_that_report_alone_says_it() -> Outcome {
    let home = prepared::with_a_colleague(62)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window
        .touch(
            "the planned visit",
            By::Css(".visit-card[data-status=planned] button"),
        )
        .await?;
    window.title("Préparer · ").await?;
    window.words("pour Delphine Hoarau").await?;
    open_the_entretien(&window).await?;
    let known = window
        .text(
            "whose it is",
            By::Css(".debrief .recommendation .recommendation-more"),
        )
        .await?;
    assert!(known.ends_with("pour Delphine Hoarau"), "{known}");
    stands(&window, "Faite").await?;
    window.fill("Ce qui s’en dit", SAID).await?;
    window
        .find("what is saved", By::Css(".debrief .saved[data-state=saved]"))
        .await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Compte rendu").await?;
    window.title("Suites des recommandations précédentes").await?;
    window.select("Compte rendu de", "GRONDIN Paul").await?;
    window
        .gone(By::XPath("//h2[starts-with(normalize-space(.), 'Suites des')]"))
        .await?;
    window.title("Droit de réponse").await?;
    window.cut().await
}
