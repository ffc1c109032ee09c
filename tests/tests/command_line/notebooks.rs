//! `carnet notebook check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::tempdir;
use whole_product::carnet::carnet;
use whole_product::machine::{Machine, PASSPHRASE};
use whole_product::story::Story;

use super::{ACCEPTED, FAULT, REFUSED, codes, messages, run, verdict, written};

/// A closed notebook with one sealed visit, in `folder`.
fn notebook(folder: &Path) -> String {
    let story = Story::planned_on(Machine::in_folder(folder, 61), 61).unwrap();
    story.observe().unwrap();
    story.seal("").unwrap();
    story.ask("lock", json!({})).unwrap();
    folder.join("carnet").display().to_string()
}

fn content(folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn a_sound_notebook_is_accepted_counted_and_left_as_it_was() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let before = content(&notebook);
    let typed = carnet(
        &["notebook", "check", &notebook, "--json"],
        &format!("{PASSPHRASE}\n"),
    )
    .unwrap();
    let told = verdict(&typed);
    assert_eq!((typed.code, &told["problems"]), (ACCEPTED, &json!([])));
    assert_eq!((&told["visit"], &told["grid"].as_u64()), (&json!(1), &Some(5)));
    let secret = written(folder.path(), "phrase.txt", PASSPHRASE);
    let by_file = run(&[
        "notebook",
        "check",
        &notebook,
        "--passphrase-file",
        &secret,
        "--json",
    ]);
    assert_eq!(verdict(&by_file), told);
    assert_eq!(content(&notebook), before);
}

#[test]
fn a_notebook_without_its_keys_is_said_to_be_one() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    std::fs::remove_file(Path::new(&notebook).join("notebook.keys")).unwrap();
    let refused = carnet(&["notebook", "check", &notebook, "--json"], PASSPHRASE).unwrap();
    assert_eq!(
        (refused.code, codes(&verdict(&refused))),
        (REFUSED, vec!["app.keys_missing"])
    );
}

#[test]
fn a_wrong_passphrase_or_another_folder_is_refused() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let wrong = carnet(&["notebook", "check", &notebook, "--json"], "une autre phrase").unwrap();
    assert_eq!(
        (wrong.code, codes(&verdict(&wrong))),
        (REFUSED, vec!["keys.wrong_passphrase"])
    );
    let elsewhere = folder.path().display().to_string();
    let none = carnet(&["notebook", "check", &elsewhere, "--json"], PASSPHRASE).unwrap();
    assert_eq!(
        (none.code, codes(&verdict(&none))),
        (REFUSED, vec!["app.no_notebook"])
    );
}

#[test]
fn a_notebook_that_is_open_elsewhere_is_left_to_it() {
    let folder = tempdir().unwrap();
    let story = Story::planned_on(Machine::in_folder(folder.path(), 68), 68).unwrap();
    let open = folder.path().join("carnet").display().to_string();
    let ran = carnet(&["notebook", "check", &open, "--json"], PASSPHRASE).unwrap();
    assert_eq!(
        (ran.code, codes(&verdict(&ran))),
        (REFUSED, vec!["notebook.in_use"])
    );
    story.observe().unwrap();
}

#[test]
fn a_damaged_notebook_is_refused() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let database = content(&notebook)
        .into_iter()
        .max_by_key(|(_, bytes)| bytes.len());
    let (path, mut bytes) = database.unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
    let ran = carnet(&["notebook", "check", &notebook, "--json"], PASSPHRASE).unwrap();
    assert_eq!((ran.code, codes(&verdict(&ran)).is_empty()), (REFUSED, false));
}

#[test]
fn a_file_an_absent_folder_and_one_without_a_notebook_are_told_apart() {
    let folder = tempdir().unwrap();
    let file = written(folder.path(), "fichier.txt", "");
    let within = |name: &str| folder.path().join(name).display().to_string();
    let cases = [
        (within("fichier.txt/carnet"), "app.folder_absent", "n’existe pas"),
        (within("absent"), "app.folder_absent", "n’existe pas"),
        (within(""), "app.no_notebook", "pas de carnet"),
        (file, "app.folder_is_file", "est un fichier"),
    ];
    for (path, code, words) in cases {
        let ran = run(&["notebook", "check", &path, "--json"]);
        let told = verdict(&ran);
        assert_eq!((ran.code, codes(&told)), (REFUSED, vec![code]), "{path}");
        assert!(messages(&told).contains(words), "{told}");
    }
}

