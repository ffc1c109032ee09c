//! The end of the file's making: its identifier drawn from its content, and its bytes.

use data_encoding::HEXUPPER;
use lopdf::{Object, StringFormat};
use sha2::{Digest, Sha256};

use super::Tagging;
use crate::error::ReportError;

/// The length of an identifier, in bytes.
const IDENTIFIER: usize = 16;

impl Tagging<'_> {
    /// The bytes. The identifier is a hash of all the rest: printpdf's is random, and the same report must be the same file.
    ///
    /// # Errors
    /// When a stream cannot be compressed or lopdf cannot write.
    pub(super) fn seal(mut self) -> Result<Vec<u8>, ReportError> {
        self.compress()?;
        let unnamed = Object::String(vec![0; IDENTIFIER], StringFormat::Hexadecimal);
        self.file.trailer.set("ID", vec![unnamed.clone(), unnamed]);
        let mut bytes = self.bytes()?;
        let identifier = HEXUPPER.encode(&Sha256::digest(&bytes)[..IDENTIFIER]);
        for _ in 0..2 {
            name_last(&mut bytes, &identifier);
        }
        Ok(bytes)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, ReportError> {
        let mut bytes = Vec::new();
        self.file
            .save_to(&mut bytes)
            .map_err(|error| ReportError::Pdf(error.to_string()))?;
        Ok(bytes)
    }
}

/// Puts the identifier where the last one is still missing: in the trailer, at the end of the file.
fn name_last(bytes: &mut [u8], identifier: &str) {
    let length = identifier.len();
    let unnamed = |at: &usize| bytes[*at..at + length].iter().all(|byte| *byte == b'0');
    let last = (0..=bytes.len().saturating_sub(length)).rev().find(unnamed);
    if let Some(at) = last {
        bytes[at..at + length].copy_from_slice(identifier.as_bytes());
    }
}
