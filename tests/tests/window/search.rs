//! In the real window: what a search finds opens where it stands, ready to be read on or changed.

use thirtyfour::By;
use whole_product::window::{Outcome, Window, prepared};

/// Searches for a word, opens the one passage found, and sees the field that holds it take the focus.
async fn opens_at(window: &Window<'_>, word: &str) -> Outcome {
    window.press("Agenda").await?;
    window.press("Chercher dans les notes").await?;
    window.title("Chercher dans les notes").await?;
    window.refill("Mots cherchés", word).await?;
    window.words("1 passage trouvé").await?;
    window.touch("the passage", By::Css(".entry")).await?;
    window
        .comes_true(
            "the focus on the words",
            &format!("document.activeElement.value?.includes('{word}') === true"),
        )
        .await
}

#[tokio::test]
async fn a_passage_opens_where_it_was_written() -> Outcome {
    let home = prepared::with_visit(46)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.keys("Les jacarandas sont relus").await?;
    window.press("Entretien").await?;
    window.press("Ajouter un point d’appui").await?;
    window
        .refill("Point d’appui 1", "Les élèves nomment le kapokier")
        .await?;
    // One was left in the entretien: a paragraph of the notebook opens the notebook all the same.
    opens_at(&window, "jacarandas").await?;
    opens_at(&window, "kapokier").await
}
