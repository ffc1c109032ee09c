//! `carnet verify`.

use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use tempfile::tempdir;
use whole_product::story::{Story, text};

use super::{ACCEPTED, FAULT, GOLDEN, REFUSED, codes, golden, messages, run, shipped, verdict, written};

fn signer_of(told: &Value) -> String {
    text(&told["signers"][0])
}

#[test]
fn an_exported_visit_is_intact_and_its_signer_known_or_not() {
    let folder = tempdir().unwrap();
    let export = |seed| Story::sealed(seed).unwrap().exported().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", export(63));
    let other = written(folder.path(), "autre.carnet.json", export(64));
    let ran = run(&["verify", &visit, "--json"]);
    let told = verdict(&ran);
    assert_eq!(
        (ran.code, &told["intact"], &told["signer"]),
        (ACCEPTED, &json!(true), &json!("unknown"))
    );
    let signer = signer_of(&told).to_uppercase();
    let known = run(&["verify", &visit, "--signer", &signer, "--json"]);
    assert_eq!(
        (known.code, &verdict(&known)["signer"]),
        (ACCEPTED, &json!("known"))
    );
    let stranger = run(&["verify", &other, "--signer", &signer, "--json"]);
    let told = verdict(&stranger);
    assert_eq!(
        (stranger.code, &told["intact"], &told["signer"]),
        (REFUSED, &json!(true), &json!("other"))
    );
    assert_eq!(codes(&told), vec!["app.signer_other"]);
}

#[test]
fn a_signer_that_is_no_fingerprint_is_a_misuse_that_shows_the_form() {
    let misused = run(&["verify", "absent.json", "--signer", "quelqu’un", "--json"]);
    let told = verdict(&misused);
    assert_eq!((misused.code, codes(&told)), (FAULT, vec!["app.fingerprint"]));
    assert_eq!(told["problems"][0]["at"], "--signer");
    let message = messages(&told);
    assert!(message.contains("quelqu’un") && message.contains("64 chiffres et lettres de a à f"));
    let in_words = run(&["verify", "absent.json", "--signer", "quelqu’un"]);
    assert_eq!((in_words.code, in_words.out.as_str()), (FAULT, ""));
    assert!(in_words.faults.contains(&message));
}

#[test]
fn what_is_no_exported_visit_is_said_to_be_what_it_looks_like() {
    let folder = tempdir().unwrap();
    let grid = std::fs::read(shipped("assets/grids/tour-d-ecole.json")).unwrap();
    let csv = fictitious::csv(&fictitious::schools(20, 5), Columns::Of2026, &[]);
    let others: [(Vec<u8>, &str, &str); 7] = [
        (grid, "app.not_a_visit", "c’est une grille"),
        (csv, "app.not_a_visit", "c’est un annuaire des établissements"),
        (b"%PDF-1.7\n".into(), "app.not_a_visit", "c’est un document PDF"),
        (
            b"{\"format\":\"carnet/facts/1\"}".into(),
            "visit_file.other_format",
            "carnet/facts/1",
        ),
        (
            b"{\"a\":1}".into(),
            "visit_file.not_a_visit_file",
            "«\u{a0}format\u{a0}» manque",
        ),
        (
            b"nom;commune\n".into(),
            "visit_file.not_a_visit_file",
            "ce n’est pas du JSON",
        ),
        (b" ".into(), "visit_file.not_a_visit_file", "il n’y a rien à lire"),
    ];
    for (bytes, code, words) in others {
        let path = written(folder.path(), "autre.json", bytes);
        let pdf = folder.path().join("x.pdf").display().to_string();
        for ran in [
            run(&["verify", &path, "--json"]),
            run(&["report", &path, "--out", &pdf, "--json"]),
        ] {
            let told = verdict(&ran);
            assert_eq!((ran.code, codes(&told)), (REFUSED, vec![code]));
            let message = messages(&told);
            assert!(
                message.contains(words) && message.contains("Exporter la visite"),
                "{message}"
            );
            assert!(!message.contains("mettez Carnet à jour"), "{message}");
        }
    }
}

