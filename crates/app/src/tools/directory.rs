//! `carnet directory check`.

use observation::directory;

use super::Verdict;

/// What an import of these `bytes` would read; rows refused do not refuse the file.
#[must_use]
pub fn check_directory(bytes: &[u8]) -> Verdict {
    match directory::read(bytes) {
        Err(problems) => Verdict::new(false, &problems),
        Ok(file) => Verdict::new(true, &file.problems)
            .with("rows_read", file.rows_read)
            .with("rows_refused", file.rows_refused())
            .with("schools", file.schools.len()),
    }
}
