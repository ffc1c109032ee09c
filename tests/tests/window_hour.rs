//! In the real window: an hour's visit at speed leaves everything on the disk, and memory where it was.
//! A program by itself: a window beside it would share its pages, and what they take.

use app::App;
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask};
use whole_product::rounds::rounds;
use whole_product::window::{Home, Outcome, Window, hour};

/// One after the other: two windows at once share pages, and would hide each other's.
#[tokio::test]
async fn an_hour_of_work_is_kept_whole_and_takes_no_memory_and_a_page_that_does_is_caught() -> Outcome {
    let mut home = hour::home(81)?;
    home.collect_early();
    let window = Window::open(&home).await?;
    let rounds = rounds("rounds of an hour", 4, 10) as usize;
    let played = hour::play(&window, rounds).await?;
    assert!(played.growth() <= hour::GROWTH, "{played:?}");
    window.cut().await?;
    let kept = kept(&home).map_err(|codes| codes.join(", "))?;
    let whole = [hour::ITEMS, hour::PARAGRAPHS, hour::SAMPLES];
    assert_eq!(kept, whole.map(|count| count * rounds / hour::ROUNDS));
    leaking_page_is_caught().await
}

/// The known-bad page keeps a picture of each key.
async fn leaking_page_is_caught() -> Outcome {
    let mut home = hour::home(82)?;
    home.collect_early();
    let window = Window::open(&home).await?;
    let leak = "window.kept = [];
        addEventListener('keydown', () => window.kept.push(new Uint8Array(2_000_000).fill(1)), true);";
    window.ask(leak, Vec::new()).await?;
    let played = hour::play(&window, 2).await?;
    assert!(played.growth() > hour::GROWTH, "{played:?}");
    Ok(())
}

/// How many items, paragraphs and samples the disk holds.
fn kept(home: &Home) -> Result<[usize; 3], Vec<String>> {
    let app = App::new(Machine::in_folder(&home.data(), 83));
    ask(&app, "unlock", json!({ "passphrase": PASSPHRASE }))?;
    let agenda = ask(
        &app,
        "agenda",
        json!({ "from": "2020-01-01", "to": "2099-12-31" }),
    )?;
    let seen = ask(&app, "observation", json!({ "visit": agenda[0]["id"] }))?;
    let all = |value: &Value| {
        value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, one)| one.clone())
            .collect()
    };
    let (seances, timelines): (Vec<Value>, Vec<Value>) = (all(&seen["seances"]), all(&seen["timelines"]));
    let items = seances.iter().chain([&seen["answers"]]);
    let answered = items.filter_map(|unit| unit["answered"].as_u64()).sum::<u64>();
    let slots = timelines
        .iter()
        .flat_map(|one| one["slots"].as_array().into_iter().flatten());
    let noted = slots.filter(|slot| slot["codes"] != json!({})).count();
    let notes = seen["notes"].as_array().map_or(0, Vec::len);
    Ok([usize::try_from(answered).unwrap_or_default(), notes, noted])
}
