//! What the observing screen shows as saved, now or as it changes under the hand.

use serde::Deserialize;
use serde_json::json;

use super::{Outcome, Window};

/// What is shown as saved in the rows and the paragraphs, which show at every opening. Choices that a key takes away
/// again are left out: they may go without being lost.
const SAVED: &str = r#"
    const saved = () => [...document.querySelectorAll('.item-row [data-saved="yes"], .paragraph [data-saved="yes"]')]
        .filter((mark) => mark.closest('.item-row')?.querySelector('[type=checkbox]') == null)
        .map((mark) => ({ row: mark.closest('.item-row')?.id ?? '', text: mark.dataset.text }));"#;

/// Keeps what is shown as saved at the change of that rank.
const WATCH: &str = "
    let [left] = arguments;
    let done;
    window.shownAtChange = new Promise((resolve) => { done = resolve; });
    const observer = new MutationObserver(() => {
        left -= 1;
        if (left > 0) return;
        observer.disconnect();
        done(saved());
    });
    const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ['data-saved', 'data-text'] };
    observer.observe(document.querySelector('.observe'), changes);";

/// Something shown as saved: an answer, or a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mark {
    /// The row of the grid; empty for a paragraph.
    pub row: String,
    /// The words.
    pub text: String,
}

impl Window<'_> {
    /// What is shown as saved now.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn saved(&self) -> Outcome<Vec<Mark>> {
        let marks = self.ask(&format!("{SAVED} return saved();"), Vec::new()).await?;
        Ok(serde_json::from_value(marks)?)
    }

    /// Watches what is shown as saved, from now until it has changed so many times.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn watch_changes(&self, rank: usize) -> Outcome {
        self.ask(&format!("{SAVED} {WATCH}"), vec![json!(rank)]).await?;
        Ok(())
    }

    /// What was shown as saved when the last of the changes that are watched came.
    ///
    /// # Errors
    /// When the screen does not change that often.
    pub async fn saved_at_last_change(&self) -> Outcome<Vec<Mark>> {
        let script = "window.shownAtChange.then(arguments[0]);";
        let marks = self.page()?.execute_async(script, Vec::new()).await?;
        Ok(serde_json::from_value(marks.json().clone())?)
    }
}
