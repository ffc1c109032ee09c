//! How large the page is shown. Tauri's own zoom keys would give the page a permission; this command needs none.

use tauri::WebviewWindow;

/// As far as WCAG asks text to grow, and half of it the other way.
const LEAST: f64 = 0.5;
const MOST: f64 = 4.0;

/// Shows the page `factor` times as large.
#[tauri::command]
pub(crate) fn zoom(window: WebviewWindow, factor: f64) -> Result<(), String> {
    window
        .set_zoom(bounded(factor))
        .map_err(|error| error.to_string())
}

fn bounded(factor: f64) -> f64 {
    if factor.is_finite() {
        factor.clamp(LEAST, MOST)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_becomes_too_small_or_too_large_to_be_zoomed_back() {
        assert_eq!([0.0, 1.25, 90.0, f64::NAN].map(bounded), [LEAST, 1.25, MOST, 1.0]);
    }
}
