//! The clock that a page reads, in the hands of a test: minutes without a key or a pointer pass in no time.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Outcome, Window};

/// Takes the clock over. What the page looks at every few seconds, it looks at much more often; its pauses stay as they are.
const TAKE: &str = "
    const [now, every] = [Date.now, setInterval];
    window.passed = 0;
    window.looks = 0;
    Date.now = () => now() + window.passed;
    const counted = (look) => (...given) => { look(...given); window.looks += 1; };
    window.setInterval = (look, delay, ...rest) => every(counted(look), Math.min(delay, 20), ...rest);";

/// Lets the time pass as soon as a field holds words, and keeps whether they were still to be saved then.
const PASS_AFTER: &str = "
    const [words, time] = arguments;
    const pass = () => {
        window.unsaved = document.querySelector('[data-saved=no]') !== null;
        window.passed += time;
    };
    const hear = ({ target }) => {
        if (!target.value.endsWith(words)) return;
        removeEventListener('input', hear, true);
        setTimeout(pass);
    };
    addEventListener('input', hear, true);";

impl Window<'_> {
    /// Takes the clock of the page over, before the notebook is unlocked: the page does not count on it until then.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn take_clock(&self) -> Outcome {
        self.ask(TAKE, Vec::new()).await.map(drop)
    }

    /// Lets this time pass at once.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn pass(&self, time: Duration) -> Outcome {
        let script = "window.passed += arguments[0]";
        self.ask(script, vec![milliseconds(time)]).await.map(drop)
    }

    /// Waits until the page has looked at its clock twice from now.
    ///
    /// # Errors
    /// When it never does.
    pub async fn looked_at_clock(&self) -> Outcome {
        let seen = self.ask("return window.looks", Vec::new()).await?;
        let again = format!("window.looks >= {seen} + 2");
        self.comes_true("two looks at the clock", &again).await
    }

    /// Lets this time pass as soon as what is typed ends with `words`, before the pause that saves them.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn pass_after(&self, words: &str, time: Duration) -> Outcome {
        let with = vec![json!(words), milliseconds(time)];
        self.ask(PASS_AFTER, with).await.map(drop)
    }

    /// Whether the words after which the time passed were still to be saved then.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn passed_before_saving(&self) -> Outcome<bool> {
        let unsaved = self.ask("return window.unsaved", Vec::new()).await?;
        Ok(unsaved == json!(true))
    }
}

fn milliseconds(time: Duration) -> Value {
    json!(time.as_secs_f64() * 1000.0)
}
