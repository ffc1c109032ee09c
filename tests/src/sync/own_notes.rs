//! The author's own notes, as a laptop writes and reads them.

use notebook::keys::PersonalNotes;
use notebook::sync::Surroundings;

use super::laptop::{Laptop, Trouble};
use super::visits::{at, plan};

impl Laptop {
    /// Writes the author's own notes on the visit `number`, in place of those that were there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_own_notes(&self, number: u128, text: &str) -> Result<(), Trouble> {
        let visit = plan(number).id;
        let mut random = |bytes: &mut [u8]| self.fill_random(bytes);
        let notes = PersonalNotes::new(visit, text, &mut random);
        let encrypted = notes.encrypt(&self.secrets().agreement_key()?)?;
        Ok(self.notebook().save_personal_note(visit, &encrypted, at(4))?)
    }

    /// The author's own notes on the visit `number`; empty where there are none.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn own_notes(&self, number: u128) -> Result<String, Trouble> {
        let visit = plan(number).id;
        let Some(encrypted) = self.notebook().personal_note(visit)? else {
            return Ok(String::new());
        };
        let notes = PersonalNotes::decrypt(self.secrets(), visit, &encrypted)?;
        Ok(notes.text().to_owned())
    }
}
