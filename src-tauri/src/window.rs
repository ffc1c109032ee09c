//! The window: one generic command into the application, and files handed over as bytes.

use std::process::ExitCode;
use std::sync::Arc;

use app::App;
use app::views::{Failure, StagedFile};
use serde_json::Value;
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::closing::{self, Closing};
use crate::desktop::Desktop;
use crate::front::to_front;
use crate::{drawing, picking, zoom};

/// What the window asks of the application.
pub trait Commands: Send + Sync + 'static {
    /// Carries out the command of this name.
    ///
    /// # Errors
    /// What was refused, or the fault.
    fn call(&self, name: &str, request: Value) -> Result<Value, Failure>;

    /// Takes a file that a later command names.
    ///
    /// # Errors
    /// What was refused, or the fault.
    fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure>;
}

impl Commands for App {
    fn call(&self, name: &str, request: Value) -> Result<Value, Failure> {
        self.call(name, request)
    }

    fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure> {
        self.stage_file(name, bytes)
    }
}

/// Opens the window of the application on this desktop, and stays until it is closed.
pub fn run() -> ExitCode {
    open(Arc::new(App::new(Arc::new(Desktop))))
}

/// Opens a window onto `commands`, and stays until it is closed; a second start brings the first to the front.
pub fn open(commands: Arc<dyn Commands>) -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| {
            to_front(handle)
        }))
        .manage(commands)
        .manage(Closing::default())
        .invoke_handler(tauri::generate_handler![
            call,
            stage_file,
            closing::close,
            picking::pick_folder,
            zoom::zoom
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                closing::requested(window, api);
            }
        })
        .setup(|app| Ok(open_window(app)?))
        .run(tauri::generate_context!());
    if built.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn open_window(app: &tauri::App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Carnet")
        .inner_size(1280.0, 760.0)
        // An office laptop at 200 % leaves 683 by 384, of which the system takes its bars.
        .min_inner_size(360.0, 320.0)
        .disable_drag_drop_handler()
        .build()?;
    drawing::by_the_processor(&window)
}

/// Every command of the application, by name; never on the thread that draws.
#[tauri::command]
async fn call(
    name: String,
    request: Value,
    commands: State<'_, Arc<dyn Commands>>,
) -> Result<Value, Failure> {
    let commands = Arc::clone(&commands);
    let carried_out = tauri::async_runtime::spawn_blocking(move || commands.call(&name, request));
    carried_out
        .await
        .unwrap_or_else(|error| Err(app::problem::Fault::Panic(error.to_string()).into()))
}

/// Takes a file that the page handed over, as raw bytes with its name in the header `x-file-name`, percent-encoded.
#[tauri::command]
fn stage_file(request: Request<'_>, commands: State<'_, Arc<dyn Commands>>) -> Result<StagedFile, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(app::problem::Fault::other_shape().into());
    };
    let header = request
        .headers()
        .get("x-file-name")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let name = percent_encoding::percent_decode_str(header).decode_utf8_lossy();
    commands.stage_file(&name, bytes.clone())
}
