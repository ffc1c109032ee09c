//! In the real window, without a pointer: what is done around a visit, not in it. A passage is searched, an earlier
//! recommendation is spoken of, a backup is made and looked at, and what is kept is settled.

use thirtyfour::{By, Key};
use whole_product::window::{Hand, Outcome, Window, prepared};

#[tokio::test]
async fn a_passage_is_found_and_opened_by_keys() -> Outcome {
    let home = prepared::with_visit(91)?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Carnet").await?;
    window.write("Les jacarandas sont relus").await?;
    window.gone(By::Css("[data-saved=no]")).await?;
    hand.push_back("Agenda").await?;
    window.title("Agenda").await?;
    hand.push("Chercher dans les notes").await?;
    window.title("Chercher dans les notes").await?;
    hand.fill("Mots cherchés", "jacarandas").await?;
    window.words("1 passage trouvé").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    hand.push("Les jacarandas sont relus").await?;
    let focus = "document.activeElement.value?.includes('jacarandas') === true";
    window.comes_true("the focus on the words", focus).await
}

#[tokio::test]
async fn an_earlier_recommendation_is_spoken_of_by_keys() -> Outcome {
    let home = prepared::with_a_colleague(92)?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    prepared::unlock(&window).await?;
    let card = By::Css(".visit-card[data-status=planned] button");
    window.touch("the planned visit", card).await?;
    window.title("Préparer · ").await?;
    hand.push("Observer").await?;
    window.title("Observer · ").await?;
    hand.push_back("Entretien").await?;
    window.title("Suites des recommandations précédentes").await?;
    hand.select("Proposée", "Faite").await?;
    hand.fill("Ce qui s’en dit", "Une trace chaque semaine").await?;
    hand.press(Key::Tab).await?;
    let saved = By::Css(".debrief .saved[data-state=saved]");
    window.find("what is saved", saved).await.map(drop)
}

#[tokio::test]
async fn a_backup_is_made_and_looked_at_and_what_is_kept_is_settled_by_keys() -> Outcome {
    let home = prepared::with_visit(93)?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    prepared::unlock(&window).await?;
    hand.push("Réglages").await?;
    window.title("Réglages").await?;
    hand.push("Sauvegardes et conservation").await?;
    window.title("Sauvegardes et conservation").await?;
    hand.push("Sauvegarder maintenant").await?;
    let backup = By::Css("[aria-label^=Reprendre]");
    window.find("a backup", backup).await?;
    hand.push("Reprendre").await?;
    window.title("Reprendre la sauvegarde").await?;
    hand.press(Key::Escape).await?;
    window.gone(By::Css("[role=dialog]")).await?;
    hand.select("3 années scolaires", "4 années scolaires").await?;
    hand.reach("4 années scolaires").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    Ok(())
}
