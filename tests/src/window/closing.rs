//! Closing a window as its title bar does, until Carnet has ended.

use super::{Outcome, Window, until};

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
        until("the end of Carnet", || self.running().is_none().then_some(())).await
    }
}
