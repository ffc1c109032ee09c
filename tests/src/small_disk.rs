//! A disk as small as a test asks for, under every database of a process of its own.

use std::io::{BufRead, BufReader, stdin};
use std::thread;

use crate::recording_vfs::Recorder;

/// Puts a small disk under every database that this process opens from now on. Each line of its standard input is how many
/// bytes there is room for from then on: the first is waited for, the others are said to have been taken.
///
/// # Errors
/// When SQLite refuses it, or no number comes.
#[allow(clippy::print_stderr)]
pub fn install() -> Result<(), String> {
    let disk = Recorder::install_as_default("small")?;
    let mut rooms = BufReader::new(stdin())
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| line.parse::<u64>().ok());
    disk.holds(rooms.next().ok_or("how much room?")?);
    thread::spawn(move || {
        for bytes in rooms {
            disk.holds(bytes);
            eprintln!("room for {bytes} bytes");
        }
    });
    Ok(())
}