#[test]
fn keys_that_cannot_be_read_are_a_refusal_or_a_fault_told_in_french() {
    let folder = tempdir().unwrap();
    let path = folder.path().display().to_string();
    let keys = written(folder.path(), "notebook.keys", "{\"format\": ");
    let cut = run(&["notebook", "check", &path, "--json"]);
    let told = verdict(&cut);
    assert_eq!((cut.code, codes(&told)), (REFUSED, vec!["keys.not_a_keys_file"]));
    assert!(
        messages(&told).contains("ligne 1, colonne 11\u{a0}: le texte s’arrête avant la fin"),
        "{told}"
    );
    std::fs::remove_file(&keys).unwrap();
    std::fs::create_dir(&keys).unwrap();
    let no_file = run(&["notebook", "check", &path, "--json"]);
    let told = verdict(&no_file);
    assert_eq!((no_file.code, codes(&told)), (FAULT, vec!["keys.storage"]));
    assert!(messages(&told).contains("c’est un dossier"), "{told}");
}

#[test]
fn a_backup_is_made_compared_and_put_back() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let key = folder.path().join("cle").display().to_string();
    std::fs::create_dir(&key).unwrap();
    let made = carnet(
        &["notebook", "backup", &notebook, "--out", &key, "--json"],
        PASSPHRASE,
    )
    .unwrap();
    let told = verdict(&made);
    assert_eq!((made.code, &told["visit"]), (ACCEPTED, &json!(1)), "{told}");
    let backup = told["backup"].as_str().unwrap();
    let compare = [
        "notebook",
        "restore",
        backup,
        "--into",
        &notebook,
        "--dry-run",
        "--json",
    ];
    let before = content(&notebook);
    let compared = verdict(&carnet(&compare, PASSPHRASE).unwrap());
    assert_eq!(content(&notebook), before);
    assert_eq!((&compared["same"], &compared["lost"]), (&json!(1), &json!(0)));
    let elsewhere = folder.path().join("neuf").display().to_string();
    let mut brought = compare;
    brought[4] = &elsewhere;
    let brought = verdict(&carnet(&brought, PASSPHRASE).unwrap());
    assert_eq!(
        (&brought["accepted"], &brought["returned"]),
        (&json!(true), &json!(1))
    );
    assert!(!Path::new(&elsewhere).exists());
    let restored = carnet(
        &["notebook", "restore", backup, "--into", &elsewhere, "--json"],
        PASSPHRASE,
    )
    .unwrap();
    assert_eq!(
        (restored.code, codes(&verdict(&restored))),
        (ACCEPTED, vec!["app.restored"])
    );
    let again = carnet(
        &["notebook", "restore", backup, "--into", &notebook, "--json"],
        PASSPHRASE,
    )
    .unwrap();
    assert_eq!(
        (again.code, codes(&verdict(&again))),
        (ACCEPTED, vec!["app.restored_set_aside"])
    );
    let over_itself = ["notebook", "restore", backup, "--into", backup, "--json"];
    let over_itself = carnet(&over_itself, PASSPHRASE).unwrap();
    assert_eq!(
        (over_itself.code, codes(&verdict(&over_itself))),
        (REFUSED, vec!["app.backup_over_itself"])
    );
    let entries = std::fs::read_dir(&notebook).unwrap();
    let aside = entries
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir());
    let aside = aside.unwrap().display().to_string();
    for sound in [&elsewhere, &notebook, &aside] {
        let checked = carnet(&["notebook", "check", sound, "--json"], PASSPHRASE).unwrap();
        assert_eq!((checked.code, &verdict(&checked)["visit"]), (ACCEPTED, &json!(1)));
    }
}

#[test]
fn a_damaged_notebook_is_recovered_and_a_sound_one_left_alone() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let recover = ["notebook", "recover", &notebook, "--json"];
    let before = content(&notebook);
    let sound = carnet(&recover, PASSPHRASE).unwrap();
    assert_eq!(
        (sound.code, codes(&verdict(&sound))),
        (REFUSED, vec!["app.nothing_to_recover"])
    );
    assert_eq!(content(&notebook), before);
    let file = Path::new(&notebook).join("notebook.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let elsewhere = tempdir().unwrap();
    let elsewhere = elsewhere.path().display().to_string();
    for unable in [
        vec!["notebook", "upgrade", &notebook, "--json"],
        vec!["notebook", "backup", &notebook, "--out", &elsewhere, "--json"],
    ] {
        let damaged = carnet(&unable, PASSPHRASE).unwrap();
        assert_eq!(
            (damaged.code, codes(&verdict(&damaged))),
            (REFUSED, vec!["notebook.corrupt"]),
            "{unable:?}"
        );
    }
    let recovered = carnet(&recover, PASSPHRASE).unwrap();
    let told = verdict(&recovered);
    assert_eq!(
        (recovered.code, codes(&told)[0]),
        (ACCEPTED, "notebook.set_aside"),
        "{told}"
    );
    let checked = carnet(&["notebook", "check", &notebook, "--json"], PASSPHRASE).unwrap();
    assert_eq!(checked.code, ACCEPTED);
}

