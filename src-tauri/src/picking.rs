//! Picking a folder in the system's own window.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use tauri::WebviewWindow;

/// The folder that a person picks, the system's window opening at `start` or at the nearest folder above it; none when the
/// person picks none.
#[tauri::command]
pub(crate) async fn pick_folder(
    window: WebviewWindow,
    title: String,
    start: PathBuf,
) -> Result<Option<PathBuf>, String> {
    let (give, given) = mpsc::channel();
    let parent = window.clone();
    let shown = move || {
        ask(&parent, &title, nearest(&start), move |folder| {
            give.send(folder).unwrap_or(())
        })
    };
    window
        .run_on_main_thread(shown)
        .map_err(|error| error.to_string())?;
    let waited = tauri::async_runtime::spawn_blocking(move || given.recv().ok().flatten());
    waited.await.map_err(|error| error.to_string())
}

/// The first folder that exists, from `start` upwards.
fn nearest(start: &Path) -> Option<&Path> {
    start.ancestors().find(|folder| folder.is_dir())
}

/// Asks GTK itself: a second thread of GTK, as the portable libraries start one, is more than this needs.
#[cfg(target_os = "linux")]
fn ask(parent: &WebviewWindow, title: &str, start: Option<&Path>, give: impl Fn(Option<PathBuf>) + 'static) {
    use gtk::prelude::{FileChooserExt, NativeDialogExt};
    use gtk::{FileChooserAction, FileChooserNative, ResponseType};
    let parent = parent.gtk_window().ok();
    let (choose, cancel) = (Some("Choisir"), Some("Annuler"));
    let action = FileChooserAction::SelectFolder;
    let chooser = FileChooserNative::new(Some(title), parent.as_ref(), action, choose, cancel);
    chooser.set_modal(true);
    if let Some(start) = start {
        chooser.set_current_folder(start);
    }
    // The closure holds the chooser until it has answered: nothing else does.
    let held = chooser.clone();
    chooser.connect_response(move |chooser, response| {
        let chosen = (response == ResponseType::Accept).then(|| chooser.filename());
        give(chosen.flatten());
        held.destroy();
    });
    chooser.show();
}

#[cfg(not(target_os = "linux"))]
fn ask(
    parent: &WebviewWindow,
    title: &str,
    start: Option<&Path>,
    give: impl Fn(Option<PathBuf>) + Send + 'static,
) {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(title).set_parent(parent);
    if let Some(start) = start {
        dialog = dialog.set_directory(start);
    }
    let asked = dialog.pick_folder();
    tauri::async_runtime::spawn(async move {
        give(asked.await.map(|folder| folder.path().to_owned()));
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_window_opens_at_the_folder_or_at_the_nearest_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("Carnet/sauvegardes");
        assert_eq!(nearest(&below), Some(folder.path()));
        assert_eq!(nearest(folder.path()), Some(folder.path()));
        assert_eq!(nearest(Path::new("")), None);
    }
}
