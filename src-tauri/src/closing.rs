//! Closing the window: the page first saves what is still being typed, then says that it may be closed.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{CloseRequestApi, Manager, WebviewWindow, Window};

/// A second request within this time closes the window, for a page that does not answer.
const INSISTENCE: Duration = Duration::from_secs(5);
/// What the page listens to.
const TELL: &str = "window.dispatchEvent(new Event('carnet:closing'))";

/// When the window was last asked to close.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<Option<Instant>>);

impl Closing {
    /// Whether a person insists on closing at `now`.
    fn insisted(&self, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let insisted = last.is_some_and(|last| now.duration_since(last) < INSISTENCE);
        *last = Some(now);
        insisted
    }
}

/// Keeps the window open until the page has saved; one whose page cannot be told, or whose user insists, closes at once.
pub(crate) fn requested(window: &Window, api: &CloseRequestApi) {
    if window.state::<Closing>().insisted(Instant::now()) {
        return;
    }
    let page = window.get_webview_window(window.label());
    if page.is_some_and(|page| page.eval(TELL).is_ok()) {
        api.prevent_close();
    }
}

/// Closes the window: nothing is left to save.
#[tauri::command]
pub(crate) fn close(window: WebviewWindow) -> Result<(), String> {
    window.destroy().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_second_request_soon_after_the_first_insists() {
        let closing = Closing::default();
        let first = Instant::now();
        assert!(!closing.insisted(first));
        assert!(closing.insisted(first + Duration::from_secs(1)));
        assert!(!closing.insisted(first + Duration::from_secs(60)));
    }
}
