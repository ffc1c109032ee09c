//! Which kind of drive a folder is on: where a notebook must not lie, and where a backup may.

use std::fs;
use std::path::{Path, PathBuf};

use app::host::Drive;

/// What synchronising programs leave in the folders that they copy, by its whole name.
const MARKS: [(&str, &str); 7] = [
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".seafile-data", "Seafile"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

/// Where OneDrive says that its folders are.
const ONEDRIVE: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];

/// The drive of `folder`, or of the nearest folder above it that exists.
pub(crate) fn of(folder: &Path) -> Drive {
    let there = folder.ancestors().find_map(|path| fs::canonicalize(path).ok());
    let Some(whole) = there else {
        return Drive::Local;
    };
    let synchronised = || synchronised_by(&whole).map(Drive::Synchronised);
    let network = network_kind(&whole).map(Drive::Network);
    network.or_else(synchronised).unwrap_or(Drive::Local)
}

fn synchronised_by(folder: &Path) -> Option<String> {
    let declared = ONEDRIVE.iter().filter_map(std::env::var_os).map(PathBuf::from);
    let declared = declared.filter_map(|path| fs::canonicalize(path).ok());
    if declared.into_iter().any(|root| folder.starts_with(root)) || is_named_onedrive(folder) {
        return Some("OneDrive".to_owned());
    }
    folder.ancestors().find_map(|path| {
        let names = fs::read_dir(path).ok()?;
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names
            .into_iter()
            .find_map(|name| program_of(&name).map(str::to_owned))
    })
}

/// « OneDrive », « OneDrive - académie de X »: how its folders are named wherever they are.
fn is_named_onedrive(folder: &Path) -> bool {
    let mut names = folder.iter().filter_map(|name| name.to_str());
    names.any(|name| name == "OneDrive" || name.starts_with("OneDrive - "))
}

fn program_of(name: &str) -> Option<&'static str> {
    // Nextcloud and ownCloud name their journal « .sync_1a2b3c.db », « ._sync_1a2b3c.db ».
    let journal = name.starts_with(".sync_") || name.starts_with("._sync_");
    if journal && name.ends_with(".db") {
        return Some("Nextcloud");
    }
    MARKS
        .iter()
        .find(|(mark, _)| *mark == name)
        .map(|(_, program)| *program)
}

#[cfg(windows)]
fn network_kind(path: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    match path.components().next()? {
        Component::Prefix(prefix) => match prefix.kind() {
            Prefix::UNC(server, _) | Prefix::VerbatimUNC(server, _) => {
                Some(server.to_string_lossy().into_owned())
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(not(windows))]
fn network_kind(path: &Path) -> Option<String> {
    network_kind_of(path, &fs::read_to_string("/proc/mounts").ok()?)
}

/// The kind of the network drive that holds `path`, by the `mounts` of the system; none for a disk of this machine.
#[cfg(not(windows))]
fn network_kind_of(path: &Path, mounts: &str) -> Option<String> {
    const NETWORK: [&str; 10] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "fuse.sshfs",
        "fuse.davfs",
        "fuse.rclone",
    ];
    let mount = |line: &str| {
        let mut fields = line.split(' ').skip(1);
        Some((
            PathBuf::from(fields.next()?.replace("\\040", " ")),
            fields.next()?.to_owned(),
        ))
    };
    let holding = mounts
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| path.starts_with(point));
    let (_, kind) = holding.max_by_key(|(point, _)| point.components().count())?;
    NETWORK.contains(&kind.as_str()).then_some(kind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/local ext4 rw 0 0\n\
                          //nas/x /mnt/mon\\040lecteur cifs rw 0 0\n";

    #[cfg(not(windows))]
    #[test]
    fn the_nearest_mount_decides() {
        let kind = |path: &str| network_kind_of(Path::new(path), MOUNTS);
        assert_eq!(kind("/srv/carnet"), None);
        assert_eq!(kind("/home/anna/carnet"), Some("nfs4".into()));
        assert_eq!(kind("/home/local/carnet"), None);
        assert_eq!(kind("/mnt/mon lecteur/carnet"), Some("cifs".into()));
    }

    #[test]
    fn a_folder_under_one_that_is_synchronised_is_found_even_before_it_exists() {
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("nuage/carnet");
        assert_eq!(of(&inside), Drive::Local);
        fs::create_dir(root.path().join("nuage")).unwrap();
        fs::write(root.path().join("nuage/.sync_1a2b.db"), "").unwrap();
        assert_eq!(of(&inside), Drive::Synchronised("Nextcloud".to_owned()));
        let business = root.path().join("OneDrive - académie de X/carnet");
        fs::create_dir_all(&business).unwrap();
        assert_eq!(of(&business), Drive::Synchronised("OneDrive".to_owned()));
        // What Dropbox keeps in a home folder says nothing of the folders beside it.
        fs::create_dir(root.path().join(".dropbox")).unwrap();
        assert_eq!(of(root.path()), Drive::Local);
    }
}
