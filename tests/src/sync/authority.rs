//! An académie's own certificate authority, which no system knows, and the certificates that it gives to its store.

use std::fs;
use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use tempfile::TempDir;

use super::laptop::Trouble;

/// An authority, with its certificate in a file of its own.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    /// A new one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new() -> Result<Self, Trouble> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params
            .distinguished_name
            .push(DnType::CommonName, "Autorité de l’académie");
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("autorite.pem"), issuer.pem())?;
        Ok(Self { issuer, folder })
    }

    /// Where its certificate lies.
    #[must_use]
    pub fn file(&self) -> String {
        self.folder.path().join("autorite.pem").display().to_string()
    }

    /// What a store is told to serve by a certificate of this authority, to `name`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn serving(&self, name: &str) -> Result<[String; 4], Trouble> {
        let key = KeyPair::generate()?;
        let params = CertificateParams::new(vec![name.to_owned()])?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let written = |file: &str, text: String| -> Result<String, Trouble> {
            let path = self.folder.path().join(file);
            fs::write(&path, text)?;
            Ok(path.display().to_string())
        };
        Ok([
            "--certificate".to_owned(),
            written(&format!("{name}.pem"), certificate.pem())?,
            "--private-key".to_owned(),
            written(&format!("{name}.key"), key.serialize_pem())?,
        ])
    }
}

/// A file that is no certificate, in `folder`.
///
/// # Errors
/// When the disk refuses.
pub fn no_authority(folder: &Path) -> Result<String, Trouble> {
    let path = folder.join("rien.pem");
    fs::write(&path, "rien")?;
    Ok(path.display().to_string())
}
