//! `carnet completions`, `carnet man`: what a shell and `man` know of the commands, made from their one description.

use std::io;

use clap::ArgMatches;
use clap_complete::Shell;

use super::arguments::command;

/// The completions of the shell that is named.
pub(super) fn completions(matches: &ArgMatches) -> Vec<u8> {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut command(), "carnet", &mut script);
    }
    script
}

/// The page for `man`, in roff.
///
/// # Errors
/// When it cannot be written.
pub(super) fn man_page() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command()).render(&mut page)?;
    Ok(page)
}
