//! Copies of a laptop: those that its owner makes and puts back, and those from which as many laptops as one likes begin.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use notebook::keys::{AuthorPublicKeys, Secrets};
use notebook::{Device, Notebook, OpenOptions};

use super::folder::{Files, folder};
use super::laptop::{Laptop, Trouble, drawn, new_device};
use super::visits::at;

/// A laptop as it was, closed.
pub struct Image {
    author: u64,
    device: Device,
    keys: AuthorPublicKeys,
    chance: u64,
    files: Files,
}

impl Image {
    /// A laptop that goes on from it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(&self) -> Result<Laptop, Trouble> {
        let place = folder()?;
        self.files.put(&place.path().join("carnet"))?;
        let secrets = Secrets::draw(&mut drawn(self.author));
        let options = OpenOptions::with_key(*secrets.database_key());
        let notebook = Notebook::open(&place.path().join("carnet"), &options)?;
        Ok(Laptop {
            folder: place,
            notebook: Some(notebook),
            number: self.author,
            secrets,
            author: self.keys.clone(),
            device: self.device.clone(),
            chance: Mutex::new(self.chance),
            clock: Mutex::new(at(900)),
            cancelled: AtomicBool::new(false),
        })
    }
}

impl Laptop {
    /// Closes it, and keeps it as it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn image(mut self) -> Result<Image, Trouble> {
        self.notebook = None;
        let chance = *self
            .chance
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(Image {
            author: self.number,
            device: self.device.clone(),
            keys: self.author.clone(),
            chance,
            files: Files::of(&self.folder.path().join("carnet"))?,
        })
    }

    /// A copy of the notebook as it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn copy(&mut self) -> Result<Files, Trouble> {
        self.notebook = None;
        let files = Files::of(&self.folder.path().join("carnet"))?;
        self.crash()?;
        Ok(files)
    }

    /// Puts a copy back: a restored notebook is a new device, and what was deleted by law since stays deleted.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_back(&mut self, copy: &Files, device: u64) -> Result<(), Trouble> {
        let tombstones = self.notebook().tombstones()?;
        self.notebook = None;
        copy.put(&self.folder.path().join("carnet"))?;
        self.device = new_device(&self.secrets, &self.author, device)?;
        self.crash()?;
        self.notebook().save_device(&self.device)?;
        for tombstone in tombstones {
            self.notebook().purge(&tombstone, at(3))?;
        }
        Ok(())
    }
}
