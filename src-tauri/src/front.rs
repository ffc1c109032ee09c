//! Bringing the window to the front, with the keyboard.

use tauri::{AppHandle, Manager, WebviewWindow};

/// Brings the window before all others, from wherever it was put away.
/// A window manager that refuses leaves it where it is: there is nothing better to do.
pub(crate) fn to_front(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        let _ = present(&window);
    }
}

/// Asks GTK itself: Tauri's `set_focus` does nothing as long as the window still counts as minimised.
#[cfg(target_os = "linux")]
fn present(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::prelude::GtkWindowExt;
    let shown = window.clone();
    window.run_on_main_thread(move || {
        if let Ok(toplevel) = shown.gtk_window() {
            toplevel.present();
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn present(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
