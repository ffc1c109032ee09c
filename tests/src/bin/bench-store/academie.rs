//! An académie whose store is measured: its process, and laptops that it admitted.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};

use sync_protocol::PublicKey;
use sync_protocol::trust::{Role, Scope};
use tempfile::TempDir;
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::process::{StoreProcess, operator};
use whole_product::sync::visits::ACADEMIE;

/// More than any load here asks for.
const RATE: &str = "100000000";
/// What the store may hold, in mebibytes.
const MEMORY: f64 = 200.0;

/// An académie, its keeper and its store.
pub struct Academie {
    /// The process.
    pub store: StoreProcess,
    /// The root.
    pub root: PublicKey,
    keeper: Laptop,
    laptops: AtomicU64,
    _folder: TempDir,
}

impl Academie {
    /// Founds it in `place`, and serves it.
    ///
    /// # Errors
    /// When the disk or a process fails.
    pub fn founded(place: &[&str]) -> Measured<Self> {
        let folder = tempfile::tempdir()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let file = folder.path().join("root.txt");
        fs::write(&file, root.to_string())?;
        let file = file.display().to_string();
        operator(
            place,
            &["academie", "create", ACADEMIE, "--root-public-key", &file],
        )?;
        let unhurried = [place, &["--device-rate", RATE, "--address-rate", RATE]].concat();
        let store = StoreProcess::serve(&unhurried)?;
        keeper.join_at(root, &format!("http://{}", store.address))?;
        keeper.sync_over_network()?;
        Ok(Self {
            store,
            root,
            keeper,
            laptops: AtomicU64::new(2),
            _folder: folder,
        })
    }

    /// The first laptop of another inspector.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn laptop(&self) -> Measured<Laptop> {
        let number = self.laptops.fetch_add(1, Ordering::Relaxed);
        let text = self
            .keeper
            .invite(self.root, Role::Inspecteur, vec![Scope::Academie])?;
        self.keeper.sync_over_network()?;
        let laptop = Laptop::new(number, number)?;
        laptop.take_over_network(&text)?;
        Ok(laptop)
    }

    /// The most that the process held.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self, name: &str) -> Measured<Figure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.store.number()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: f64 = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("no VmHWM")?
            .parse()?;
        let mib = kib / 1_024.0;
        Ok(Figure::target(
            format!("{name}: memory of the store under all of this"),
            format!("{mib:.0} MiB"),
            format!("below {MEMORY:.0} MB"),
            mib < MEMORY,
        ))
    }
}
