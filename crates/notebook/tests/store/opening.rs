//! Opening: each way in which a notebook does not open has its own answer.

use std::fs;

use notebook::{Inspector, LeftAt, Notebook, NotebookError, ObservingMode, OpenOptions, Standing};
use observation::preset::Preset;
use proptest::prelude::*;
use serde_json::json;

use crate::sample::{self, TestResult, at, create, device, options, plan, reopen, visit_id, with_grid};

#[test]
fn a_new_notebook_is_empty_and_encrypted() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    let expected = Standing {
        inspector: None,
        has_schools: false,
        is_fictitious: false,
    };
    assert_eq!(notebook.standing()?, expected);
    assert_eq!(notebook.device()?, None);
    notebook.save_setting("recovery", &"un secret bien en clair")?;
    drop(notebook);
    let bytes = fs::read(folder.path().join("notebook.db"))?;
    assert!(
        !bytes
            .windows(6)
            .any(|window| window == b"secret" || window == b"SQLite")
    );
    Ok(())
}

#[test]
fn what_was_saved_is_there_after_opening_again() -> TestResult {
    let folder = tempfile::tempdir()?;
    let inspector = Inspector {
        name: "Rose Hoarau".into(),
        function: "IEN".into(),
        service: "Circonscription d’essai".into(),
        circonscriptions: vec!["9749900A".into()],
        disciplines: vec![],
    };
    let preset: Preset = serde_json::from_value(json!({
        "format": "carnet/preset/1", "code": "essai", "academie": "Essai", "zone": "Indian/Reunion", "school_years": [],
        "kinds": [], "functions": [], "disciplines": [], "recipients": [],
        "reply_days": { "value": 15, "verified": false }, "controller": { "value": null, "verified": false },
        "dpd_contact": { "value": null, "verified": false }, "retention": { "value": null, "verified": false }
    }))?;
    let notebook = create(folder.path());
    notebook.save_inspector(&inspector, &preset)?;
    notebook.save_device(&device())?;
    notebook.save_setting("theme", &"dark")?;
    notebook.save_setting("gone", &1)?;
    notebook.remove_setting("gone")?;
    notebook.mark_fictitious()?;
    drop(notebook);

    let notebook = reopen(folder.path());
    assert_eq!(notebook.inspector()?, Some((inspector.clone(), preset)));
    assert_eq!(
        notebook.standing()?,
        Standing {
            inspector: Some(inspector),
            has_schools: false,
            is_fictitious: true
        }
    );
    assert_eq!(notebook.device()?, Some(device()));
    assert_eq!(notebook.setting::<String>("theme")?, Some("dark".into()));
    assert_eq!(notebook.setting::<u8>("gone")?, None);
    assert!(matches!(
        notebook.setting::<u8>("theme"),
        Err(NotebookError::Content(_))
    ));
    Ok(())
}

#[test]
fn a_visit_opens_where_it_was_left() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let left_at = LeftAt {
        mode: ObservingMode::Grid,
        seance: None,
        item: "A".into(),
    };
    assert!(notebook.leave_at(visit_id(1), &left_at).is_err());
    notebook.save_plan(&plan(1, 23, &[sample::ANNA]), at(1))?;
    notebook.leave_at(visit_id(1), &left_at)?;
    drop(notebook);
    let content = reopen(folder.path()).visit_content(visit_id(1))?.ok_or("known")?;
    assert_eq!(content.left_at, Some(left_at));
    Ok(())
}

#[test]
fn no_notebook_and_one_too_many_are_told_apart() -> TestResult {
    let folder = tempfile::tempdir()?;
    assert!(!Notebook::exists(folder.path()));
    assert!(matches!(
        Notebook::open(folder.path(), &options()),
        Err(NotebookError::Absent(_))
    ));
    drop(create(folder.path()));
    assert!(Notebook::exists(folder.path()));
    assert!(matches!(
        Notebook::create(folder.path(), &options()),
        Err(NotebookError::Exists(_))
    ));
    Ok(())
}

#[test]
fn a_creation_that_was_cut_leaves_no_notebook() -> TestResult {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("notebook.new"), [0; 100])?;
    assert!(!Notebook::exists(folder.path()));
    drop(create(folder.path()));
    drop(reopen(folder.path()));
    Ok(())
}

#[test]
fn one_notebook_is_opened_once() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    assert!(matches!(
        Notebook::open(folder.path(), &options()),
        Err(NotebookError::InUse(_))
    ));
    assert!(matches!(
        Notebook::check(folder.path(), &options()),
        Err(NotebookError::InUse(_))
    ));
    drop(notebook);
    drop(reopen(folder.path()));
    Ok(())
}

#[test]
fn another_key_and_none_are_refused_and_change_nothing() -> TestResult {
    let folder = tempfile::tempdir()?;
    drop(create(folder.path()));
    let before = fs::read(folder.path().join("notebook.db"))?;
    for wrong in [OpenOptions::with_key([8; 32]), OpenOptions::default()] {
        assert!(matches!(
            Notebook::open(folder.path(), &wrong),
            Err(NotebookError::WrongKey)
        ));
    }
    assert_eq!(fs::read(folder.path().join("notebook.db"))?, before);
    drop(reopen(folder.path()));
    Ok(())
}

#[test]
fn other_files_are_no_notebooks() -> TestResult {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("notebook.db");
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(8_192, 0);
    for bytes in [Vec::new(), b"bonjour".to_vec(), vec![7; 10_000], plain] {
        fs::write(&file, &bytes)?;
        let opened = Notebook::open(folder.path(), &options());
        assert!(
            matches!(opened, Err(NotebookError::NotANotebook(_))),
            "{opened:?}"
        );
        assert_eq!(fs::read(&file)?, bytes);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_bytes_end_in_a_typed_error(
        bytes in prop::collection::vec(any::<u8>(), 0..20_000), pages in 0usize..5, with_key in any::<bool>()
    ) {
        let folder = tempfile::tempdir()?;
        let whole = if pages > 0 { bytes.into_iter().chain(std::iter::repeat(0)).take(pages * 4096).collect() } else { bytes };
        fs::write(folder.path().join("notebook.db"), &whole)?;
        let options = if with_key { options() } else { OpenOptions::default() };
        let told = [Notebook::open(folder.path(), &options).err(), Notebook::check(folder.path(), &options).err()];
        for error in told {
            let error = error.expect("no notebook opens");
            prop_assert!(error.code().starts_with("notebook."), "{error}");
            prop_assert!(matches!(
                error, NotebookError::NotANotebook(_) | NotebookError::WrongKey | NotebookError::Corrupt(_)
            ), "{error}");
        }
    }

    #[test]
    fn flipped_bytes_are_found_or_harmless(flips in prop::collection::vec((0.0f64..1.0, 1u8..), 1..4)) {
        let folder = tempfile::tempdir()?;
        let notebook = with_grid(folder.path());
        sample::seal_one(&notebook, 1, 23, &[]);
        drop(notebook);
        let file = folder.path().join("notebook.db");
        let mut bytes = fs::read(&file)?;
        for (place, flip) in flips {
            let place = (place * bytes.len() as f64) as usize;
            bytes[place] ^= flip;
        }
        let changed = fs::read(&file)? != bytes;
        fs::write(&file, &bytes)?;
        let found = match Notebook::check(folder.path(), &options()) {
            Err(_) => true,
            Ok(report) => !report.problems.is_empty(),
        };
        prop_assert_eq!(found, changed);
    }
}
