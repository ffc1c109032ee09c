//! In the real window: what the store refused is shown with its reason, exported once it is said that the file is in clear, set
//! aside, and sent again.

use app::sample::Sample;
use serde_json::json;
use thirtyfour::By;
use tokio::task::block_in_place;
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::sync::Academie;
use whole_product::sync::closed::ClosedNotebook;
use whole_product::window::{Home, Outcome, Window, prepared};

/// A locked notebook whose one sealed visit a store refused that read less than this one.
fn refused(home: &Home, academie: &Academie) -> Outcome {
    let told = |codes: Vec<String>| codes.join(", ");
    let app = set_up(Machine::in_folder(&home.data(), 74)).map_err(told)?;
    let joined = json!({ "invitation": academie.invitation, "authority": "", "proxy": "" });
    ask(&app, "join_store", joined).map_err(told)?;
    let code = ask(&app, "sync_status", json!({})).map_err(told)?["store"]["academie"].clone();
    app.make_up(Sample {
        schools: 20,
        teachers: 20,
        past_visits: 1,
        coming_visits: 0,
        seed: 74,
    })?;
    ask(&app, "lock", json!({})).map_err(told)?;
    let closed = ClosedNotebook::open(&home.data().join("carnet"), PASSPHRASE)?;
    closed.visits_were_refused(code.as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_is_exported_in_clear_knowingly_set_aside_and_sent_again() -> Outcome {
    let academie = block_in_place(Academie::with_invitation)?;
    let home = Home::new()?;
    block_in_place(|| refused(&home, &academie))?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.title("Refusé par l’entrepôt").await?;
    // What is said to be in the store leaves it out.
    let left_out = By::XPath("//strong[contains(., 'qu’il refuse')]");
    window.find("what the store has not", left_out).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("refuse").await?;
    window.press("Exporter…").await?;
    window.title("Exporter ce document").await?;
    window.words("Ce fichier n’est pas chiffré.").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("refuse-exporter").await?;
    window.press("Écrire le fichier").await?;
    window.words("Document refusé").await?;
    window.press("Mettre de côté").await?;
    let aside = By::XPath("//summary[contains(., 'document mis de côté')]");
    window.touch("what was set aside", aside).await?;
    window.press("Réessayer").await?;
    window
        .gone(By::XPath("//h2[contains(., 'Refusé par l’entrepôt')]"))
        .await?;
    window.press("Synchroniser maintenant").await?;
    window.words("Rien n’attend d’être envoyé").await.map(drop)
}
