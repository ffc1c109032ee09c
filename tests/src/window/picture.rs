//! Pictures of the window as its screen shows it. The window's driver takes pictures too, but a page that the processor draws
//! answers nothing after the first.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::journey::Witness;
use super::{Outcome, Window, until};

/// Answers after some frames were drawn.
const NEXT_FRAMES: &str = "let left = 4; const done = arguments[0];
    const next = () => { left -= 1; if (left > 0) requestAnimationFrame(next); else done(true); };
    next();";

/// What a window shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green and blue of each pixel, line by line from the top.
    pub colours: Vec<u8>,
}

impl Picture {
    /// Writes it as a PNG file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Outcome {
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.colours)?;
        Ok(writer.finish()?)
    }
}

impl Window<'_> {
    /// What this window shows once two looks in a row are alike: what is drawn comes some frames after the page.
    ///
    /// # Errors
    /// When it never rests, or the X server does not answer.
    pub async fn picture(&self) -> Outcome<Picture> {
        self.page()?.execute_async(NEXT_FRAMES, Vec::new()).await?;
        let frame = self.frame()?;
        let mut before = None;
        until("a window that rests", || {
            let now = frame.picture().ok();
            let rests = now.is_some() && now == before;
            before = now;
            if rests { before.take() } else { None }
        })
        .await
    }

    /// Keeps what this window shows in the folder that `CARNET_PICTURES` names, where somebody wants to look at it.
    ///
    /// # Errors
    /// When the file cannot be written, or the window never rests.
    pub async fn keep_picture(&self, name: &str) -> Outcome {
        let Some(folder) = std::env::var_os("CARNET_PICTURES") else {
            return Ok(());
        };
        let picture = self.picture().await?;
        picture.write(&Path::new(&folder).join(format!("{name}.png")))
    }
}

/// Keeps a picture of each moment, numbered in order.
#[derive(Debug)]
pub struct Album {
    folder: PathBuf,
    /// The files kept, in order.
    pub kept: Vec<PathBuf>,
}

impl Album {
    /// An empty one, whose pictures go to this folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            kept: Vec::new(),
        }
    }
}

impl Witness for Album {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        let rank = self.kept.len() + 1;
        let path = self.folder.join(format!("{rank:02}-{name}.png"));
        window.picture().await?.write(&path)?;
        self.kept.push(path);
        Ok(())
    }
}
