//! In the real window: a notebook syncs by itself at unlock, when a network appears, and every twenty minutes; nobody presses
//! anything, and the store's own log says that it was asked.

use app::sample::Sample;
use serde_json::json;
use thirtyfour::By;
use tokio::task::block_in_place;
use whole_product::machine::{Machine, ask, set_up};
use whole_product::sync::{Academie, Breakage, Wire};
use whole_product::window::{Home, Outcome, Window, prepared};

/// Keeps what the page would do every twenty minutes, so that it can be done at once.
const KEEP_PERIODIC: &str = "
    const every = setInterval;
    window.periodic = [];
    window.setInterval = (act, delay, ...rest) =>
        delay === 20 * 60 * 1000 ? (window.periodic.push(act), 0) : every(act, delay, ...rest);";

/// A notebook that was joined by `wire`, locked, and in which visits wait to be sent.
fn joined(home: &Home, academie: &Academie, wire: &Wire) -> Outcome {
    let told = |codes: Vec<String>| codes.join(", ");
    let app = set_up(Machine::in_folder(&home.data(), 72)).map_err(told)?;
    let invitation = academie.invitation_by(wire);
    let joined = json!({ "invitation": invitation, "authority": "", "proxy": "" });
    ask(&app, "join_store", joined).map_err(told)?;
    app.make_up(Sample {
        schools: 20,
        teachers: 20,
        past_visits: 3,
        coming_visits: 0,
        seed: 72,
    })?;
    ask(&app, "lock", json!({})).map_err(told)?;
    Ok(())
}

/// The store is asked from now on; what it was asked before does not count.
fn asked(academie: &Academie, what: &str) -> Outcome {
    block_in_place(|| academie.store.line(what)).map(drop)
}

/// The sync that was begun is through: the screen that is opened anew shows none.
async fn through(window: &Window<'_>) -> Outcome {
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.title("Où en est la synchronisation").await?;
    window.gone(By::XPath("//button[contains(., 'Arrêter')]")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notebook_syncs_at_unlock_when_a_network_appears_and_from_time_to_time() -> Outcome {
    let academie = block_in_place(Academie::with_invitation)?;
    let wire = Wire::to(academie.store.address)?;
    let home = Home::new()?;
    block_in_place(|| joined(&home, &academie, &wire))?;
    let window = Window::open(&home).await?;
    window.title("Carnet verrouillé").await?;
    drop(academie.store.said());
    window.ask(KEEP_PERIODIC, Vec::new()).await?;
    prepared::unlock(&window).await?;
    // At unlock, what waited goes.
    asked(&academie, "/v1/batches")?;
    through(&window).await?;
    window.words("Rien n’attend d’être envoyé").await?;

    // Without a network nothing is said of it elsewhere, and the sync that fails ends.
    wire.breaks(Breakage::Refused);
    window
        .ask("window.dispatchEvent(new Event('online'))", Vec::new())
        .await?;
    window.press("Agenda").await?;
    through(&window).await?;
    window.words("L’entrepôt n’a pas répondu").await?;
    // A network appears.
    wire.breaks(Breakage::Whole);
    drop(academie.store.said());
    window
        .ask("window.dispatchEvent(new Event('online'))", Vec::new())
        .await?;
    asked(&academie, "/v1/hello")?;
    window.press("Agenda").await?;
    through(&window).await?;
    window
        .gone(By::XPath("//*[contains(., 'L’entrepôt n’a pas répondu')]"))
        .await?;

    // Twenty minutes later.
    drop(academie.store.said());
    let acts = window.ask(
        "window.periodic.forEach((act) => act()); return window.periodic.length",
        Vec::new(),
    );
    assert_eq!(acts.await?, json!(1));
    asked(&academie, "/v1/hello")
}
