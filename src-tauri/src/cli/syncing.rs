//! `carnet enrol`, `carnet sync`, `carnet academie …`: on a notebook that is closed, in a folder that is named.

use std::fs;
use std::path::Path;

use app::problem::Fault;
use app::tools::{self, FoundRequest, InviteWords, JoinRequest, RecoverRequest, Verdict};
use clap::ArgMatches;

use super::notebooks::{desktop_at, named, on_notebook, typed};
use super::text;

/// Takes an invitation, and syncs once.
pub(super) fn enrol(matches: &ArgMatches) -> Result<Verdict, Fault> {
    on_notebook(matches, |folder, passphrase| {
        let file = named(matches, "invitation-file");
        let invitation = match text(matches, "invitation") {
            Some(text) => text.to_owned(),
            None => fs::read_to_string(file).map_err(|error| Fault::unread(file, error))?,
        };
        let request = JoinRequest {
            invitation,
            authority: absolute(named(matches, "authority")),
            proxy: text(matches, "proxy").unwrap_or_default().to_owned(),
        };
        tools::enrol(desktop_at(folder), passphrase, request)
    })
}

/// Syncs once.
pub(super) fn sync(matches: &ArgMatches) -> Result<Verdict, Fault> {
    on_notebook(matches, |folder, passphrase| {
        tools::sync(desktop_at(folder), passphrase)
    })
}

/// Makes a notebook anew in a folder without any; the new passphrase is asked as any.
pub(super) fn recover(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let read = |option| {
        let file = named(matches, option);
        fs::read_to_string(file).map_err(|error| Fault::unread(file, error))
    };
    let request = RecoverRequest {
        invitation: read("invitation-file")?,
        code: read("recovery-code-file")?.trim().to_owned(),
        passphrase: typed(matches)?,
        authority: absolute(named(matches, "authority")),
        proxy: text(matches, "proxy").unwrap_or_default().to_owned(),
    };
    tools::recover(desktop_at(named(matches, "into")), request)
}

/// Carries out a command of the group `academie`.
pub(super) fn academie(group: &ArgMatches) -> Result<Verdict, Fault> {
    let (name, matches) = group.subcommand().unwrap_or(("", group));
    on_notebook(matches, |folder, passphrase| {
        let (host, word) = (desktop_at(folder), |option| {
            text(matches, option).unwrap_or_default()
        });
        match name {
            "init" => {
                let request = FoundRequest {
                    url: word("store").to_owned(),
                    authority: absolute(named(matches, "authority")),
                    proxy: word("proxy").to_owned(),
                };
                tools::found_academie(host, passphrase, &request, named(matches, "root-public-key"))
            }
            "identity" => tools::identity(host, passphrase),
            "keeper" => {
                let who = (word("identity"), word("fingerprint"));
                tools::name_keeper(host, passphrase, who, named(matches, "out"))
            }
            "root" => tools::keep_root(host, passphrase, named(matches, "from")),
            "vault" => tools::make_vault(host, passphrase, word("circle")),
            "invite" => tools::invite(host, passphrase, &invited(matches)),
            "revoke" => tools::revoke(host, passphrase, text(matches, "device"), text(matches, "author")),
            _ => Err(Fault::misused("")),
        }
    })
}

fn invited(matches: &ArgMatches) -> InviteWords {
    let word = |option| text(matches, option).unwrap_or_default().to_owned();
    let scopes = matches.get_many::<String>("scope").into_iter().flatten();
    InviteWords {
        person: word("person"),
        role: word("role"),
        scopes: scopes.cloned().collect(),
        until: word("until"),
        expires: word("expires"),
    }
}

/// A path from where one stands; empty where none was given.
fn absolute(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        return String::new();
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.display().to_string()
}
