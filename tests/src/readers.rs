//! The Python that reads what Carnet writes, independently of it: PDF validators, calendars, mails, workbooks.

use std::path::{Path, PathBuf};

/// The interpreter that `cargo xtask test` names, else the one of the target folder in which `program` was built.
#[must_use]
pub fn readers_python(program: &str) -> PathBuf {
    let named = std::env::var_os("PAGE_VALIDATION_PYTHON").map(PathBuf::from);
    named.unwrap_or_else(|| {
        let built = Path::new(program).parent().and_then(Path::parent);
        built
            .unwrap_or(Path::new("target"))
            .join("tools/validation/bin/python")
    })
}
