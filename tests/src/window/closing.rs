//! Closing a window as its title bar does, until Carnet has ended.

use super::processes::ended;
use super::{Outcome, Window};

impl Window<'_> {
    /// Asks Carnet to close.
    ///
    /// # Errors
    /// When it shows no window, or the X server does not answer.
    pub fn ask_to_close(&self) -> Outcome {
        self.frame()?.ask_to_close()
    }

    /// Waits until Carnet has ended by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub async fn ended(&self) -> Outcome {
        match self.running() {
            Some(number) => ended(number).await,
            None => Ok(()),
        }
    }
}
