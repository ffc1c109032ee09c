//! The end of the file's making: its identifier drawn from its content, and its bytes.

use lopdf::{Object, StringFormat};
use sha2::{Digest, Sha256};

use super::Tagging;
use crate::error::ReportError;

impl Tagging<'_> {
    /// The bytes. The identifier is a hash of all the rest: printpdf's is random, and the same report must be the same file.
    ///
    /// # Errors
    /// When a stream cannot be compressed or lopdf cannot write.
    pub(super) fn seal(mut self) -> Result<Vec<u8>, ReportError> {
        self.compress()?;
        self.file.trailer.remove(b"ID");
        let digest = Sha256::digest(self.bytes()?);
        let identifier = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
        self.file.trailer.set("ID", vec![identifier.clone(), identifier]);
        self.bytes()
    }

    fn bytes(&mut self) -> Result<Vec<u8>, ReportError> {
        let mut bytes = Vec::new();
        self.file
            .save_to(&mut bytes)
            .map_err(|error| ReportError::Pdf(error.to_string()))?;
        Ok(bytes)
    }
}
