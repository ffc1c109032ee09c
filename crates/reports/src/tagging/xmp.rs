//! The metadata of the file as XMP: what it is, and that it is PDF/A-2a and PDF/UA-1.

use std::fmt::Write;

use observation::instant::Instant;

use super::objects::one_line;
use crate::model::Document;

/// The name of the program in the files that it writes.
pub(super) const PRODUCER: &str = "Carnet";

/// The packet. PDF/A wants it to agree with the information dictionary, and to declare the schema of PDF/UA,
/// which it does not know (ISO 19005-2, 6.6.2.3).
pub(super) fn packet(document: &Document) -> String {
    let date = date(document.created);
    let mut fields = String::new();
    let mut field = |content: &str| {
        let _ = writeln!(fields, "   {content}");
    };
    field(&format!(
        "<dc:title><rdf:Alt>{}</rdf:Alt></dc:title>",
        default_item(&document.title)
    ));
    if !document.author.is_empty() {
        let author = escaped(&document.author);
        field(&format!(
            "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        ));
    }
    if !document.subject.is_empty() {
        let subject = default_item(&document.subject);
        field(&format!(
            "<dc:description><rdf:Alt>{subject}</rdf:Alt></dc:description>"
        ));
    }
    if !document.reference.is_empty() {
        field(&format!(
            "<dc:identifier>{}</dc:identifier>",
            escaped(&document.reference)
        ));
    }
    let lang = document.lang.tag();
    field(&format!(
        "<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
    ));
    field(&format!("<xmp:CreateDate>{date}</xmp:CreateDate>"));
    field(&format!("<xmp:ModifyDate>{date}</xmp:ModifyDate>"));
    field(&format!("<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"));
    field(&format!("<pdf:Producer>{PRODUCER}</pdf:Producer>"));
    format!("{HEAD}{fields}{TAIL}")
}

/// A date as XMP writes it, to the second.
fn date(instant: Instant) -> String {
    let written = instant.to_string();
    format!("{}Z", written.split('.').next().unwrap_or_default())
}

fn default_item(text: &str) -> String {
    format!("<rdf:li xml:lang=\"x-default\">{}</rdf:li>", escaped(text))
}

fn escaped(text: &str) -> String {
    one_line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

const HEAD: &str = "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
 <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
  <rdf:Description rdf:about=\"\"
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"
    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"
    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"
    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
";

const TAIL: &str = "   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"w\"?>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_cannot_break_the_packet() {
        let mut document = Document::new("A < B & C\u{0}\u{1F600}", Instant::from_milliseconds(0));
        document.author = "</rdf:li>".to_owned();
        let packet = packet(&document);
        assert!(packet.contains("A &lt; B &amp; C\u{1F600}</rdf:li>"));
        assert!(packet.contains("<rdf:li>&lt;/rdf:li&gt;</rdf:li>"));
        assert!(packet.contains("<xmp:CreateDate>1970-01-01T00:00:00Z<"));
    }
}
