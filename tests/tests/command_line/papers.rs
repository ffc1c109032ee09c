//! `carnet grid print`: a grid to fill in by hand.

use std::fs;

use tempfile::tempdir;

use super::{ACCEPTED, FAULT, REFUSED, codes, run, shipped, verdict, written};

#[test]
fn each_grid_that_carnet_brings_can_be_printed() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("grille.pdf").display().to_string();
    for grid in fs::read_dir(shipped("assets/grids")).unwrap() {
        let grid = grid.unwrap().path().display().to_string();
        let ran = run(&["grid", "print", &grid, "--out", &out, "--force", "--json"]);
        assert_eq!(
            (ran.code, verdict(&ran)["written"][0].as_str()),
            (ACCEPTED, Some(out.as_str()))
        );
        assert_eq!(reports::check::check(&fs::read(&out).unwrap()), []);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_neither_read_nor_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempdir().unwrap();
    let place = folder.path().join("prise");
    let _held = std::os::unix::net::UnixListener::bind(&place).unwrap();
    let grid = shipped("assets/grids/tour-d-ecole.json").display().to_string();
    let out = place.display().to_string();
    for arguments in [&["--json"][..], &["--force", "--json"]] {
        let mut command = vec!["grid", "print", &grid, "--out", &out];
        command.extend(arguments);
        assert_eq!(run(&command).code, FAULT, "{arguments:?}");
        assert!(fs::metadata(&place).unwrap().file_type().is_socket());
    }
}

#[test]
fn what_is_no_grid_is_refused_and_another_file_stays() {
    let folder = tempdir().unwrap();
    let out = written(folder.path(), "notes.pdf", "à garder");
    let not = written(folder.path(), "x.json", "{}");
    let ran = run(&["grid", "print", &not, "--out", &out, "--json"]);
    assert_eq!(
        (ran.code, verdict(&ran)["accepted"].as_bool()),
        (REFUSED, Some(false))
    );
    let grid = shipped("assets/grids/tour-d-ecole.json").display().to_string();
    let ran = run(&["grid", "print", &grid, "--out", &out, "--json"]);
    assert_eq!(
        (ran.code, codes(&verdict(&ran))),
        (REFUSED, vec!["app.file_exists"])
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "à garder");
}

#[test]
fn the_file_that_is_read_is_never_written_over() {
    let folder = tempdir().unwrap();
    let bytes = fs::read(shipped("assets/grids/tour-d-ecole.json")).unwrap();
    let grid = written(folder.path(), "grille.json", &bytes);
    let ran = run(&["grid", "print", &grid, "--out", &grid, "--force", "--json"]);
    assert_eq!(
        (ran.code, codes(&verdict(&ran))),
        (REFUSED, vec!["app.file_is_source"])
    );
    assert_eq!(fs::read(&grid).unwrap(), bytes);
}
