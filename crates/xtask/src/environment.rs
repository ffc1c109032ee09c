//! The environment that the programs of the package `whole-product` are started in.
//!
//! | variable | who reads it | what it holds |
//! |---|---|---|
//! | `CARNET_BIN` | tests, `demonstration`, `bench` | absolute path of the application |
//! | `TAURI_DRIVER` | tests, `demonstration`, `bench` | absolute path of tauri-driver |
//! | `WEBKIT_WEBDRIVER` | tests, `demonstration`, `bench` | absolute path of WebKitWebDriver, tauri-driver's `--native-driver` |
//! | `PAGE_VALIDATION_PYTHON` | tests | a Python that can `import page` (page-validation: PDF/UA, PDF/A) |
//! | `WEASYPRINT_PYTHON` | `bench` | a Python that can `import weasyprint` |
//! | `CARNET_SOAK` | tests | `1`: run the stated counts instead of the small ones |
//!
//! How the programs are called: `demonstration --app <CARNET_BIN> --out <folder>`; `bench [ARGUMENT...]` and
//! `demo-notebook --visits N --seed S --out DIR` with the user's own arguments; `codegen --out-ui <folder> --out-docs <folder>`.

use std::path::Path;
use std::process::Command;

use crate::layout::Layout;
use crate::setup::{driver, python};

/// Where Debian's package webkit2gtk-driver puts the native driver.
const WEBKIT_WEBDRIVER: &str = "/usr/bin/WebKitWebDriver";

/// Names the application and what drives its window.
pub fn drive_window(command: &mut Command, layout: &Layout, app: &Path) {
    command.env("CARNET_BIN", app);
    command.env("TAURI_DRIVER", driver::path(layout));
    command.env("WEBKIT_WEBDRIVER", WEBKIT_WEBDRIVER);
}

/// Names the Python that validates documents.
pub fn validate_documents(command: &mut Command, layout: &Layout) {
    command.env("PAGE_VALIDATION_PYTHON", python::VALIDATION.interpreter(layout));
}

/// Names the Python that `bench` compares with.
pub fn compare_documents(command: &mut Command, layout: &Layout) {
    command.env("WEASYPRINT_PYTHON", python::COMPARISON.interpreter(layout));
}

/// Asks the tests for the stated counts.
pub fn raise_counts(command: &mut Command) {
    command.env("CARNET_SOAK", "1");
}
