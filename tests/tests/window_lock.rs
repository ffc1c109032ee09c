//! In the real window: the locked notebook, the two ways into it, and a second start.

use std::process::Stdio;

use thirtyfour::By;
use whole_product::machine::PASSPHRASE;
use whole_product::window::journey::{self, Nobody};
use whole_product::window::{Home, Outcome, Window, until};

const NEW_PASSPHRASE: &str = "tamarin boussole velours cascade";

#[tokio::test]
async fn a_wrong_passphrase_is_said_and_the_recovery_code_gives_a_new_one() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let (annuaire, _) = journey::write_directory(home.path())?;
    let code = journey::first_start(&window, &annuaire, &mut Nobody).await?;
    window.press("Verrouiller").await?;
    window.title("Carnet verrouillé").await?;
    window
        .fill("Phrase de passe", "une autre phrase de passe")
        .await?;
    window.press("Déverrouiller").await?;
    window.find("what is wrong", By::Css("[role=alert]")).await?;
    window.refill("Phrase de passe", PASSPHRASE).await?;
    window.press("Déverrouiller").await?;
    window.title("Agenda").await?;

    window.press("Verrouiller").await?;
    window.press("Phrase de passe oubliée ?").await?;
    window
        .fill("Code de secours", &code.join("-").to_lowercase())
        .await?;
    window.press("Ouvrir le carnet").await?;
    window.title("Une nouvelle phrase de passe").await?;
    window.fill("Phrase de passe", NEW_PASSPHRASE).await?;
    window.fill("La même, une seconde fois", NEW_PASSPHRASE).await?;
    window
        .find("a strong passphrase", By::Css(".strength[data-accepted=true]"))
        .await?;
    window.press("Enregistrer et ouvrir").await?;
    window.title("Agenda").await?;
    reopened(window, &home).await
}

/// After a power cut the notebook asks for the new passphrase, and refuses the former.
async fn reopened(window: Window<'_>, home: &Home) -> Outcome {
    window.cut().await?;
    let window = Window::open(home).await?;
    window.title("Carnet verrouillé").await?;
    window.fill("Phrase de passe", PASSPHRASE).await?;
    window.press("Déverrouiller").await?;
    window.find("what is wrong", By::Css("[role=alert]")).await?;
    window.refill("Phrase de passe", NEW_PASSPHRASE).await?;
    window.press("Déverrouiller").await?;
    window.title("Agenda").await?;
    Ok(())
}

#[tokio::test]
async fn a_second_start_ends_at_once_and_leaves_the_first_in_view() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let mut command = window.second_start();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut second = command.spawn()?;
    let ended = until("the end of the second start", || second.try_wait().ok().flatten()).await;
    if ended.is_err() {
        second.kill()?;
    }
    assert!(ended?.success());
    window.title("Bienvenue").await?;
    let focused = window.ask("return document.hasFocus()", Vec::new()).await?;
    assert_eq!(focused, true, "the first window has the focus");
    Ok(())
}
