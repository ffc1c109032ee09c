//! How PostgreSQL is reached: on this machine as it is, from another under TLS.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::StoreError;

/// How many connections one replica holds.
const CONNECTIONS: usize = 16;
/// What each connection is told: nobody waits for ever, nobody holds a head while he thinks, and no plan is kept that was
/// made while a table was empty; those of what is written are an exception (`keeping.rs`).
const SETTINGS: &str = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=5s -c statement_timeout=30s
    -c plan_cache_mode=force_custom_plan";

/// Where PostgreSQL is, and by whom its certificate is to be signed.
#[derive(Debug, Clone)]
pub struct Database {
    /// Its address; `sslmode=disable` in it gives up TLS, `sslmode=require` asks for it on this machine too.
    pub url: String,
    /// The authorities that are believed (PEM); none for those of the system.
    pub authority: Option<PathBuf>,
}

impl Database {
    /// The database at `url`, believed by the system's authorities.
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            authority: None,
        }
    }

    /// The connections of one replica: none is made yet.
    pub(super) fn pool(&self) -> Result<Pool, StoreError> {
        let mut config: Config = self.url.parse()?;
        config.options(SETTINGS);
        config.application_name("indicator-store");
        config.ssl_mode(asked(&config));
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config, MakeRustlsConnect::new(self.tls()?), recycling);
        let built = Pool::builder(manager).max_size(CONNECTIONS).build();
        built.map_err(|error| StoreError::Database(error.to_string()))
    }

    fn tls(&self) -> Result<ClientConfig, StoreError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let versions = versions.map_err(|error| StoreError::Database(error.to_string()))?;
        Ok(versions
            .with_root_certificates(self.authorities()?)
            .with_no_client_auth())
    }

    fn authorities(&self) -> Result<RootCertStore, StoreError> {
        let mut store = RootCertStore::empty();
        match &self.authority {
            Some(file) => {
                for certificate in read(file)? {
                    store.add(certificate).map_err(|error| refused(file, &error))?;
                }
            }
            None => {
                store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
        }
        Ok(store)
    }
}

/// The certificates of a file, one at least.
fn read(file: &Path) -> Result<Vec<CertificateDer<'static>>, StoreError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    let read = read.map_err(|error| refused(file, &error))?;
    if read.is_empty() {
        return Err(refused(file, &"aucun certificat"));
    }
    Ok(read)
}

fn refused(file: &Path, detail: &dyn std::fmt::Display) -> StoreError {
    StoreError::Certificate {
        at: file.display().to_string(),
        detail: detail.to_string(),
    }
}

/// Where nothing was said of TLS, it is asked for of every other machine: a password and every fact pass there.
fn asked(config: &Config) -> SslMode {
    match config.get_ssl_mode() {
        SslMode::Prefer if is_on_this_machine(config) => SslMode::Disable,
        SslMode::Prefer => SslMode::Require,
        said => said,
    }
}

fn is_on_this_machine(config: &Config) -> bool {
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|at: IpAddr| at.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tls_is_asked_for_of_every_other_machine_unless_it_is_given_up_in_words() {
        for (url, mode) in [
            ("host=/run/postgresql dbname=a", SslMode::Disable),
            ("postgres://a@localhost/b", SslMode::Disable),
            ("postgres://a@127.0.0.1/b", SslMode::Disable),
            ("postgres://a@[::1]/b", SslMode::Disable),
            ("postgres://a@localhost/b?sslmode=require", SslMode::Require),
            ("postgres://a@base.ac.example/b", SslMode::Require),
            ("postgres://a@10.0.0.7/b", SslMode::Require),
            ("host=localhost hostaddr=10.0.0.7 user=a", SslMode::Require),
            ("postgres://a@localhost,10.0.0.7/b", SslMode::Require),
            ("postgres://a@base.ac.example/b?sslmode=disable", SslMode::Disable),
        ] {
            assert_eq!(asked(&url.parse().unwrap()), mode, "{url}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("autorite.pem");
        std::fs::write(&file, "rien").unwrap();
        for authority in [file, folder.path().join("absente.pem")] {
            let name = authority.display().to_string();
            let database = Database {
                authority: Some(authority),
                ..Database::at("postgres://a@b/c")
            };
            assert!(matches!(
                database.pool().err(),
                Some(StoreError::Certificate { at, .. }) if at == name
            ));
        }
    }
}
