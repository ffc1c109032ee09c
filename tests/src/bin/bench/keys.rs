//! From a key pressed in a grid of sixty items to the second frame that shows it, in the real window.

use serde_json::{Value, json};
use thirtyfour::Key;
use whole_product::machine::Machine;
use whole_product::sixty::{self, ITEMS};
use whole_product::window::{Window, prepared};

use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;

const MEDIAN: f64 = 30.0;
const WORST: f64 = 100.0;
/// The floor: one letter of the page changes, by no code of ours, and two frames are drawn; so many times.
const CHANGE: &str = "
    const [times] = arguments;
    window.floor = [];
    const words = document.querySelector('.item-label').firstChild;
    const change = () => {
        const begun = performance.now();
        words.data = words.data.endsWith('.') ? words.data.slice(0, -1) : words.data + '.';
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.floor.push(performance.now() - begun);
            if (window.floor.length < times) setTimeout(change, 40 * Math.random());
        }));
    };
    change();";
/// How often the floor is measured.
const CHANGES: usize = 200;
/// Hears each key before the page does; notes when its level shows and two frames were drawn, and when it is saved.
const HEAR: &str = "
    window.measured = { frames: [], saves: [], done: 0 };
    const when = (row, is, then) => requestAnimationFrame(() => is(row) ? then() : when(row, is, then));
    const shows = (figure) => (row) => row.querySelector(`input[id$='-${figure}']`).checked;
    const saved = (figure) => (row) =>
        row.querySelector('[data-saved=yes]')?.dataset.text.endsWith(figure) ?? false;
    addEventListener('keydown', ({ key, target }) => {
        if (!/^[1-9]$/.test(key)) return;
        const begun = performance.now();
        const row = document.getElementById(target.closest('.item-row').id);
        const note = (list) => { list.push(performance.now() - begun); window.measured.done += 1; };
        when(row, shows(key), () => requestAnimationFrame(() => note(window.measured.frames)));
        when(row, saved(key), () => note(window.measured.saves));
    }, true);";

pub fn measure(samples: usize) -> Measured<Vec<Figure>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let Pressed { floor, frames, saves } = runtime.block_on(pressed(samples))?;
    let (median, worst) = (frames.median(), frames.percentile(99));
    Ok(vec![
        Figure::beside(
            "one letter changed in that page by nobody's code, to the second frame",
            floor.to_string(),
        ),
        Figure::target(
            format!("a key to the second frame that shows it, {ITEMS} items"),
            frames.to_string(),
            format!("median {MEDIAN} ms, p99 {WORST} ms"),
            median <= MEDIAN && worst <= WORST,
        ),
        Figure::beside("the same key to « Enregistré »", saves.to_string()),
    ])
}

/// What was measured in the window.
struct Pressed {
    floor: Durations,
    frames: Durations,
    saves: Durations,
}

async fn pressed(samples: usize) -> Measured<Pressed> {
    let home = prepared::with_visit(5)?;
    drop(sixty::plant(Machine::in_folder(&home.data(), 6))?);
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Grille").await?;
    window.ask(CHANGE, vec![json!(CHANGES)]).await?;
    let changed = format!("window.floor.length === {CHANGES}");
    window.comes_true("the floor", &changed).await?;
    window.ask(HEAR, Vec::new()).await?;
    for rank in 0..samples {
        if rank % ITEMS == 0 {
            window.keys(Key::Home + "").await?;
        }
        // Each row gets another level than it had in the round before.
        window.keys((1 + (rank / ITEMS + rank) % 3).to_string()).await?;
        let done = format!("window.measured.done === {}", 2 * (rank + 1));
        window
            .comes_true("two frames, and the answer saved", &done)
            .await?;
    }
    let measured = "return { floor: window.floor, ...window.measured }";
    let durations = window.ask(measured, Vec::new()).await?;
    Ok(Pressed {
        floor: list(&durations["floor"]),
        frames: list(&durations["frames"]),
        saves: list(&durations["saves"]),
    })
}

fn list(durations: &Value) -> Durations {
    Durations::of(
        durations
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64),
    )
}
