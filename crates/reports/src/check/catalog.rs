//! What the file says of itself: language, title, conformance, colours.

use lopdf::{Dictionary, Object};

use super::{Finding, Inspection};

impl<'f> Inspection<'f> {
    pub(super) fn catalog(&mut self) {
        let Ok(catalog) = self.file.catalog() else {
            return self.find(Finding::Unreadable);
        };
        let is_true = |holder: Option<&'f Dictionary>, key: &[u8]| {
            holder
                .and_then(|holder| holder.get(key).and_then(Object::as_bool).ok())
                .unwrap_or_default()
        };
        let lang = self.entry(catalog, "Lang").and_then(|lang| lang.as_str().ok());
        let expected = [
            ("Lang", lang.is_some_and(|lang| !lang.is_empty())),
            (
                "MarkInfo",
                is_true(self.dictionary(catalog, "MarkInfo"), b"Marked"),
            ),
            (
                "ViewerPreferences",
                is_true(self.dictionary(catalog, "ViewerPreferences"), b"DisplayDocTitle"),
            ),
            (
                "StructTreeRoot",
                self.dictionary(catalog, "StructTreeRoot").is_some(),
            ),
            (
                "OutputIntents",
                self.entry(catalog, "OutputIntents")
                    .is_some_and(|intents| intents.as_array().is_ok()),
            ),
        ];
        for (entry, _) in expected.into_iter().filter(|(_, holds)| !holds) {
            self.find(Finding::Catalog(entry));
        }
        self.metadata(catalog);
    }

    fn metadata(&mut self, catalog: &'f Dictionary) {
        let stream = self
            .entry(catalog, "Metadata")
            .and_then(|metadata| metadata.as_stream().ok());
        let plain = stream.filter(|stream| !stream.dict.has(b"Filter"));
        let packet = plain
            .map(|stream| String::from_utf8_lossy(&stream.content))
            .unwrap_or_default();
        let says = |marks: &[&str]| marks.iter().all(|mark| packet.contains(mark));
        if !says(&["<pdfaid:part>2<", "<pdfaid:conformance>A<"]) {
            self.find(Finding::NotIdentified("PDF/A-2a"));
        }
        if !says(&["<pdfuaid:part>1<"]) {
            self.find(Finding::NotIdentified("PDF/UA-1"));
        }
        let title = title(&packet);
        if title.is_none_or(str::is_empty) || title.map(unescaped) != self.information_title() {
            self.find(Finding::Title);
        }
    }

    fn information_title(&self) -> Option<String> {
        let information = self
            .file
            .trailer
            .get_deref(b"Info", self.file)
            .ok()?
            .as_dict()
            .ok()?;
        let bytes = self.entry(information, "Title")?.as_str().ok()?;
        let units = bytes.strip_prefix(&[0xfe, 0xff])?.chunks_exact(2);
        String::from_utf16(
            &units
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect::<Vec<_>>(),
        )
        .ok()
    }
}

/// The title in a packet, as written there.
fn title(packet: &str) -> Option<&str> {
    let (_, from_title) = packet.split_once("<dc:title>")?;
    let (title, _) = from_title.split_once("</rdf:li>")?;
    title.split_once("x-default\">").map(|(_, text)| text)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
