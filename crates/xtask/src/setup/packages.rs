//! Debian's packages: what is asked for, what is missing, and how it gets installed.

use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::Stdio;

use crate::failure::Failure;
use crate::process;
use crate::steps::Outcome;

/// The name of a Debian package.
pub type Package = &'static str;

/// What building needs: OpenSSL for SQLCipher is compiled with make and perl, the window is WebKitGTK.
pub const BUILD: &[Package] = &["build-essential", "perl", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// What a window without a display needs: a screen, a session bus, a driver, real key events, and other readers of its reports
/// and workbooks. (`setxkbmap` comes with x11-xkb-utils.)
pub const WINDOW: &[Package] = &[
    "xvfb",
    "x11-xkb-utils",
    "dbus-daemon",
    "webkit2gtk-driver",
    "xdotool",
    "poppler-utils",
    "libreoffice-calc-nogui",
];

/// What the store's tests start, each time anew.
pub const DATABASE: &[Package] = &["postgresql"];

/// What the tools written in Python need.
pub const PYTHON: &[Package] = &["python3-venv"];

/// Installs those of `wanted` that are missing.
///
/// # Errors
/// When something is missing and neither root nor sudo without a password is at hand: the failure holds the line to run.
pub fn install(wanted: &[Package]) -> Result<Outcome, Failure> {
    let Some(present) = installed(wanted) else {
        println!("This is not Debian: the equivalents of these packages are taken to be present:");
        println!("  {}", wanted.join(" "));
        return Ok(Outcome::AlreadyDone);
    };
    let missing = missing(wanted, &present);
    if missing.is_empty() {
        return Ok(Outcome::AlreadyDone);
    }
    println!("Missing: {}", missing.join(" "));
    let Some(prefix) = privilege() else {
        return Err(by_hand(&missing));
    };
    for step in installation(&missing) {
        let words: Vec<&str> = prefix.iter().copied().chain(step).collect();
        let mut command = process::program(words[0], Path::new("/"));
        process::run(command.args(&words[1..]))
            .map_err(|failure| Failure::Machine(format!("{failure}\n{}", by_hand(&missing))))?;
    }
    Ok(Outcome::Done)
}

/// The packages of `wanted` that dpkg holds whole; none where there is no dpkg.
fn installed(wanted: &[Package]) -> Option<HashSet<String>> {
    let mut query = process::program("dpkg-query", Path::new("/"));
    query
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(wanted);
    // dpkg-query ends badly when it does not know one of the names, which is what is being asked.
    let output = query.output().ok()?;
    Some(parse_query(&String::from_utf8_lossy(&output.stdout)))
}

fn parse_query(text: &str) -> HashSet<String> {
    let whole = |line: &str| line.strip_suffix(" installed").map(str::to_owned);
    text.lines().filter_map(whole).collect()
}

fn missing(wanted: &[Package], present: &HashSet<String>) -> Vec<Package> {
    wanted
        .iter()
        .copied()
        .filter(|name| !present.contains(*name))
        .collect()
}

/// What to put before a command that only root may run; none when that is not possible. A person at a terminal may be
/// asked for a password, a script never.
fn privilege() -> Option<&'static [&'static str]> {
    let mut identity = process::program("id", Path::new("/"));
    let user = process::output_of(identity.arg("-u")).unwrap_or_default();
    if user.trim() == "0" {
        return Some(&["env", "DEBIAN_FRONTEND=noninteractive"]);
    }
    let mut sudo = process::program("sudo", Path::new("/"));
    if process::succeeds(sudo.args(["-n", "true"])) {
        return Some(&["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]);
    }
    let mut asking = process::program("sudo", Path::new("/"));
    asking.arg("-v").stdin(Stdio::inherit());
    (io::stdin().is_terminal() && process::run(&mut asking).is_ok()).then_some(&[
        "sudo",
        "env",
        "DEBIAN_FRONTEND=noninteractive",
    ])
}

/// The first command finishes an installation that was cut short.
fn installation<'a>(missing: &[&'a str]) -> [Vec<&'a str>; 3] {
    let mut install = vec!["apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "-y"];
    install.push("--no-install-recommends");
    install.extend_from_slice(missing);
    [
        vec!["dpkg", "--configure", "-a"],
        vec!["apt-get", "update"],
        install,
    ]
}

fn by_hand(missing: &[&str]) -> Failure {
    let line = format!(
        "apt-get update && apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    Failure::Machine(format!(
        "Il manque des paquets du système. Lancez cette ligne en root, puis recommencez :\n\
         System packages are missing. Run this line as root, then start again:\n\n    {line}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_half_installed_or_removed_is_missing() {
        let text = "perl installed\nxvfb half-configured\nxdotool config-files\n";
        let present = parse_query(text);
        assert_eq!(
            missing(&["perl", "xvfb", "xdotool", "gone"], &present),
            ["xvfb", "xdotool", "gone"]
        );
    }

    #[test]
    fn the_line_to_run_names_each_missing_package_in_both_languages() {
        let text = by_hand(&["xvfb", "perl"]).to_string();
        assert!(text.contains("--no-install-recommends xvfb perl\n"));
        assert!(text.contains("Lancez cette ligne en root") && text.contains("Run this line as root"));
    }

    #[test]
    fn an_installation_cut_short_is_finished_first() {
        let [repair, update, install] = installation(&["xvfb"]);
        assert_eq!(repair, ["dpkg", "--configure", "-a"]);
        assert_eq!(update, ["apt-get", "update"]);
        assert_eq!(install.last(), Some(&"xvfb"));
    }
}
