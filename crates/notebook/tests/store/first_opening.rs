//! The first notebooks of a process, opened at the same instant by many threads: the cipher is set up once, and none of them
//! may find it half ready.

use std::process::Command;
use std::sync::Barrier;
use std::thread;

use notebook::Notebook;

use crate::sample::{TestResult, options};

/// Says to this program that it is the fresh process.
const FRESH: &str = "CARNET_TEST_FRESH_PROCESS";
/// How many fresh processes are tried.
const PROCESSES: usize = 10;
/// How many threads open at once.
const THREADS: usize = 64;

#[test]
fn many_threads_open_the_first_notebooks_of_a_process() -> TestResult {
    if std::env::var_os(FRESH).is_some() {
        return open_at_once();
    }
    let name = "first_opening::many_threads_open_the_first_notebooks_of_a_process";
    for process in 0..PROCESSES {
        let ended = Command::new(std::env::current_exe()?)
            .args(["--exact", name, "--test-threads=1"])
            .env(FRESH, "1")
            .output()?;
        let told = String::from_utf8_lossy(&ended.stdout);
        assert!(
            ended.status.success() && told.contains("1 passed"),
            "process {process}: {told}"
        );
    }
    Ok(())
}

fn open_at_once() -> TestResult {
    let folder = tempfile::tempdir()?;
    let ready = Barrier::new(THREADS);
    let failed: Vec<_> = thread::scope(|scope| {
        let open = |number: usize| {
            let (folder, ready) = (folder.path().join(number.to_string()), &ready);
            scope.spawn(move || {
                ready.wait();
                Notebook::create(&folder, &options()).err()
            })
        };
        let threads: Vec<_> = (0..THREADS).map(open).collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(failed.is_empty(), "{failed:?}");
    Ok(())
}
