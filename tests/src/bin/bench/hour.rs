//! An hour's visit at speed, in the real window: no frame is late, and memory stays where it was.

use whole_product::window::{Window, hour};

use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;

/// Milliseconds between two frames.
const LATE: f64 = 100.0;

pub fn measure() -> Measured<Vec<Figure>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let played = runtime.block_on(async {
        let home = hour::home(7)?;
        let window = Window::open(&home).await?;
        hour::play(&window, hour::ROUNDS).await
    })?;
    let what = format!(
        "an hour's visit at speed ({} items, {} paragraphs, {} samples)",
        hour::ITEMS,
        hour::PARAGRAPHS,
        hour::SAMPLES
    );
    Ok(vec![
        Figure::target(
            format!("{what}: the longest time between two frames"),
            format!("{:.0} ms", played.longest_frame),
            format!("at most {LATE} ms"),
            played.longest_frame <= LATE,
        ),
        // What is kept is a test of its own: here the garbage of an hour is in it.
        Figure::beside(
            format!("{what}: memory at its end, garbage in it"),
            format!(
                "{:.2}x its start ({} MB)",
                played.growth(),
                played.after / 1_000_000
            ),
        ),
    ])
}
