//! Generates the context of the desktop shell.
fn main() {
    // The page is within the binary: another page asks for another binary.
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::build();
}
