//! The machine that figures come from: its processors, its load, and how fast its disk keeps what it is told.

use std::fmt::{self, Display};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::Measured;
use super::timing::Durations;

/// How often the disk is asked.
const SYNCS: usize = 1_000;
/// File systems that keep nothing: what is measured there says nothing of a disk.
const MEMORY: [&str; 2] = ["tmpfs", "ramfs"];

/// What the figures depend on.
pub struct Surroundings {
    processor: String,
    processors: usize,
    memory: u64,
    file_system: String,
    /// The load average of the last minute, before and after.
    load: (String, String),
    /// One block appended and synced, again and again: before and after.
    syncs: (Durations, Durations),
}

impl Surroundings {
    /// Looks at the machine before measuring; `folder` is on the disk that will be measured.
    ///
    /// # Errors
    /// When `folder` lies in memory, or the disk refuses.
    pub fn look(folder: &Path) -> Measured<Self> {
        let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
        let file_system = file_system(&mounts, &folder.canonicalize()?);
        if MEMORY.contains(&file_system.as_str()) {
            return Err(format!("{} is in memory: name a folder on a disk", folder.display()).into());
        }
        Ok(Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned()),
            processors: std::thread::available_parallelism()?.get(),
            memory: memory(),
            file_system,
            load: (load(), String::new()),
            syncs: (syncs(folder)?, Durations::default()),
        })
    }

    /// Looks again, after.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn again(mut self, folder: &Path) -> Measured<Self> {
        (self.load.1, self.syncs.1) = (load(), syncs(folder)?);
        Ok(self)
    }
}

impl Display for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let build = if cfg!(debug_assertions) {
            "debug: these figures mean nothing"
        } else {
            "release"
        };
        let rate = |syncs: &Durations| 1_000.0 / syncs.median().max(f64::EPSILON);
        writeln!(
            f,
            "- {} × {}, {} GiB of memory, {} {}; build: {build}.",
            self.processors,
            self.processor,
            self.memory,
            std::env::consts::OS,
            std::env::consts::ARCH,
        )?;
        writeln!(
            f,
            "- Load average: {} before, {} after.",
            self.load.0, self.load.1
        )?;
        writeln!(
            f,
            "- The disk ({}): one block of 4 KiB appended and synced in {} before, {} after: {:.0} and {:.0} a second.",
            self.file_system,
            self.syncs.0,
            self.syncs.1,
            rate(&self.syncs.0),
            rate(&self.syncs.1),
        )
    }
}

/// The file system of the mount that holds `folder`: the last one of the longest path.
fn file_system(mounts: &str, folder: &Path) -> String {
    let places = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((Path::new(words.next()?), words.next()?))
    });
    let holding = places.filter(|(place, _)| folder.starts_with(place));
    let nearest = holding.max_by_key(|(place, _)| place.components().count());
    nearest.map_or_else(|| "unknown".to_owned(), |(_, name)| name.to_owned())
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// In GiB, rounded.
fn memory() -> u64 {
    let total = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let kib: u64 = total.trim_end_matches(" kB").parse().unwrap_or_default();
    (kib + (1 << 19)) >> 20
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn syncs(folder: &Path) -> Measured<Durations> {
    let path = folder.join("syncs");
    let mut file = File::create(&path)?;
    let mut durations = Durations::default();
    for _ in 0..SYNCS {
        durations.note(|| file.write_all(&[7; 4096]).and_then(|()| file.sync_data()))?;
    }
    fs::remove_file(path)?;
    Ok(durations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_on_the_file_system_of_its_nearest_mount() {
        let mounts = "/dev/vda / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n/dev/vdb /tmp/disk xfs rw 0 0\n";
        let on = |folder: &str| file_system(mounts, Path::new(folder));
        assert_eq!(on("/home/one"), "ext4");
        assert_eq!(on("/tmp/one"), "tmpfs");
        assert_eq!(on("/tmp/disk/one"), "xfs");
        assert_eq!(on("/tmpother"), "ext4");
    }
}
