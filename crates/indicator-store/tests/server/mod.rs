//! A PostgreSQL of one's own: in a folder, on a socket, gone with the tests.

mod small_disk;

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio_postgres::NoTls;

/// Who runs the server where the tests are run by root, whom it refuses: `nobody`.
const NOBODY: u32 = 65_534;
/// The port that names its socket.
const PORT: u16 = 5432;
/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs as long as one test holds it.
pub struct Server {
    folder: TempDir,
    process: Child,
    port: u16,
    made: AtomicU32,
}

impl Server {
    /// The one that other tests use too.
    pub fn shared() -> Arc<Self> {
        static HELD: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        held.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Self::start());
            *held = Arc::downgrade(&server);
            server
        })
    }

    fn start() -> Self {
        Self::within(tempfile::tempdir().unwrap(), PORT, &[], &[])
    }

    /// One with these settings.
    #[allow(dead_code)]
    pub fn set(settings: &[String]) -> Self {
        Self::within(tempfile::tempdir().unwrap(), PORT, settings, &[])
    }

    /// One whose files lie in `folder`: on a disk that is measured.
    #[allow(dead_code)]
    pub fn in_folder(folder: &Path) -> Self {
        Self::within(tempfile::tempdir_in(folder).unwrap(), PORT, &[], &[])
    }

    /// One on a port of the loopback too; under TLS where it has a certificate to show (PEM, with its key). That port.
    #[allow(dead_code)]
    pub fn over_tcp(certified: Option<(&str, &str)>) -> (Self, u16) {
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let kept = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            if is_root() {
                chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
            path.display().to_string()
        };
        let mut settings = vec!["listen_addresses=127.0.0.1".to_owned()];
        if let Some((certificate, private_key)) = certified {
            settings.push("ssl=on".to_owned());
            settings.push(format!("ssl_cert_file={}", kept("server.crt", certificate)));
            settings.push(format!("ssl_key_file={}", kept("server.key", private_key)));
        }
        (Self::within(folder, port, &settings, &[]), port)
    }

    /// `by` are the words of a program by which the server is started.
    fn within(folder: TempDir, port: u16, settings: &[String], by: &[String]) -> Self {
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        if is_root() {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let program = |by: &[String], name: &str| {
            let words = [by, &as_owner(name)].concat();
            let mut command = Command::new(&words[0]);
            command.args(&words[1..]);
            command.current_dir(folder.path()).stdin(Stdio::null());
            command
        };
        let made = program(&[], "initdb")
            .args(["-U", "carnet", "-A", "trust", "-E", "UTF8", "--locale=C", "-D"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let process = program(by, "postgres")
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-p", &port.to_string()])
            .args(["-c", "listen_addresses=", "-c", "max_connections=300"])
            .args(settings.iter().flat_map(|one| ["-c", one]))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            folder,
            process,
            port,
            made: AtomicU32::new(0),
        }
    }

    fn url(&self, database: &str) -> String {
        format!(
            "host={} port={} user=carnet dbname={database}",
            self.folder.path().display(),
            self.port
        )
    }

    /// Carries out one statement, once the server answers.
    pub async fn execute(&self, sql: &str) {
        let began = Instant::now();
        let (client, connection) = loop {
            match tokio_postgres::connect(&self.url("postgres"), NoTls).await {
                Ok(connected) => break connected,
                Err(error) => assert!(began.elapsed() < PATIENCE, "{error}"),
            }
            tokio::task::yield_now().await;
        };
        tokio::spawn(connection);
        client.batch_execute(sql).await.unwrap();
    }

    /// The address of an empty database.
    pub async fn fresh_database(&self) -> String {
        let name = format!("fresh{}", self.made.fetch_add(1, Ordering::Relaxed));
        self.execute(&format!("CREATE DATABASE {name}")).await;
        self.url(&name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The words that run one of its programs as who owns its files.
fn as_owner(name: &str) -> Vec<String> {
    let path = binaries().join(name).display().to_string();
    if !is_root() {
        return vec![path];
    }
    let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
    vec![
        "setpriv".to_owned(),
        user,
        group,
        "--clear-groups".to_owned(),
        path,
    ]
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// Where the system has PostgreSQL's programs: the newest version.
fn binaries() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed (package postgresql)");
    let mut found: Vec<PathBuf> = versions
        .map(|version| version.unwrap().path().join("bin"))
        .collect();
    found.sort();
    found.pop().expect("a version of PostgreSQL")
}
