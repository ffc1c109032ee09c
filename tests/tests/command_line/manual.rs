//! `carnet completions`, `carnet man`.

use super::{ACCEPTED, FAULT, run};

#[test]
fn each_shell_is_told_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, ACCEPTED, "{shell}");
        for command in ["grid", "directory", "notebook", "report", "verify"] {
            assert!(ran.out.contains(command), "{shell} does not know {command}");
        }
    }
    assert_eq!(run(&["completions", "csh"]).code, FAULT);
}

#[test]
fn the_page_of_the_manual_is_in_french() {
    let ran = run(&["man"]);
    assert_eq!(ran.code, ACCEPTED);
    assert!(
        ran.out.starts_with(".ie") || ran.out.contains(".TH carnet"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("observer les usages du num"));
    assert!(ran.out.contains(".SH SYNOPSIS") && ran.out.contains("CODES DE SORTIE"));
    let restore = ran
        .out
        .split(".SH")
        .find(|part| part.contains("carnet notebook restore"));
    assert!(
        restore.is_some_and(|part| part.contains("passphrase")),
        "{}",
        ran.out
    );
    for foreign in ["OPTIONS", "EXTRA", "NAME", "(1)\n.TP"] {
        assert!(!ran.out.contains(foreign), "{foreign}: {}", ran.out);
    }
}
