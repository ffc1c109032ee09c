//! In two real windows, two laptops of one inspector and a store: a lesson is observed on the one without any network, sent
//! through one that breaks, and read on the other.

use serde_json::json;
use thirtyfour::By;
use tokio::task::block_in_place;
use whole_product::sync::{Academie, Breakage, Wire};
use whole_product::window::journey::{self, Nobody};
use whole_product::window::{Home, Outcome, Window, prepared};

use super::laptops::Other;

/// What is seen in the lesson, and said of it.
const SEEN: &str = "Les binômes relisent leur texte à voix haute.";

/// Two laptops of one inspector that reach the store by `wire`, both locked.
fn both(homes: [&Home; 2], academie: &Academie, wire: &Wire) -> Outcome {
    let invitation = academie.invitation_by(wire);
    let (first, code) = Other::in_home(homes[0], &invitation)?;
    let second = Other::recovered_in(&homes[1].data(), &invitation, &code)?;
    for laptop in [first, second] {
        laptop.ask("lock", json!({}))?;
    }
    Ok(())
}

/// The visit of today is observed, talked over and sealed; what its card says.
async fn observe(window: &Window<'_>) -> Outcome<String> {
    prepared::unlock(window).await?;
    let planned = || By::Css(".visit-card[data-status=planned] .visit-card-subject");
    let subject = window.text("the visit of today", planned()).await?;
    window.touch("the visit of today", planned()).await?;
    window.press("Observer").await?;
    window.title("Observer · ").await?;
    window.press("Commencer la séance").await?;
    window.write(SEEN).await?;
    window.press("Entretien").await?;
    window.press("Ajouter un point d’appui").await?;
    window.fill("Point d’appui 1", SEEN).await?;
    journey::seal(window, &mut Nobody).await?;
    window.title("Compte rendu · ").await?;
    Ok(subject)
}

/// A sync by hand, to its end; what the screen says of it then.
async fn sync(window: &Window<'_>, said: &str) -> Outcome {
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.press("Synchroniser maintenant").await?;
    window.gone(By::XPath("//button[contains(., 'Arrêter')]")).await?;
    window.words(said).await.map(drop)
}

async fn read(window: &Window<'_>, subject: &str) -> Outcome {
    window.press("Agenda").await?;
    let card = format!("//*[@data-status='sealed' and contains(., \"{subject}\")]//button");
    window
        .touch("the visit of today", By::XPath(card.as_str()))
        .await?;
    window.title("Compte rendu · ").await?;
    window.words(SEEN).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_observed_without_a_network_is_read_on_the_other_laptop() -> Outcome {
    let academie = block_in_place(Academie::with_invitation)?;
    let wire = Wire::to(academie.store.address)?;
    let (here, there) = (Home::new()?, Home::new()?);
    block_in_place(|| both([&here, &there], &academie, &wire))?;
    let (writing, reading) = (Window::open(&here).await?, Window::open(&there).await?);
    wire.breaks(Breakage::Refused);
    let subject = observe(&writing).await?;
    prepared::unlock(&reading).await?;
    for window in [&writing, &reading] {
        sync(window, "L’entrepôt n’a pas répondu").await?;
    }
    // The network comes, and goes before the store has said that it keeps what was sent.
    wire.breaks(Breakage::AnswerLost("/v1/batches"));
    drop(academie.store.said());
    sync(&writing, "L’entrepôt n’a pas répondu").await?;
    block_in_place(|| academie.store.line("/v1/batches"))?;
    assert_eq!(writing.violations().await?, [""; 0]);
    writing.keep_picture("deux-fenetres-coupure").await?;
    wire.breaks(Breakage::Whole);
    sync(&writing, "Rien n’attend d’être envoyé").await?;
    sync(&reading, "Rien n’attend d’être envoyé").await?;
    read(&reading, &subject).await?;
    assert_eq!(reading.violations().await?, [""; 0]);
    reading.keep_picture("deux-fenetres-lu").await
}
