//! Bytes to text, whatever program saved them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::codes;
use crate::problem::Problem;

/// A file as text.
pub(super) struct Decoded<'a> {
    /// The text, without its byte-order mark.
    pub text: Cow<'a, str>,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Characters that were lost, if any.
    pub warning: Option<Problem>,
}

/// The text in `bytes`: by its byte-order mark, else UTF-8, else Windows-1252, which Latin-1 is a part of.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    let (encoding, skipped) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    if damaged && encoding == UTF_8 && !is_mostly_utf8(&text) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[skipped..]);
        return checked(text, WINDOWS_1252, None);
    }
    let lost = text
        .chars()
        .filter(|&character| character == char::REPLACEMENT_CHARACTER)
        .count();
    let warning = damaged.then(|| Problem::warning(codes::CHARACTERS_LOST, "").with("count", lost));
    checked(text, encoding, warning)
}

/// Damaged UTF-8 still shows more accents read than lost; another encoding shows none.
fn is_mostly_utf8(text: &str) -> bool {
    let (lost, read): (Vec<char>, Vec<char>) = text
        .chars()
        .filter(|character| !character.is_ascii())
        .partition(|&character| character == char::REPLACEMENT_CHARACTER);
    read.len() > lost.len()
}

fn checked<'a>(
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    warning: Option<Problem>,
) -> Result<Decoded<'a>, Problem> {
    let strange = |character: &char| character.is_control() && !"\t\r\n".contains(*character);
    let controls = text.chars().filter(strange).count();
    if text.contains('\0') || controls * 100 > text.len() {
        return Err(Problem::error(codes::NOT_TEXT, ""));
    }
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        warning,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "école;Œuvre;L’Haÿ";

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16 = |order: fn(u16) -> [u8; 2]| {
            "\u{feff}"
                .encode_utf16()
                .chain(TEXT.encode_utf16())
                .flat_map(order)
                .collect()
        };
        let saved: [(Vec<u8>, &str); 5] = [
            (TEXT.into(), "UTF-8"),
            (format!("\u{feff}{TEXT}").into(), "UTF-8"),
            (utf16(u16::to_le_bytes), "UTF-16LE"),
            (utf16(u16::to_be_bytes), "UTF-16BE"),
            (WINDOWS_1252.encode(TEXT).0.into_owned(), "windows-1252"),
        ];
        for (bytes, encoding) in saved {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (TEXT, encoding));
            assert_eq!(decoded.warning, None);
        }
    }

    #[test]
    fn a_file_cut_within_a_character_stays_utf8_and_says_so() {
        let decoded = decode(&TEXT.as_bytes()[..TEXT.len() - 1]).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.warning.unwrap().parameters["count"], "1");
    }
}
