//! Generates the context of the desktop shell.
fn main() {
    tauri_build::build();
}
