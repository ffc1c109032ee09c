//! In the real window: « Circonscription », from who was not visited to the figures under filters.

use app::sample::Sample;
use thirtyfour::By;
use whole_product::machine::{Machine, set_up};
use whole_product::window::{Home, Outcome, Window, prepared};

const SEED: u64 = 61;

/// A home with so many fictitious visits.
fn home((schools, teachers): (usize, usize), past_visits: usize, coming_visits: usize) -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), SEED);
    machine.pass(prepared::minutes_since_morning()?);
    let app = set_up(machine).map_err(|codes| codes.join(", "))?;
    app.make_up(Sample {
        schools,
        teachers,
        past_visits,
        coming_visits,
        seed: SEED,
    })?;
    Ok(home)
}

/// How many cards with a picture the page shows.
const PICTURES: &str = "document.querySelectorAll('[role=tabpanel] .card svg.scene').length";

#[tokio::test]
async fn an_inspector_sees_where_to_go_what_is_used_and_whom_to_train() -> Outcome {
    // A year and more of visits.
    let home = home((40, 24), 60, 2)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Circonscription").await?;
    window.title("Circonscription").await?;
    window.find("a school", By::Css("[role=tabpanel] .entry")).await?;
    window.keep_picture("circonscription-couverture").await?;

    window
        .touch("the second tab", By::Css("[role=tab]:nth-of-type(2)"))
        .await?;
    window.comes_true("pictures", &format!("{PICTURES} > 20")).await?;
    window.keep_picture("circonscription-usages").await?;
    let text = window.text("the page", By::Css("main")).await?;
    assert!(text.contains("enseignants,"), "what figures rest on: {text}");
    assert!(text.contains("Usage interne"), "{text}");

    window
        .touch("the fifth tab", By::Css("[role=tab]:nth-of-type(5)"))
        .await?;
    window.find("a need", By::Css("[role=tabpanel] .table")).await?;
    window.keep_picture("circonscription-formation").await?;
    Ok(())
}

#[tokio::test]
async fn a_release_is_prepared_read_signed_and_a_school_gets_its_report() -> Outcome {
    // Visits enough for a release to tell something of schools.
    let home = home((8, 64), 240, 0)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Circonscription").await?;
    window.title("Circonscription").await?;
    window
        .touch("the last tab", By::Css("[role=tab]:last-of-type"))
        .await?;
    window.press("Préparer une parution").await?;
    window.title("Préparer une parution").await?;
    window.fill("Nom de la parution", "Rentrée 2026").await?;
    window.keep_picture("parution-preparer").await?;
    window.press("Préparer").await?;
    window.words("Ce qui est masqué, et pourquoi").await?;
    window.keep_picture("parution-relire").await?;
    window.press("Signer et publier").await?;
    window.words("1. Rentrée 2026").await?;
    window.keep_picture("parutions").await?;

    window
        .touch(
            "a circonscription",
            By::Css("[aria-label=Circonscriptions] .entry"),
        )
        .await?;
    window
        .find("its report", By::Css(".sheet .scene, .sheet table"))
        .await?;
    window.keep_picture("rapport-circonscription").await?;
    window.press("Parutions et rapports").await?;
    let schools = "[aria-label^=\"Écoles et établissements, par ordre\"] .entry";
    window.touch("a school", By::Css(schools)).await?;
    window.find("its report", By::Css(".sheet table")).await?;
    window
        .fill("Recommandations", "Garder une trace des productions")
        .await?;
    window.press("Mettre dans le rapport").await?;
    window.words("Recommandations collectives").await?;
    window.press("Écrire le rapport (PDF)").await?;
    window.find("where it is", By::Css(".exported")).await?;
    window.keep_picture("rapport-ecole").await?;
    window.press("Parutions et rapports").await?;
    window.find("the schools", By::Css(schools)).await?;
    window
        .touch("all reports", By::XPath("//button[starts-with(., 'Écrire les')]"))
        .await?;
    window
        .comes_true(
            "all are written",
            "[...document.querySelectorAll('[role=status]')].some((one) => /Rapports écrits/.test(one.textContent))",
        )
        .await?;
    window.keep_picture("rapports-tous").await?;
    let written = std::fs::read_dir(home.documents().join("Carnet"))?;
    let names = written.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let reports = names.filter(|name| name.starts_with("Rapport ") && name.ends_with(".pdf"));
    assert!(reports.count() > 4);
    Ok(())
}
