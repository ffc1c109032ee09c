//! The streams of the file: compressed, and never ending in a line end.
//!
//! lopdf writes a line feed before `endstream`. After data that ends in CR or LF a strict reader takes the two
//! for one line end and finds the length wrong; about one compressed stream in 128 would end so.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, Stream};

use super::{Tagging, refused};
use crate::error::ReportError;

/// lopdf compresses at the highest level, which takes half of the making of a report to win one byte in ten.
const LEVEL: Compression = Compression::new(2);

/// The length of the entry that says how a stream is compressed.
const FILTER_ENTRY: usize = "/Filter/FlateDecode".len();

impl Tagging<'_> {
    /// Joins the glyphs that printpdf shows one string each, `<0001><0002>`, into one, `<00010002>`: a third less to write
    /// and to read. Nothing else in a page's content has these two signs side by side.
    ///
    /// # Errors
    /// When a page's content is not where printpdf is known to put it.
    pub(super) fn join_glyphs(&mut self) -> Result<(), ReportError> {
        for page in &self.pages {
            for content in self.file.get_page_contents(*page) {
                let stream = self.file.get_object_mut(content).and_then(Object::as_stream_mut);
                let stream = stream.map_err(refused)?;
                let joined = joined(&stream.content);
                stream.set_plain_content(joined);
            }
        }
        Ok(())
    }

    /// Compresses the streams that may be.
    ///
    /// # Errors
    /// When a stream cannot be compressed.
    pub(super) fn compress(&mut self) -> Result<(), ReportError> {
        for object in self.file.objects.values_mut() {
            if let Object::Stream(stream) = object {
                compress(stream).map_err(|error| ReportError::Pdf(error.to_string()))?;
            }
        }
        Ok(())
    }
}

fn joined(content: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(content.len());
    for byte in content {
        if *byte == b'<' && joined.last() == Some(&b'>') {
            joined.pop();
        } else {
            joined.push(*byte);
        }
    }
    joined
}

fn compress(stream: &mut Stream) -> io::Result<()> {
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return Ok(());
    }
    let mut plain = std::mem::take(&mut stream.content);
    loop {
        let compressed = deflated(&plain)?;
        let is_shorter = compressed.len() + FILTER_ENTRY < plain.len();
        let content = if is_shorter { &compressed } else { &plain };
        if matches!(content.last(), Some(b'\r' | b'\n')) {
            pad(stream, &mut plain);
            continue;
        }
        if is_shorter {
            stream.dict.set("Filter", "FlateDecode");
        }
        stream.set_content(if is_shorter { compressed } else { plain });
        return Ok(());
    }
}

fn deflated(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), LEVEL);
    encoder.write_all(plain)?;
    encoder.finish()
}

/// Lengthens the plain content by a space, which means nothing after text nor behind the tables of a font.
/// (A zero would not do: the compressed form ends in a sum of the bytes, which it leaves as it was.)
fn pad(stream: &mut Stream, plain: &mut Vec<u8>) {
    plain.push(b' ');
    if stream.dict.has(b"Length1") {
        stream
            .dict
            .set("Length1", i64::try_from(plain.len()).unwrap_or(i64::MAX));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use lopdf::Dictionary;

    use super::*;

    #[test]
    fn no_stream_ends_in_a_line_end() {
        let mut bad_without_the_guard = 0;
        for seed in 0..2000_u32 {
            let content: Vec<u8> = (0..200)
                .map(|at| (seed.wrapping_mul(2_654_435_761 + at) >> 13) as u8)
                .collect();
            let mut stream = Stream::new(Dictionary::new(), [content.clone(), content].concat());
            if seed % 2 == 0 {
                stream.dict.set("Length1", 400);
            }
            let mut unguarded = stream.clone();
            unguarded.compress().unwrap();
            bad_without_the_guard += u32::from(matches!(unguarded.content.last(), Some(b'\r' | b'\n')));
            compress(&mut stream).unwrap();
            assert!(!matches!(stream.content.last(), Some(b'\r' | b'\n')));
        }
        assert!(
            bad_without_the_guard > 0,
            "the test has met no stream to guard against"
        );
    }

    #[test]
    fn neighbouring_glyphs_are_one_string() {
        let shown = b"/P <</MCID 0>> BDC [<0001><0002> 20<0003>] TJ EMC";
        assert_eq!(joined(shown), b"/P <</MCID 0>> BDC [<00010002> 20<0003>] TJ EMC");
    }

    #[test]
    fn a_padded_font_says_its_new_length() {
        let mut font = Stream::new(
            Dictionary::from_iter([("Length1", Object::Integer(1))]),
            b"\n".to_vec(),
        );
        compress(&mut font).unwrap();
        assert_eq!(font.content, b"\n ");
        assert_eq!(font.dict.get(b"Length1").and_then(Object::as_i64).unwrap(), 2);
    }
}
