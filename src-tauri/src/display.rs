//! Whether there is a display to open a window on: without one, GTK ends the process in words of its own.

/// Whether a window can be opened.
#[cfg(target_os = "linux")]
#[must_use]
pub fn is_there() -> bool {
    gtk::init().is_ok()
}

/// Whether a window can be opened.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn is_there() -> bool {
    true
}
