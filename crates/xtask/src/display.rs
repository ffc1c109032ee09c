//! Whether there is a screen for the person at this machine.

/// True when a window can be opened for the person at this machine.
pub fn is_present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
