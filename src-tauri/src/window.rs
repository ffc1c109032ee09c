//! The window: one generic command into the application, and files handed over as bytes.

use std::process::ExitCode;
use std::sync::Arc;

use app::App;
use app::views::{Failure, StagedFile};
use serde_json::Value;
use tauri::ipc::{InvokeBody, Request};
use tauri::{Manager, State, WebviewUrl, WebviewWindowBuilder};

use crate::desktop::Desktop;

/// Opens the window and stays until it is closed; a second start brings the first to the front.
pub fn run() -> ExitCode {
    let application = Arc::new(App::new(Arc::new(Desktop)));
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| {
            to_front(handle)
        }))
        .manage(application)
        .invoke_handler(tauri::generate_handler![call, stage_file])
        .setup(|app| Ok(open_window(app)?))
        .run(tauri::generate_context!());
    if built.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn open_window(app: &tauri::App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Carnet")
        .inner_size(1280.0, 760.0)
        .min_inner_size(360.0, 480.0)
        .disable_drag_drop_handler()
        .build()?;
    Ok(())
}

fn to_front(handle: &tauri::AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        // A window manager that refuses leaves the window where it is: there is nothing better to do.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Every command of the application, by name; never on the thread that draws.
#[tauri::command]
async fn call(name: String, request: Value, application: State<'_, Arc<App>>) -> Result<Value, Failure> {
    let application = Arc::clone(&application);
    let carried_out = tauri::async_runtime::spawn_blocking(move || application.call(&name, request));
    carried_out
        .await
        .unwrap_or_else(|error| Err(app::problem::Fault::Panic(error.to_string()).into()))
}

/// Takes a file that the page handed over, as raw bytes with its name in the header `x-file-name`, percent-encoded.
#[tauri::command]
fn stage_file(request: Request<'_>, application: State<'_, Arc<App>>) -> Result<StagedFile, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(app::problem::Fault::Request("raw bytes are expected".to_owned()).into());
    };
    let header = request
        .headers()
        .get("x-file-name")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let name = percent_encoding::percent_decode_str(header).decode_utf8_lossy();
    application.stage_file(&name, bytes.clone())
}
