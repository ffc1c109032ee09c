//! In the real window: the locked notebook, the two ways into it, what it tells while it is closed, a clock that went back, and
//! a second start.

use std::process::Stdio;

use app::App;
use serde_json::json;
use thirtyfour::{By, Key};
use whole_product::machine::{Machine, PASSPHRASE, ask};
use whole_product::window::journey::{self, Nobody};
use whole_product::window::{Hand, Home, Keyboard, Outcome, Window, prepared, until};

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

#[tokio::test]
async fn a_lost_recovery_code_is_replaced_and_the_former_opens_no_more() -> Outcome {
    let home = prepared::with_visit(83)?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    prepared::unlock(&window).await?;
    hand.push("Réglages").await?;
    window.title("Réglages").await?;
    hand.push("Faire un nouveau code de secours").await?;
    window.title("Faire un nouveau code de secours").await?;
    hand.fill("Phrase de passe", "une autre phrase de passe").await?;
    hand.press(Key::Enter).await?;
    window.find("what is wrong", By::Css("[role=alert]")).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("nouveau-code-de-secours").await?;
    window.refill("Phrase de passe", PASSPHRASE).await?;
    hand.press(Key::Enter).await?;
    window.press("Garder l’ancien code").await?;
    replaced(&window).await?;
    let former = journey::keep_recovery(&window, &mut Nobody).await?;
    replaced(&window).await?;
    let code = journey::keep_recovery(&window, &mut Nobody).await?;
    window.title("Réglages").await?;
    window.press("Verrouiller").await?;
    window.press("Phrase de passe oubliée ?").await?;
    window.fill("Code de secours", &former.join("-")).await?;
    window.press("Ouvrir le carnet").await?;
    window.find("what is wrong", By::Css("[role=alert]")).await?;
    window.refill("Code de secours", &code.join("-")).await?;
    window.press("Ouvrir le carnet").await?;
    window.title("Une nouvelle phrase de passe").await.map(drop)
}

/// Asks for another code, by the pointer.
async fn replaced(window: &Window<'_>) -> Outcome {
    window.title("Réglages").await?;
    window.press("Faire un nouveau code de secours").await?;
    window.title("Faire un nouveau code de secours").await?;
    window.fill("Phrase de passe", PASSPHRASE).await?;
    window.press("Continuer").await
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

/// The notebook of `home`, unlocked by commands, by a clock that is `minutes` after that of this machine.
fn ahead(home: &Home, minutes: i64) -> Outcome<App> {
    let machine = Machine::in_folder(&home.data(), 81);
    machine.pass(prepared::minutes_since_morning()? + minutes);
    let app = App::new(machine);
    ask(&app, "unlock", json!({ "passphrase": PASSPHRASE })).map_err(|codes| codes.join(", "))?;
    Ok(app)
}

fn enter_teacher(app: &App) -> Outcome {
    let teacher =
        json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "" });
    ask(app, "save_teacher", teacher).map_err(|codes| codes.join(", "))?;
    Ok(())
}

#[tokio::test]
async fn a_clock_that_stands_before_what_was_written_is_told_and_stops_nothing() -> Outcome {
    let home = prepared::with_visit(81)?;
    enter_teacher(&ahead(&home, 3 * 24 * 60)?)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.words("L’horloge de cet ordinateur indique").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("horloge").await?;
    prepared::observe(&window).await?;
    window.words("L’horloge de cet ordinateur indique").await?;
    window.press("Carnet").await?;
    window.write("Écrit quand même.").await?;
    window.gone(By::Css("[data-saved=no]")).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("L’heure est juste").await?;
    window.gone(By::Css(".attention")).await
}

#[tokio::test]
async fn a_closed_notebook_tells_what_a_restore_would_change_and_gives_a_diagnostic() -> Outcome {
    let home = prepared::with_visit(82)?;
    let app = ahead(&home, 0)?;
    let usual = home.documents().join("Carnet/Sauvegardes").display().to_string();
    ask(&app, "save_backup_folder", json!({ "folder": usual })).map_err(|codes| codes.join(", "))?;
    ask(&app, "back_up", json!({})).map_err(|codes| codes.join(", "))?;
    enter_teacher(&app)?;
    drop(app);
    let window = Window::open(&home).await?;
    window.title("Carnet verrouillé").await?;
    window.press("Préparer un diagnostic").await?;
    window.words("Carnet non lu").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("diagnostic-verrouille").await?;
    window.press("Enregistrer ce diagnostic").await?;
    window.words("Diagnostic de Carnet.txt").await?;
    window.press("Reprendre une sauvegarde").await?;
    window.title("Reprendre une sauvegarde").await?;
    window.press("Chercher").await?;
    window
        .touch("the backup", By::Css("[aria-label^=Choisir]"))
        .await?;
    let hand = Hand::on(&window);
    hand.fill("Phrase de passe du jour", PASSPHRASE).await?;
    hand.press(Key::Enter).await?;
    window.words("1 modification").await?;
    // An Enter pressed twice compares, and restores nothing.
    let moved = "document.activeElement.getAttribute('aria-label') === 'Ce qui changerait'";
    window.comes_true("the focus on what would change", moved).await?;
    hand.press(Key::Enter).await?;
    window.settled().await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("reprendre-compare").await?;
    window.press("Reprendre cette sauvegarde").await?;
    window.title("À lire avant de continuer").await?;
    window.press("J’ai lu").await?;
    prepared::unlock(&window).await
}

/// On a screen of its own: no other window comes between the two.
#[tokio::test]
async fn a_second_start_ends_at_once_and_brings_the_first_to_the_front() -> Outcome {
    let keyboard = Keyboard::with_layout("fr")?;
    let mut home = Home::new()?;
    home.show_on(keyboard.screen());
    let window = Window::open(&home).await?;
    let frame = window.frame()?;
    let cover = frame.cover()?;
    assert!(!frame.is_over(cover)?, "the first window is covered");
    assert!(!frame.has_keyboard()?, "the keyboard is elsewhere");
    start_again(&window).await?;
    until("the first window over the other", || {
        frame.is_over(cover).ok().filter(|over| *over)
    })
    .await?;
    until("the keyboard in the first window", || {
        frame.has_keyboard().ok().filter(|has| *has)
    })
    .await?;
    window.title("Bienvenue").await.map(drop)
}

#[tokio::test]
async fn a_second_start_brings_back_a_window_that_was_put_away() -> Outcome {
    let keyboard = Keyboard::with_layout("fr")?;
    let mut home = Home::new()?;
    home.show_on(keyboard.screen());
    let window = Window::open(&home).await?;
    let frame = window.frame()?;
    frame.put_away()?;
    assert!(!frame.is_in_view()?, "the first window is put away");
    start_again(&window).await?;
    until("the first window in view", || {
        frame.is_in_view().ok().filter(|seen| *seen)
    })
    .await?;
    window.title("Bienvenue").await.map(drop)
}

/// Starts Carnet a second time, and waits until that start has ended.
async fn start_again(window: &Window<'_>) -> Outcome {
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
    Ok(())
}
