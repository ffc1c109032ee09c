//! `carnet completions`, `carnet man`: what a shell and `man` know of the commands, made from their one description.

use std::io::{self, Write};

use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::{EXIT_CODES, command};

const SYNOPSIS: &[u8] = b".SH SYNOPSIS\n.B carnet\n.br\n.B carnet\n\\fICOMMANDE\\fR [\\fIARGUMENTS\\fR]\n";

/// The completions of the shell that is named.
pub(super) fn completions(matches: &ArgMatches) -> Vec<u8> {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut command(), "carnet", &mut script);
    }
    script
}

/// The page for `man`, in roff: one page, each command with its own options.
///
/// # Errors
/// When it cannot be written.
pub(super) fn man_page() -> io::Result<Vec<u8>> {
    let mut root = command();
    root.build();
    let mut page = Vec::new();
    let man = Man::new(root.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    page.write_all(SYNOPSIS)?;
    man.render_description_section(&mut page)?;
    let mut page = String::from_utf8_lossy(&page)
        .replace(".SH NAME", ".SH NOM")
        .into_bytes();
    for one in each_command(&root) {
        page.write_all(section(one)?.as_bytes())?;
    }
    let codes = EXIT_CODES
        .split_once("\u{a0}: ")
        .map_or(EXIT_CODES, |(_, codes)| codes);
    write!(page, ".SH \"CODES DE SORTIE\"\n{codes}\n")?;
    Ok(page)
}

/// The commands that do something, in the order of the help.
fn each_command(group: &Command) -> Vec<&Command> {
    let commands = group.get_subcommands().filter(|one| one.get_name() != "help");
    let leaves = commands.flat_map(|one| match one.has_subcommands() {
        true => each_command(one),
        false => vec![one],
    });
    leaves.collect()
}

/// What one command is for, and its options.
fn section(one: &Command) -> io::Result<String> {
    let mut options = Vec::new();
    Man::new(one.clone()).render_options_section(&mut options)?;
    let lines = String::from_utf8_lossy(&options);
    // Its own preamble is that of the page.
    let lines = lines
        .lines()
        .filter(|line| !line.starts_with(".ie") && !line.starts_with(".el"));
    let options = lines.map(|line| match line.trim_end() {
        ".SH OPTIONS" => ".SS Options",
        ".SH ARGUMENTS" => ".SS Arguments",
        other => other,
    });
    let options = options.collect::<Vec<_>>().join("\n");
    let named = one.get_bin_name().unwrap_or_else(|| one.get_name());
    let about = one.get_about().map(ToString::to_string).unwrap_or_default();
    Ok(format!(".SH \"{named}\"\n{about}\n{options}\n"))
}