#[test]
fn a_misshapen_visit_is_told_with_its_place_and_its_cause() {
    let folder = tempdir().unwrap();
    let lines: Vec<&str> = GOLDEN.lines().take(4).collect();
    let without_hash = golden(|file| {
        drop(
            file["revisions"][0]["record"]
                .as_object_mut()
                .unwrap()
                .remove("sha256"),
        );
    });
    let cases = [
        (lines.join("\n"), "", "le texte s’arrête avant la fin"),
        (without_hash, "revisions[0].record", "«\u{a0}sha256\u{a0}» manque"),
        (
            golden(|file| file["grids"][0] = json!(3)),
            "grids[0]",
            "nature attendue",
        ),
        (
            golden(|file| file["revisions"][1]["record"]["revision"] = json!("deux")),
            "revisions[1].record.revision",
            "nature attendue",
        ),
    ];
    for (file, at, words) in cases {
        let path = written(folder.path(), "visite.carnet.json", file);
        let ran = run(&["verify", &path, "--json"]);
        let told = verdict(&ran);
        assert_eq!((ran.code, &told["problems"][0]["at"]), (REFUSED, &json!(at)));
        assert!(messages(&told).contains(words), "{told}");
    }
}

#[test]
fn a_document_of_another_shape_is_told_with_its_cause() {
    let folder = tempdir().unwrap();
    let file = golden(|file| file["revisions"][1]["document"] = json!("{\"format\":\"carnet/visit/1\"}"));
    let path = written(folder.path(), "visite.carnet.json", file);
    let ran = run(&["verify", &path, "--json"]);
    let told = verdict(&ran);
    assert_eq!(ran.code, REFUSED);
    assert!(codes(&told).contains(&"record.document_unreadable"), "{told}");
    assert!(messages(&told).contains("\u{a0}» manque"), "{told}");
}

#[test]
fn a_revision_that_is_missing_is_told_and_a_later_one_is_said_to_be_beyond_the_file() {
    let folder = tempdir().unwrap();
    let without = |rank: usize| {
        let file = golden(|file| drop(file["revisions"].as_array_mut().unwrap().remove(rank)));
        written(folder.path(), "visite.carnet.json", file)
    };
    let later = "s’il existe un rectificatif plus récent";
    let first_missing = without(0);
    let ran = run(&["verify", &first_missing, "--json"]);
    assert_eq!(
        (ran.code, codes(&verdict(&ran))),
        (REFUSED, vec!["record.parent_unknown"])
    );
    assert!(!run(&["verify", &first_missing]).out.contains(later));
    let last_missing = without(1);
    let ran = run(&["verify", &last_missing, "--json"]);
    let told = verdict(&ran);
    assert_eq!((ran.code, &told["last_revision"]), (ACCEPTED, &json!(1)));
    assert!(!ran.out.contains(later), "{}", ran.out);
    assert!(run(&["verify", &last_missing]).out.contains(later));
}

#[test]
fn a_changed_visit_is_not_intact_and_gives_no_report() {
    let folder = tempdir().unwrap();
    let export = String::from_utf8(Story::sealed(65).unwrap().exported().unwrap()).unwrap();
    let changed = export.replacen("La consigne est reformulée.", "La consigne est répétée.", 1);
    assert_ne!(export, changed);
    let visit = written(folder.path(), "visite.carnet.json", changed);
    let ran = run(&["verify", &visit, "--json"]);
    assert_eq!((ran.code, &verdict(&ran)["intact"]), (REFUSED, &json!(false)));
    let pdf = folder.path().join("x.pdf");
    let report = run(&["report", &visit, "--out", &pdf.display().to_string(), "--json"]);
    assert_eq!(
        (report.code, codes(&verdict(&report)).is_empty()),
        (REFUSED, false)
    );
    assert!(!pdf.exists());
}

#[test]
fn without_json_the_verdict_is_in_words() {
    let folder = tempdir().unwrap();
    let visit = written(
        folder.path(),
        "visite.carnet.json",
        Story::sealed(67).unwrap().exported().unwrap(),
    );
    let ran = run(&["verify", &visit]);
    assert_eq!(ran.code, ACCEPTED);
    for words in ["Accepté\n", "Intact\u{a0}: oui\n", "Révisions\u{a0}: 1\n"] {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
}
