//! A hand that touches no pointer: it presses keys where the focus is, and goes to things by their names.

use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{By, Key, TypingData};

use super::{Outcome, Window};

/// The most stops between two things on one screen.
const STOPS: usize = 120;

/// What the focus is on, as a screen reader would name it, with plain spaces; nothing for what no key leads to: a title,
/// a dialog as a whole.
const FOCUSED: &str = "
    const at = document.activeElement;
    if (at.tabIndex < 0) return '';
    const words = (id) => document.getElementById(id)?.textContent ?? '';
    const pointed = (at.getAttribute('aria-labelledby') ?? '').split(' ').map(words).join(' ');
    const names = [at.getAttribute('aria-label'), at.labels?.[0]?.textContent, pointed, at.textContent];
    const name = names.find((each) => (each ?? '').trim() !== '') ?? '';
    return name.replace(/\\s+/g, ' ').trim();";

/// Whether what has the focus, or its label where it is drawn by it, stands inside the window.
const IN_VIEW: &str = "(() => {
    const at = document.activeElement.closest('label') ?? document.activeElement;
    const { top, bottom, height } = at.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
})()";

/// Where the choices of an open list are.
const CHOICE: &str = "[role=option]";

/// Whether the focus is on the button of a list, where it is again some frames after the list closed.
const ON_LIST: &str = "document.activeElement.getAttribute('aria-haspopup') === 'listbox'";

/// What is done without a pointer.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'window>(&'window Window<'window>);

impl<'window> Hand<'window> {
    /// A hand on the keyboard of this window.
    #[must_use]
    pub fn on(window: &'window Window<'window>) -> Self {
        Self(window)
    }

    /// What the hand has before it.
    #[must_use]
    pub fn window(&self) -> &'window Window<'window> {
        self.0
    }

    /// Presses and releases keys, one after another, wherever the focus is and goes; Shift and its like are held to the end.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        let strokes = strokes(&keys.into().as_vec());
        let actions = json!([{ "type": "key", "id": "hand", "actions": strokes }]);
        let command = Command::PerformActions(Actions::from(actions));
        self.0.page()?.cmd(command).await?;
        Ok(())
    }

    /// The name of what has the focus.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn focused(&self) -> Outcome<String> {
        let name = self.0.ask(FOCUSED, Vec::new()).await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Moves from one stop to the next by `keys` until the focus is on what begins with `words`, and sees it.
    ///
    /// # Errors
    /// When these keys never lead there, and where they led; when what has the focus is out of view.
    pub async fn reach_by(&self, keys: &TypingData, words: &str) -> Outcome {
        self.go_by(keys, words).await?;
        self.seen(words).await
    }

    async fn go_by(&self, keys: &TypingData, words: &str) -> Outcome {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            let name = self.focused().await?;
            if name.starts_with(words) {
                return Ok(());
            }
            if !passed.contains(&name) {
                passed.push(name);
            }
            self.press(keys.to_string()).await?;
        }
        Err(format!("the keyboard never reaches « {words} »; it passed {passed:?}").into())
    }

    /// Goes on to what begins with `words`.
    ///
    /// # Errors
    /// When Tab never leads there.
    pub async fn reach(&self, words: &str) -> Outcome {
        self.reach_by(&Key::Tab.into(), words).await
    }

    /// Goes back to what stands before.
    ///
    /// # Errors
    /// When Shift and Tab never lead there.
    pub async fn reach_back(&self, words: &str) -> Outcome {
        self.reach_by(&(Key::Shift + Key::Tab), words).await
    }

    /// Goes on to a button, and presses it.
    ///
    /// # Errors
    /// When Tab never leads there.
    pub async fn push(&self, words: &str) -> Outcome {
        self.reach(words).await?;
        self.press(Key::Enter).await
    }

    /// Goes back to a button, and presses it.
    ///
    /// # Errors
    /// When Shift and Tab never lead there.
    pub async fn push_back(&self, words: &str) -> Outcome {
        self.reach_back(words).await?;
        self.press(Key::Enter).await
    }

    /// Goes on to a box or a radio, and chooses it.
    ///
    /// # Errors
    /// When Tab never leads there.
    pub async fn choose(&self, words: &str) -> Outcome {
        self.reach(words).await?;
        self.press(" ").await
    }

    /// Goes on to a field, types in it, and sees what it types.
    ///
    /// # Errors
    /// When Tab never leads there, or the field is out of view.
    pub async fn fill(&self, label: &str, text: &str) -> Outcome {
        self.reach(label).await?;
        self.press(text).await?;
        self.seen(label).await
    }

    /// Opens the list whose button begins with `list`, goes down it to `words`, and takes that.
    ///
    /// # Errors
    /// When the list or the choice is never reached.
    pub async fn select(&self, list: &str, words: &str) -> Outcome {
        self.push(list).await?;
        let first = By::Css("[role=option]:focus");
        self.0.find("the focus in the open list", first).await?;
        self.reach_by(&Key::Down.into(), words).await?;
        self.press(Key::Enter).await?;
        self.0.comes_true("the focus back on the list", ON_LIST).await
    }

    /// Searches in a field, and takes the first thing found.
    ///
    /// # Errors
    /// When the field is never reached, or nothing is found.
    pub async fn search(&self, label: &str, text: &str) -> Outcome {
        self.reach(label).await?;
        self.0.settled().await?;
        self.press(text).await?;
        self.0.find("what was found", By::Css(CHOICE)).await?;
        self.press(Key::Down + Key::Enter).await?;
        self.0.gone(By::Css(CHOICE)).await
    }

    /// The focus comes into view.
    async fn seen(&self, words: &str) -> Outcome {
        let what = format!("« {words} » in view");
        self.0.comes_true(&what, IN_VIEW).await
    }
}

/// The keys as the driver takes them.
fn strokes(keys: &[char]) -> Vec<Value> {
    let held = [Key::Shift, Key::Control, Key::Alt].map(char::from);
    let down = |key: &char| json!({ "type": "keyDown", "value": key });
    let up = |key: &char| json!({ "type": "keyUp", "value": key });
    let mut strokes = Vec::new();
    for key in keys {
        strokes.push(down(key));
        strokes.extend((!held.contains(key)).then(|| up(key)));
    }
    strokes.extend(held.iter().filter(|key| keys.contains(key)).map(up));
    strokes
}
