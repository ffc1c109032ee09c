//! Writes the pictures of docs/guide, from the ways of the atlas in the real window.

use std::path::{Path, PathBuf};

use whole_product::window::atlas::{self, Illustrator};
use whole_product::window::{Outcome, Window, journey, prepared};

/// Of the fictitious data.
const SEED: u64 = 51;

#[tokio::main]
async fn main() -> Outcome {
    let home = prepared::with_everything(SEED)?;
    journey::write_directory(home.path())?;
    let window = Window::of(Path::new(&argument("--app")?), &home).await?;
    prepared::unlock(&window).await?;
    let mut illustrator = Illustrator {
        folder: PathBuf::from(argument("--out")?),
    };
    atlas::walk(&window, home.path(), &mut illustrator).await
}

/// The word that follows `name` on the command line.
fn argument(name: &str) -> Outcome<String> {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    words
        .next()
        .ok_or_else(|| format!("{name} is missing: guide-pictures --app <Carnet> --out <folder>").into())
}
