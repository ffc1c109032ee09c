//! What the program says of itself, and of what it does not understand.

use insta::assert_snapshot;
use serde_json::json;

use super::{ACCEPTED, FAULT, codes, messages, run, verdict};

#[test]
fn each_command_explains_itself_in_french() {
    let asked: [&[&str]; 9] = [
        &[],
        &["grid"],
        &["grid", "check"],
        &["directory"],
        &["directory", "check"],
        &["notebook"],
        &["notebook", "check"],
        &["report"],
        &["verify"],
    ];
    let told = asked.map(|words| {
        let ran = run(&[words, &["--help"]].concat());
        assert_eq!((ran.code, ran.faults.as_str()), (ACCEPTED, ""));
        format!("$ carnet {} --help\n\n{}", words.join(" "), ran.out)
    });
    assert_snapshot!(told.join("\n"));
}

#[test]
fn help_may_be_asked_for_by_its_word() {
    for words in [&[][..], &["notebook"], &["notebook", "restore"]] {
        let (asked, meant) = ([&["help"], words].concat(), [words, &["--help"]].concat());
        let (asked, meant) = (run(&asked), run(&meant));
        assert_eq!((asked.code, asked.out), (ACCEPTED, meant.out));
    }
}

#[test]
fn what_is_not_understood_is_a_fault_told_in_french() {
    let typed: [&[&str]; 8] = [
        &["corriger"],
        &["grid"],
        &["grid", "check"],
        &["grid", "check", "a.json", "b.json"],
        &["verify", "a.json", "--signe", "x"],
        &["report", "a.json"],
        &["report", "a.json", "--out", "a.pdf", "--out-dir", "."],
        &["report", "a.json", "--out"],
    ];
    let told = typed.map(|words| {
        let ran = run(words);
        assert_eq!((ran.code, ran.out.as_str()), (FAULT, ""), "{words:?}");
        format!("$ carnet {}\n{}", words.join(" "), ran.faults)
    });
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_a_fault_that_names_it() {
    for command in [&["grid", "check"][..], &["directory", "check"], &["verify"]] {
        let ran = run(&[command, &["absent.json"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (FAULT, ""));
        assert_eq!(
            ran.faults,
            "carnet\u{a0}: «\u{a0}absent.json\u{a0}» ne se lit pas\u{a0}: ce fichier ou ce dossier n’existe pas.\n"
        );
        let folder = run(&[command, &["."]].concat());
        assert_eq!(folder.code, FAULT);
        assert!(folder.faults.contains("c’est un dossier"), "{folder:?}");
    }
}

#[test]
fn a_fault_is_told_in_json_where_json_is_asked_for() {
    for command in [&["grid", "check"][..], &["directory", "check"], &["verify"]] {
        let ran = run(&[command, &["absent.json", "--json"]].concat());
        let told = verdict(&ran);
        assert_eq!((ran.code, &told["accepted"]), (FAULT, &json!(false)));
        assert_eq!(codes(&told), ["app.file_unread"]);
        assert_eq!(told["problems"][0]["at"], "absent.json");
    }
    let misused = run(&["verify", "a.json", "--signe", "x", "--json"]);
    let told = verdict(&misused);
    assert_eq!((misused.code, codes(&told)), (FAULT, vec!["app.usage"]));
    assert!(messages(&told).contains("--signe"));
}

#[test]
fn without_a_display_the_window_is_refused_in_french() {
    let ran = run(&[]);
    assert_eq!(ran.code, FAULT);
    assert!(ran.faults.contains("Il n’y a pas d’écran"), "{ran:?}");
}
