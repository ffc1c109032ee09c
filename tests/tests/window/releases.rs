//! In real windows: three inspectors' visits go to the store, an IEN TICE signs a release, and a school gets its report.

use thirtyfour::By;
use whole_product::inspecting::Inspecting;
use whole_product::machine::{Machine, set_up};
use whole_product::sync::people::FoundedAcademie;
use whole_product::window::{Home, Outcome, Window, prepared};

/// The circle in which all of them inspect.
const CIRCLE: &str = "L0202";

/// A home whose inspector saw four teachers of two schools, and handed over what was written.
fn of_inspector(rank: u64) -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), 410 + rank);
    machine.pass(prepared::minutes_since_morning()?);
    let app = set_up(machine).map_err(|codes| codes.join(", "))?;
    let at_work = Inspecting::begun(&app).map_err(|codes| codes.join(", "))?;
    for number in 0..4_usize {
        let uses = (number / 2 + rank as usize).is_multiple_of(2);
        let visited = at_work.visit(&format!("Nom-{rank}-{number}"), number % 2, uses);
        visited.map_err(|codes| codes.join(", "))?;
    }
    Ok(home)
}

async fn unlocked(home: &Home) -> Outcome<Window<'_>> {
    let window = Window::open(home).await?;
    prepared::unlock(&window).await?;
    Ok(window)
}

/// The notebook is joined to the store, and synced to its end.
async fn joined<'home>(home: &'home Home, invitation: &str) -> Outcome<Window<'home>> {
    let window = unlocked(home).await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.title("Synchronisation").await?;
    window.fill("Invitation", invitation).await?;
    window.press("Rattacher").await?;
    window.words("Tout ce qui était scellé").await?;
    Ok(window)
}

async fn synced(window: &Window<'_>) -> Outcome {
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.title("Synchronisation").await?;
    window.press("Synchroniser maintenant").await?;
    window.words("Tout ce qui était scellé").await?;
    Ok(())
}

async fn on_releases(window: &Window<'_>) -> Outcome {
    window.press("Circonscription").await?;
    window.title("Circonscription").await?;
    window
        .touch("the last tab", By::Css("[role=tab]:last-of-type"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_visits_of_three_inspectors_to_the_report_of_a_school() -> Outcome {
    let academie = tokio::task::block_in_place(FoundedAcademie::founded)?;
    let invite = |role: &str| tokio::task::block_in_place(|| academie.invite("Quelqu’un", role, CIRCLE));
    let homes: Vec<Home> = (0..3)
        .map(|rank| tokio::task::block_in_place(|| of_inspector(rank)))
        .collect::<Outcome<_>>()?;
    for home in &homes {
        let window = joined(home, &invite("inspecteur")?).await?;
        window.cut().await?;
    }
    let ien_tice = tokio::task::block_in_place(|| of_inspector(3))?;
    let window = joined(&ien_tice, &invite("ien-tice")?).await?;
    window.cut().await?;
    // The first of the circle gives its key to who came after; what it names goes with the next sync.
    for home in &homes {
        let window = unlocked(home).await?;
        synced(&window).await?;
        window.cut().await?;
    }
    let window = unlocked(&ien_tice).await?;
    synced(&window).await?;
    on_releases(&window).await?;
    window.press("Préparer une parution").await?;
    window.fill("Nom de la parution", "Rentrée 2026").await?;
    window.press("Préparer").await?;
    window.words("Ce qui est masqué, et pourquoi").await?;
    window.keep_picture("parution-academie").await?;
    window
        .words("Écoles et établissements avec au moins un chiffre : 2 sur 2")
        .await?;
    window.press("Signer et publier").await?;
    window.words("1. Rentrée 2026").await?;
    synced(&window).await?;
    window.cut().await?;

    let window = unlocked(&homes[0]).await?;
    synced(&window).await?;
    on_releases(&window).await?;
    window.words("1. Rentrée 2026").await?;
    window.words("L’IEN TICE ou le DAN les signe").await?;
    let schools = "[aria-label^=\"Écoles et établissements, par ordre\"] .entry";
    window.touch("a school", By::Css(schools)).await?;
    let sheet = window.text("the report", By::Css(".sheet")).await?;
    assert!(sheet.replace('\u{a0}', " ").contains("50 %"), "{sheet}");
    assert!(!sheet.contains("Nom-"), "{sheet}");
    window.keep_picture("rapport-ecole-academie").await?;
    window.press("Écrire le rapport (PDF)").await?;
    window.find("where it is", By::Css(".exported")).await?;
    let written = std::fs::read_dir(homes[0].documents().join("Carnet"))?;
    let names = written.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let reports = names.filter(|name| name.starts_with("Rapport ") && name.ends_with(".pdf"));
    assert_eq!(reports.count(), 1);
    Ok(())
}
