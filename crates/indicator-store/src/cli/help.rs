//! What `--help` says, and what is said of a command that is not understood: in French, as clap does not.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::CommandLine;
use crate::error::StoreError;

const TEMPLATE: &str = "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";
const OPTIONS: &str = "Options\u{a0}";

/// What was typed: a command, or a text that answers at once.
pub enum Typed {
    /// A command to carry out.
    Asked(Box<CommandLine>),
    /// The help or the version that was asked for.
    Said(String),
}

/// Reads what was typed.
///
/// # Errors
/// When it is not understood; the word to blame is told.
pub fn typed(words: impl IntoIterator<Item = OsString>) -> Result<Typed, StoreError> {
    let read = command().try_get_matches_from(words);
    let read = read.and_then(|matches| CommandLine::from_arg_matches(&matches));
    match read {
        Ok(asked) => Ok(Typed::Asked(Box::new(asked))),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Typed::Said(error.render().to_string())),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
                Err(StoreError::NoCommand)
            }
            _ => Err(StoreError::Misused(word_to_blame(&error))),
        },
    }
}

fn word_to_blame(error: &clap::Error) -> String {
    let named = error.context().find_map(|(_, value)| match value {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    });
    named.unwrap_or_default()
}

/// Every command, with its help in French.
fn command() -> Command {
    let version = Arg::new("version").long("version").action(ArgAction::Version);
    let version = version.help("Affiche la version").help_heading(OPTIONS);
    in_french(CommandLine::command()).arg(version)
}

fn in_french(command: Command) -> Command {
    let inner: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help);
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Commandes\u{a0}")
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(told)
        .arg(help.help("Affiche cette aide").help_heading(OPTIONS));
    inner
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, in_french))
}

/// An argument under a French heading, with the variable of the environment that gives it.
fn told(arg: Arg) -> Arg {
    let heading = if arg.is_positional() {
        "Arguments\u{a0}"
    } else {
        OPTIONS
    };
    let variable = arg.get_env().map(|name| name.to_string_lossy().into_owned());
    let help = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    let takes_values = arg.get_action().takes_values();
    let arg = arg.help_heading(heading).hide_env(true);
    let arg = if takes_values {
        arg.hide_possible_values(true)
    } else {
        arg
    };
    match variable {
        Some(variable) => arg.help(format!("{help} [environnement\u{a0}: {variable}]")),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn said(words: &[&str]) -> String {
        let words = [&["indicator-store"], words, &["--help"]].concat();
        match typed(words.into_iter().map(OsString::from)).unwrap() {
            Typed::Said(text) => text,
            Typed::Asked(asked) => panic!("{asked:?}"),
        }
    }

    #[test]
    fn each_command_explains_itself_in_french() {
        let asked: [&[&str]; 6] = [
            &[],
            &["serve"],
            &["academie", "create"],
            &["device"],
            &["restore"],
            &["release", "show"],
        ];
        let told = asked.map(|words| format!("$ indicator-store {}\n\n{}", words.join(" "), said(words)));
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn no_word_of_clap_s_own_is_left() {
        let mut all = vec![command()];
        while let Some(one) = all.pop() {
            let text = one.clone().render_long_help().to_string();
            for english in [
                "Usage:",
                "Commands:",
                "Options:",
                "Print",
                "default:",
                "possible values",
            ] {
                assert!(!text.contains(english), "{english}: {text}");
            }
            all.extend(one.get_subcommands().cloned());
        }
    }

    #[test]
    fn what_is_not_understood_is_told_in_french() {
        for (words, blamed) in [
            (&["serv"][..], "serv"),
            (&["serve", "--dato", "x"], "--dato"),
            (&["serve", "--listen", "ici"], "--listen"),
        ] {
            let words = [&["indicator-store"], words].concat();
            let refused = typed(words.into_iter().map(OsString::from))
                .err()
                .unwrap()
                .to_string();
            assert!(
                refused.contains(blamed) && refused.contains("n’est pas compris"),
                "{refused}"
            );
        }
    }
}
