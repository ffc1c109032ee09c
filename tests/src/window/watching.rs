//! Waiting for something that the page itself can tell.

use super::{Outcome, Window};

impl Window<'_> {
    /// Waits until an expression of the page is true.
    ///
    /// # Errors
    /// Names `what` when it does not come true within half a minute.
    pub async fn comes_true(&self, what: &str, expression: &str) -> Outcome {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const look = () => ({expression}) ? done(true) : setTimeout(look, 20);
            look();"
        );
        let come = self.page()?.execute_async(script, Vec::new()).await;
        come.map_err(|error| format!("never came: {what} ({error})"))?;
        Ok(())
    }

    /// Waits until the page has been drawn twice: WebKit brings what got the focus into view only after drawing.
    ///
    /// # Errors
    /// When the page is not drawn.
    pub async fn settled(&self) -> Outcome {
        let script = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true))));";
        self.page()?.execute_async(script, Vec::new()).await?;
        Ok(())
    }
}
