//! How a store is reached: by which authority, through which proxy. What was set stays until something else is.

use std::fs;
use std::path::Path;

use notebook::Address;
use notebook::sync::{Access, HttpTransport};
use sync_protocol::trust::StoreAddress;

use super::Session;
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::views::{Nothing, ReachRequest, SyncView};

/// By which authority and through which proxy; none for the system's.
#[derive(Debug, Default)]
pub(super) struct Way {
    authority: Option<String>,
    proxy: Option<String>,
}

impl Way {
    /// What a person asks: the file of an authority, a proxy, each empty where nothing is said of it.
    pub(super) fn asked(authority: &str, proxy: &str) -> Outcome<Self> {
        Ok(Self {
            authority: blank_is_none(authority).map(|file| read(&file)).transpose()?,
            proxy: blank_is_none(proxy),
        })
    }

    /// What nothing is said of stays as it was.
    pub(super) fn or_as_before(self, before: Option<Address>) -> Self {
        let (authority, proxy) = before
            .map(|before| (before.authority, before.proxy))
            .unwrap_or_default();
        Self {
            authority: self.authority.or(authority),
            proxy: self.proxy.or(proxy),
        }
    }

    /// This way to a store.
    pub(super) fn to(self, store: &StoreAddress) -> Address {
        Address {
            url: store.url.clone(),
            academie: store.academie.clone(),
            root: store.root,
            authority: self.authority,
            proxy: self.proxy,
        }
    }
}

impl App {
    /// Changes how the store is reached: by the proxy that is said, and by the authority where one is.
    ///
    /// # Errors
    /// When the notebook knows no store, the authority or the proxy cannot be read, or the disk refuses.
    pub fn reach_store(&self, request: ReachRequest) -> Outcome<SyncView> {
        let session = Session::of(self);
        let known = session.with(|desk| desk.address())?;
        let Way { authority, proxy } = Way::asked(&request.authority, &request.proxy)?;
        let before = known.authority.clone().filter(|_| !request.system_authority);
        let address = Address {
            authority: authority.or(before),
            proxy,
            ..known
        };
        HttpTransport::new(&address)?;
        session.with(|desk| Ok(desk.notebook.save_address(&address)?))?;
        self.sync_status(Nothing {})
    }
}

/// The authority's certificate.
fn read(file: &str) -> Outcome<String> {
    let path = Path::new(file);
    if !path.is_absolute() {
        return Err(AppError::refused(codes::FOLDER_RELATIVE, file));
    }
    Ok(fs::read_to_string(path).map_err(|error| Fault::unread(path, error))?)
}

fn blank_is_none(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
