//! Whom the notebook believes: the chain from the root that a keeper named.

use std::cell::RefCell;
use std::rc::Rc;

use sync_protocol::trust::{Chain, Standing};
use sync_protocol::{Fingerprint, PublicKey, Record, RecordKind};

use super::SyncError;
use crate::store::{Address, Notebook};

/// Whom `academie` believes, as far as this notebook was told.
///
/// # Errors
/// When the disk refuses.
pub fn chain_of(notebook: &Notebook, address: &Address) -> Result<Chain, SyncError> {
    let records = notebook.trust_records(&address.academie)?;
    Ok(chain_with(&records, address, &[]))
}

/// The chain that was last made, and the place of the last record that is in it.
#[derive(Default)]
pub(super) struct LastChain(RefCell<Option<(Option<i64>, Rc<Chain>)>>);

impl LastChain {
    /// Whom `academie` believes: made anew where a record of trust came since.
    pub(super) fn of(&self, notebook: &Notebook, address: &Address) -> Result<Rc<Chain>, SyncError> {
        let last = notebook.last_of_trust(&address.academie)?;
        let made = self.0.borrow().clone();
        if let Some((_, chain)) = made.filter(|(through, _)| *through == last) {
            return Ok(chain);
        }
        let chain = Rc::new(chain_of(notebook, address)?);
        *self.0.borrow_mut() = Some((last, Rc::clone(&chain)));
        Ok(chain)
    }
}

/// The chain of records that were verified, and of `news`, which are now.
pub(super) fn chain_with(known: &[Record], address: &Address, news: &[&Record]) -> Chain {
    let signed = news.iter().copied().filter(|record| record.is_signed());
    let records: Vec<&Record> = known.iter().chain(signed).collect();
    let root = root_key(&records, address.root).unwrap_or_else(|| PublicKey::from([0; 32]));
    Chain::of_signed(&address.academie, root, records)
}

/// The root's key: that of a charter which it signed, by the fingerprint that a keeper gave.
fn root_key(records: &[&Record], root: Fingerprint) -> Option<PublicKey> {
    let charters = records.iter().filter(|record| record.kind == RecordKind::Charter);
    let mut keys = charters.map(|record| record.signature.device);
    keys.find(|key| Fingerprint::of(key) == root)
}

/// Whether records of `kind` by this device and author may be believed: a chain leads to them, and the author was ever
/// granted what may write them. When a grant ended is not asked: clocks of two machines are never compared.
pub(super) fn may_have_written(chain: &Chain, record: &Record, own: Fingerprint) -> bool {
    let signature = &record.signature;
    let author = signature.author;
    if chain.standing(&signature.device, &author) == Standing::Unknown {
        return false;
    }
    let grants = chain.ever_granted(&author);
    let by_role = || grants.iter().any(|grant| grant.role.may_write(&record.kind));
    // A keeper passes on to members of a circle that need not be his.
    let passes = record.kind == RecordKind::Succession;
    let within = passes
        || record.circle.as_ref().is_none_or(|circle| {
            let mut scopes = grants.iter().flat_map(|grant| &grant.scopes);
            scopes.any(|scope| sync_protocol::trust::Circle::of(scope).as_ref() == Some(circle))
        });
    let of_keepers = [
        RecordKind::Vault,
        RecordKind::VaultOpening,
        RecordKind::Succession,
        RecordKind::Certificate,
        RecordKind::Checkpoint,
    ];
    let as_keeper = of_keepers.contains(&record.kind) && chain.ever_kept(&author);
    within && (author == own || as_keeper || by_role())
}
