//! What a printed document says.

use std::path::Path;
use std::process::Command;

use whole_product::window::Outcome;

/// The words of a PDF, in one line.
pub fn words_of(pdf: &Path) -> Outcome<String> {
    let text = Command::new("pdftotext").arg(pdf).arg("-").output()?;
    Ok(in_one_line(&String::from_utf8(text.stdout)?))
}

/// Lines are broken where the page ends; the spaces before signs are of several kinds.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
