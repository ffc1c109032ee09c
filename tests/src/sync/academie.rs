//! An académie whose store runs as a process of its own, and whose keeper gave an invitation.

use sync_protocol::trust::{Role, Scope};
use tempfile::TempDir;

use super::laptop::{Laptop, Trouble};
use super::process::{StoreProcess, operator};
use super::visits::ACADEMIE;
use super::wire::Wire;

/// A store with its keeper, and the text of an invitation.
pub struct Academie {
    _folder: TempDir,
    /// The process that serves it.
    pub store: StoreProcess,
    /// What an inspector was given, to be pasted.
    pub invitation: String,
}

impl Academie {
    /// Founds it, serves it, and invites one inspector.
    ///
    /// # Errors
    /// When the disk or a process fails.
    pub fn with_invitation() -> Result<Self, Trouble> {
        Self::inviting(Role::Inspecteur)
    }

    /// Founds it, serves it, and invites somebody to this role in one discipline.
    ///
    /// # Errors
    /// When the disk or a process fails.
    pub fn inviting(role: Role) -> Result<Self, Trouble> {
        let folder = tempfile::tempdir()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let file = folder.path().join("root.txt");
        std::fs::write(&file, root.to_string())?;
        let (data, file) = (
            folder.path().join("store").display().to_string(),
            file.display().to_string(),
        );
        let place = ["--data", data.as_str()];
        operator(
            &place,
            &["academie", "create", ACADEMIE, "--root-public-key", &file],
        )?;
        let store = StoreProcess::serve(&place)?;
        keeper.join_at(root, &format!("http://{}", store.address))?;
        let scopes = vec![Scope::Discipline("L0202".to_owned())];
        let invitation = keeper.invite(root, role, scopes)?.to_string();
        keeper.sync_over_network()?;
        Ok(Self {
            _folder: folder,
            store,
            invitation,
        })
    }

    /// The invitation, by which the store is reached through `wire`.
    #[must_use]
    pub fn invitation_by(&self, wire: &Wire) -> String {
        let here = format!("http://{}", self.store.address);
        self.invitation.replace(&here, &wire.url())
    }
}
