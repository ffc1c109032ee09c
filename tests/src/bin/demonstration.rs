//! Plays the demonstration visit through the real window, and keeps its pictures and its report.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

use whole_product::window::journey::{self, Witness};
use whole_product::window::{Home, Outcome, Window};

/// Keeps a picture of each moment, numbered in order.
struct Album {
    folder: PathBuf,
    kept: usize,
}

impl Witness for Album {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        self.kept += 1;
        let path = self.folder.join(format!("{:02}-{name}.png", self.kept));
        window.picture(&path).await?;
        println!("{}", path.display());
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
    let mut album = Album {
        folder: folder.to_path_buf(),
        kept: 0,
    };
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
