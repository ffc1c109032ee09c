//! A server with a small disk of its own beside its others, that is filled and emptied by its tests.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

use super::{NOBODY, PORT, Server, is_root};

/// How much it holds, in MiB: a new database, and a little.
const SIZE: u32 = 48;
/// Where it lies in the server's folder.
const SMALL: &str = "small";
/// Mounts a disk of the options `$0` at `$1`, seen by the program that follows alone.
const MOUNTED: &str = r#"mount -t tmpfs -o "$0" small "$1" && shift && exec "$@""#;

#[allow(dead_code)]
impl Server {
    /// One with such a disk.
    pub fn with_small_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(SMALL);
        fs::create_dir(&place).unwrap();
        let (mut by, mut options) = (vec!["unshare", "--mount"], format!("size={SIZE}m,mode=0700"));
        if is_root() {
            options = format!("{options},uid={NOBODY},gid={NOBODY}");
        } else {
            // Whoever is not root may mount what nobody else sees.
            by.extend(["--user", "--map-current-user", "--keep-caps"]);
        }
        let place = place.display().to_string();
        by.extend(["sh", "-c", MOUNTED, &options, &place]);
        let by: Vec<String> = by.into_iter().map(str::to_owned).collect();
        Self::within(folder, PORT, &[], &by)
    }

    /// The address of an empty database all of whose tables lie on it.
    pub async fn database_on_small_disk(&self) -> String {
        let place = self.folder.path().join(SMALL);
        let sql = format!("CREATE TABLESPACE small LOCATION '{}'", place.display());
        self.execute(&sql).await;
        self.execute("CREATE DATABASE small TABLESPACE small").await;
        self.url("small")
    }

    /// Leaves no room on it.
    ///
    /// # Errors
    /// When it cannot be filled.
    pub fn fill_small_disk(&self) -> io::Result<()> {
        let mut filler = File::create(self.filler())?;
        match io::copy(&mut io::repeat(0), &mut filler) {
            Err(error) if error.kind() == io::ErrorKind::StorageFull => Ok(()),
            other => other.map(drop),
        }
    }

    /// Gives the room back.
    ///
    /// # Errors
    /// When it was not filled.
    pub fn empty_small_disk(&self) -> io::Result<()> {
        fs::remove_file(self.filler())
    }

    /// What fills it, as the server's own process sees it.
    fn filler(&self) -> PathBuf {
        let seen = PathBuf::from(format!("/proc/{}/root", self.process.id()));
        let folder = self.folder.path().strip_prefix("/").unwrap();
        seen.join(folder).join(SMALL).join("filler")
    }
}
