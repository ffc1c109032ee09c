//! The certificate that the store shows, read again when its file changes: renewing it stops nobody.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};

use crate::error::StoreError;

/// How often the files are looked at.
const LOOKING: Duration = Duration::from_secs(2);

/// Where the certificate and its key are, in PEM.
#[derive(Debug, Clone)]
pub struct Certificates {
    /// The certificate, with those that lead to its authority.
    pub certificate: PathBuf,
    /// Its private key.
    pub private_key: PathBuf,
}

/// A certificate that follows its files.
#[derive(Clone)]
pub(crate) struct Reloaded(RustlsConfig);

impl Reloaded {
    pub(crate) fn acceptor(self) -> RustlsAcceptor {
        RustlsAcceptor::new(self.0)
    }
}

impl Certificates {
    /// Reads the certificate, and follows its files from then on.
    pub(crate) async fn load(&self) -> Result<Reloaded, StoreError> {
        let read = self.changed_at();
        let config = self.read().await.map_err(|error| StoreError::Certificate {
            at: self.certificate.display().to_string(),
            detail: error.to_string(),
        })?;
        tokio::spawn(self.clone().follow(config.clone(), read));
        Ok(Reloaded(config))
    }

    async fn read(&self) -> std::io::Result<RustlsConfig> {
        let config = RustlsConfig::from_pem_file(&self.certificate, &self.private_key).await?;
        let mut spoken = config.get_inner().as_ref().clone();
        spoken.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.reload_from_config(Arc::new(spoken));
        Ok(config)
    }

    async fn follow(self, config: RustlsConfig, mut read: [Option<SystemTime>; 2]) {
        loop {
            tokio::time::sleep(LOOKING).await;
            let changed = self.changed_at();
            if changed == read {
                continue;
            }
            read = changed;
            // One file is written before the other: until both fit, the former certificate is shown.
            match self.read().await {
                Ok(anew) => {
                    config.reload_from_config(anew.get_inner());
                    tracing::info!("the certificate was read again");
                }
                Err(error) => {
                    tracing::warn!(%error, "le nouveau certificat ne se lit pas\u{a0}: l’ancien reste montré")
                }
            }
        }
    }

    fn changed_at(&self) -> [Option<SystemTime>; 2] {
        let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
        [changed(&self.certificate), changed(&self.private_key)]
    }
}
