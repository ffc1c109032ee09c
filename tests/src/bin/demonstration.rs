//! Plays the demonstration visit through the real window, and keeps its pictures and its report.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

use whole_product::window::journey::{self, Witness};
use whole_product::window::{Album, Home, Outcome, Window};

/// Tells of each picture as it is kept.
struct Told(Album);

impl Witness for Told {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        self.0.moment(window, name).await?;
        if let Some(path) = self.0.kept.last() {
            println!("{}", path.display());
        }
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Outcome {
    let folder = PathBuf::from(argument("--out")?);
    fs::create_dir_all(&folder)?;
    play(Path::new(&argument("--app")?), &folder).await
}

async fn play(application: &Path, folder: &Path) -> Outcome {
    let home = Home::new()?;
    let (annuaire, school) = journey::write_directory(home.path())?;
    let window = Window::of(application, &home).await?;
    let mut album = Told(Album::in_folder(folder));
    let played = journey::whole(&window, &annuaire, &school, &home.documents(), &mut album).await;
    if played.is_err() {
        album.moment(&window, "interrompu").await?;
    }
    let report = played?.report;
    let name = report.file_name().ok_or("the report has no name")?;
    let copy = folder.join(name);
    fs::copy(&report, &copy)?;
    println!("{}", copy.display());
    Ok(())
}

/// The word that follows `name` on the command line.
fn argument(name: &str) -> Outcome<String> {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    words
        .next()
        .ok_or_else(|| format!("{name} is missing: demonstration --app <Carnet> --out <folder>").into())
}