#[test]
fn a_damaged_notebook_is_not_rescued_by_who_only_reads_it() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let file = Path::new(&notebook).join("notebook.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let before = content(&notebook);
    let out = folder.path().join("remise").display().to_string();
    let id = "00000000-0000-0000-0000-000000000001";
    let command = [
        "dossier",
        "--notebook",
        &notebook,
        "--teacher",
        id,
        "--out",
        &out,
        "--json",
    ];
    let ran = carnet(&command, PASSPHRASE).unwrap();
    assert_ne!(ran.code, ACCEPTED);
    assert_eq!(content(&notebook), before);
}

#[test]
fn a_notebook_of_a_former_schema_is_brought_to_this_one() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let upgraded = carnet(&["notebook", "upgrade", &notebook, "--json"], PASSPHRASE).unwrap();
    let told = verdict(&upgraded);
    assert_eq!(
        (upgraded.code, &told["schema_before"]),
        (ACCEPTED, &told["schema_after"])
    );
}

#[test]
fn all_that_is_held_of_a_person_is_written_once() {
    let folder = tempdir().unwrap();
    let story = Story::planned_on(Machine::in_folder(folder.path(), 69), 69).unwrap();
    let namesake =
        json!({ "id": null, "family_name": "Hoarau", "given_name": "Luc", "function": "", "mail": "" });
    story.ask("save_teacher", namesake).unwrap();
    story.ask("lock", json!({})).unwrap();
    let notebook = folder.path().join("carnet").display().to_string();
    let out = folder.path().join("remise").display().to_string();
    let command = [
        "dossier",
        "--notebook",
        &notebook,
        "--teacher",
        &story.teacher,
        "--out",
        &out,
        "--json",
    ];
    let before = content(&notebook);
    let written = carnet(&command, PASSPHRASE).unwrap();
    assert_eq!(written.code, ACCEPTED, "{} {}", written.out, written.faults);
    assert_eq!(content(&notebook), before);
    let files: Vec<PathBuf> = content(&out).into_keys().collect();
    let names: Vec<&str> = files
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        .collect();
    assert_eq!(
        names,
        [
            "Dossier de Delphine Hoarau.json",
            "Dossier de Delphine Hoarau.pdf"
        ]
    );
    let asked = |whom: &str| {
        let command = [
            "dossier",
            "--notebook",
            &notebook,
            "--teacher",
            whom,
            "--out",
            &out,
            "--force",
            "--json",
        ];
        let ran = carnet(&command, PASSPHRASE).unwrap();
        (
            ran.code,
            codes(&verdict(&ran)).first().copied().map(str::to_owned),
        )
    };
    assert_eq!(asked("delphine hoarau"), (ACCEPTED, None));
    assert_eq!(asked("Hoarau"), (REFUSED, Some("app.teacher_named".to_owned())));
    // Neither a part of a name nor the name of a school is a person's.
    for nobody in ["delph", "école", "xyz", "00000000-0000-4000-8000-000000000000"] {
        assert_eq!(asked(nobody), (REFUSED, Some("app.teacher_unknown".to_owned())));
    }
}

#[test]
fn a_backup_goes_where_it_survives_the_notebook_and_into_no_folder_that_is_not_there() {
    let folder = tempdir().unwrap();
    let notebook = notebook(folder.path());
    let before = content(&notebook);
    let to = |out: &str| {
        carnet(
            &["notebook", "backup", &notebook, "--out", out, "--json"],
            PASSPHRASE,
        )
        .unwrap()
    };
    let within = to(&notebook);
    assert_eq!(
        (within.code, codes(&verdict(&within))),
        (REFUSED, vec!["app.backup_in_notebook"])
    );
    let absent = folder.path().join("clé USB");
    let away = to(&absent.display().to_string());
    assert_eq!(
        (away.code, codes(&verdict(&away))),
        (REFUSED, vec!["app.folder_absent"])
    );
    assert!(!absent.exists() && content(&notebook) == before);
    let restore = [
        "notebook",
        "restore",
        &absent.display().to_string(),
        "--into",
        &notebook,
        "--json",
    ];
    let restored = carnet(&restore, PASSPHRASE).unwrap();
    assert_eq!(
        (restored.code, codes(&verdict(&restored))),
        (REFUSED, vec!["app.folder_absent"])
    );
}
