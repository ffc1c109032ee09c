//! In the real window: « Circonscription », from who was not visited to the figures under filters.

use app::sample::Sample;
use thirtyfour::By;
use whole_product::machine::{Machine, set_up};
use whole_product::window::{Home, Outcome, Window, prepared};

const SEED: u64 = 61;

/// A home with a year and more of fictitious visits.
fn home() -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), SEED);
    machine.pass(prepared::minutes_since_morning()?);
    let app = set_up(machine).map_err(|codes| codes.join(", "))?;
    app.make_up(Sample {
        schools: 40,
        teachers: 24,
        past_visits: 60,
        coming_visits: 2,
        seed: SEED,
    })?;
    Ok(home)
}

/// How many cards with a picture the page shows.
const PICTURES: &str = "document.querySelectorAll('[role=tabpanel] .card svg.scene').length";

#[tokio::test]
async fn an_inspector_sees_where_to_go_what_is_used_and_whom_to_train() -> Outcome {
    let home = home()?;
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
        .touch("the third tab", By::Css("[role=tab]:nth-of-type(3)"))
        .await?;
    window.find("a need", By::Css("[role=tabpanel] .table")).await?;
    window.keep_picture("circonscription-formation").await?;
    Ok(())
}
