//! In the real window: a calendar of school holidays is taken, and the agenda and a visit being prepared say what a day is.

use thirtyfour::{By, Key};
use whole_product::window::atlas::HOLIDAYS;
use whole_product::window::{Outcome, Window, prepared};

const ZONE: &str = "[aria-label='Vacances du fichier'] .select-button";

async fn give(window: &Window<'_>) -> Outcome {
    let file = std::env::temp_dir().join(format!("vacances-{}.csv", std::process::id()));
    std::fs::write(&file, HOLIDAYS)?;
    window.give_file(&file).await?;
    window.title("Que contient chaque colonne").await?;
    std::fs::remove_file(&file)?;
    window.press("Voir l’aperçu").await
}

#[tokio::test]
async fn a_calendar_is_taken_by_keyboard_and_the_agenda_says_what_a_day_is() -> Outcome {
    let home = prepared::with_visit(62)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Réglages").await?;
    window.press("Vacances et périodes").await?;
    window.title("Vacances scolaires et périodes").await?;
    give(&window).await?;
    // The zone by the keyboard alone: open, first of the list, take.
    let zone = window.find("the zone", By::Css(ZONE)).await?;
    zone.send_keys(Key::Space + "").await?;
    window.find("the list", By::Css("[role=option]")).await?;
    window.keys(Key::Home + "").await?;
    window.keys(Key::Enter + "").await?;
    window.title("Ce qui est sans classe").await?;
    let ticked = "return [...document.querySelectorAll('[role=group] input[type=checkbox]')].map((box) => box.checked)";
    assert_eq!(
        window.ask(ticked, Vec::new()).await?,
        serde_json::json!([true, true, false])
    );
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Garder 2 lignes").await?;
    window.words("2 lignes gardées.").await?;
    window.words("du 10 octobre 2026 au 25 octobre 2026").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Agenda").await?;
    window.words("P2").await?;
    for _ in 0..4 {
        window.press("Semaine suivante").await?;
    }
    window.words("Vacances de l’été austral").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Préparer une visite").await?;
    window.title("Préparer une visite").await?;
    window.refill("Jour", "21/12/2026").await?;
    window
        .words("Vacances de l’été austral : pas de classe ce jour-là")
        .await?;
    window.refill("Jour", "15/12/2026").await?;
    window.words("Période P2").await.map(drop)
}
