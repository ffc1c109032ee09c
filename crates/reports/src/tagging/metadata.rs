//! The title, the language, the dates and the conformance of the file.

use lopdf::{Dictionary, Object, Stream};

use super::objects::{ascii, dictionary, name, text};
use super::xmp::{PRODUCER, packet};
use super::{Tagging, refused};
use crate::error::ReportError;

impl Tagging<'_> {
    /// Writes the metadata, replacing printpdf's, whose dates and names are not ours.
    ///
    /// # Errors
    /// When the file has no catalog.
    pub(super) fn write_metadata(&mut self) -> Result<(), ReportError> {
        let entries = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
        // Readers that know nothing of PDF look for the packet in the bytes: never compressed (ISO 19005-2, 6.6.2.1).
        let packet = Stream::new(entries, packet(self.document).into_bytes()).with_compression(false);
        let metadata = self.file.add_object(packet);
        let information = self.information();
        let information = self.file.add_object(information);
        if let Ok(Object::Reference(old)) = self.file.trailer.get(b"Info") {
            let old = *old;
            self.file.objects.remove(&old);
        }
        self.file.trailer.set("Info", information);
        let lang = self.document.lang.tag().to_owned();
        let catalog = self.file.catalog_mut().map_err(refused)?;
        catalog.set("Metadata", metadata);
        catalog.set("Lang", ascii(&lang));
        catalog.set(
            "ViewerPreferences",
            dictionary([("DisplayDocTitle", true.into())]),
        );
        "1.7".clone_into(&mut self.file.version);
        Ok(())
    }

    fn information(&self) -> Dictionary {
        let date = ascii(&self.date());
        let mut information = dictionary([
            ("Creator", text(PRODUCER)),
            ("Producer", text(PRODUCER)),
            ("CreationDate", date.clone()),
            ("ModDate", date),
        ]);
        let document = self.document;
        for (key, value) in [
            ("Title", &document.title),
            ("Author", &document.author),
            ("Subject", &document.subject),
        ] {
            if !value.is_empty() {
                information.set(key, text(value));
            }
        }
        information
    }

    /// The date of the report as PDF writes it: `D:20261123080500Z`.
    fn date(&self) -> String {
        let written = self.document.created.to_string();
        let seconds = written.split('.').next().unwrap_or_default();
        let digits: String = seconds.chars().filter(char::is_ascii_digit).collect();
        format!("D:{digits}Z")
    }
}
