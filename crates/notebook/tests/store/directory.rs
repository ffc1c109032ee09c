//! Schools, and the imports that bring them.

use observation::directory::{Etat, ImportPlan, School, Schools, fictitious, plan, read};

use crate::sample::{TestResult, at, create, reopen};

fn import(schools: &[School]) -> ImportPlan {
    ImportPlan {
        added: schools.to_vec(),
        ..ImportPlan::default()
    }
}

fn by_uai(schools: &[School]) -> Schools {
    schools
        .iter()
        .map(|school| (school.uai, school.clone()))
        .collect()
}

#[test]
fn an_import_is_whole_and_comes_back() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    assert_eq!(notebook.directory_status()?.last_import, None);
    let schools = fictitious::schools(2_000, 1);
    notebook.apply_import(&import(&schools), "annuaire.csv", at(1))?;
    drop(notebook);

    let notebook = reopen(folder.path());
    assert_eq!(notebook.schools()?, by_uai(&schools));
    assert!(notebook.standing()?.has_schools);
    let status = notebook.directory_status()?;
    assert_eq!(
        (status.schools, status.last_import.map(|last| last.file_name)),
        (2_000, Some("annuaire.csv".into()))
    );
    assert_eq!(notebook.school(schools[7].uai)?.as_ref(), Some(&schools[7]));
    assert_eq!(notebook.schools_of(&[schools[3].uai, schools[9].uai])?.len(), 2);
    Ok(())
}

#[test]
fn a_school_that_the_file_no_longer_has_stays_closed() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    let schools = fictitious::schools(90, 1);
    notebook.apply_import(&import(&schools), "avant.csv", at(1))?;
    let mut closed = schools[5].clone();
    closed.etat = Etat::Ferme;
    let plan = ImportPlan {
        closed: vec![closed.clone()],
        ..ImportPlan::default()
    };
    notebook.apply_import(&plan, "apres.csv", at(2))?;
    assert_eq!(notebook.directory_status()?.schools, 90);
    assert_eq!(notebook.school(closed.uai)?, Some(closed));
    Ok(())
}

#[test]
fn the_same_file_again_changes_nothing() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    let bytes = fictitious::csv(&fictitious::schools(300, 1), fictitious::Columns::Of2026, &[]);
    let file = read(&bytes).map_err(|problems| format!("{problems:?}"))?;
    let first = plan(&notebook.schools()?, &file);
    assert_eq!(first.added.len(), 300);
    notebook.apply_import(&first, "annuaire.csv", at(1))?;
    assert!(plan(&notebook.schools()?, &file).changes_nothing());
    Ok(())
}
