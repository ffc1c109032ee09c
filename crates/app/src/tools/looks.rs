//! What a file given in place of another looks like, so that who gave it is told more than « not this ».

use observation::{directory, json};
use serde::Deserialize;
use sync_protocol::VisitFile;

use crate::problem::codes;

#[derive(Deserialize)]
struct Outline {
    format: String,
}

/// How the formats of Carnet's own files begin, whatever their version.
const FORMATS: &[(&str, &str)] = &[
    ("carnet/grid/", codes::LOOKS_GRID),
    ("carnet/notebook-keys/", codes::LOOKS_KEYS),
    ("carnet/preset/", codes::LOOKS_PRESET),
    (VisitFile::ANY_FORMAT, codes::LOOKS_VISIT),
    ("carnet/visit/", codes::LOOKS_DOCUMENT),
];

/// The code of what `bytes` look like; none when they look like nothing that is known.
pub(super) fn like(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        return Some(codes::LOOKS_PDF);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(codes::LOOKS_PACKED);
    }
    by_format(bytes).or_else(|| is_directory(bytes).then_some(codes::LOOKS_DIRECTORY))
}

fn by_format(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Outline { format } = json::read(text).ok()?;
    let known = FORMATS.iter().find(|(begins, _)| format.starts_with(*begins));
    known.map(|(_, code)| *code)
}

/// The first lines are enough to know a directory by its columns.
fn is_directory(bytes: &[u8]) -> bool {
    const HEAD: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(HEAD)];
    let whole_lines = head.iter().rposition(|byte| *byte == b'\n');
    let lines = whole_lines.map_or(head, |end| &head[..=end]);
    directory::read(lines).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use observation::directory::fictitious::{self, Columns};

    #[test]
    fn what_is_known_is_told_and_nothing_else() {
        let csv = fictitious::csv(&fictitious::schools(900, 1), Columns::Of2026, &[]);
        let cases: [(&[u8], Option<&str>); 8] = [
            (b"%PDF-1.7 ...", Some(codes::LOOKS_PDF)),
            (b"PK\x03\x04...", Some(codes::LOOKS_PACKED)),
            (
                b"\xef\xbb\xbf{\"format\":\"carnet/grid/2\"}",
                Some(codes::LOOKS_GRID),
            ),
            (b"{\"format\":\"carnet/visit-file/1\"}", Some(codes::LOOKS_VISIT)),
            (b"{\"format\":\"carnet/facts/1\"}", None),
            (&csv, Some(codes::LOOKS_DIRECTORY)),
            (b"nom;commune\nA;B\n", None),
            (b"", None),
        ];
        for (bytes, code) in cases {
            assert_eq!(
                like(bytes),
                code,
                "{}",
                String::from_utf8_lossy(&bytes[..bytes.len().min(80)])
            );
        }
    }
}
