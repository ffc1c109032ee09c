//! The colour space of the file: an sRGB profile (IEC 61966-2-1), built here in the form of ICC.1:2001-04.

use lopdf::{Object, Stream};

use super::objects::{ascii, dictionary, name};
use super::{Tagging, refused};
use crate::error::ReportError;

/// Points of the tone curve; readers interpolate between them.
const CURVE_POINTS: u16 = 256;
const NAME: &str = "sRGB IEC61966-2.1";
const TAGS_AT: usize = 128;

impl Tagging<'_> {
    /// Declares the colours of the file to be sRGB.
    ///
    /// # Errors
    /// When the file has no catalog.
    pub(super) fn write_output_intent(&mut self) -> Result<(), ReportError> {
        let profile = self
            .file
            .add_object(Stream::new(dictionary([("N", 3.into())]), profile()));
        let intent = dictionary([
            ("Type", name("OutputIntent")),
            ("S", name("GTS_PDFA1")),
            ("OutputConditionIdentifier", ascii(NAME)),
            ("Info", ascii(NAME)),
            ("DestOutputProfile", profile.into()),
        ]);
        let catalog = self.file.catalog_mut().map_err(refused)?;
        catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
        Ok(())
    }
}

/// The profile: a header, the table of its tags, their data.
fn profile() -> Vec<u8> {
    let tags = [
        ("desc", description()),
        (
            "cprt",
            [b"text\0\0\0\0".as_slice(), b"No copyright, use freely\0"].concat(),
        ),
        ("wtpt", xyz([0.9642, 1.0, 0.8249])),
        ("rXYZ", xyz([0.436_07, 0.222_49, 0.013_92])),
        ("gXYZ", xyz([0.385_15, 0.716_87, 0.097_08])),
        ("bXYZ", xyz([0.143_07, 0.060_61, 0.714_1])),
        ("rTRC", curve()),
        ("gTRC", curve()),
        ("bTRC", curve()),
    ];
    let mut table = u32_bytes(tags.len());
    let mut data = Vec::new();
    let data_at = TAGS_AT + 4 + 12 * tags.len();
    for (signature, mut content) in tags {
        table.extend(signature.bytes());
        table.extend(u32_bytes(data_at + data.len()));
        table.extend(u32_bytes(content.len()));
        content.resize(content.len().next_multiple_of(4), 0);
        data.append(&mut content);
    }
    [header(data_at + data.len()), table, data].concat()
}

/// The header (ICC.1:2001-04, 6.1): a display profile from RGB to XYZ, version 2.1, made at a fixed date.
fn header(size: usize) -> Vec<u8> {
    let mut header = u32_bytes(size);
    header.extend(b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ ");
    header.extend([2026_u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend([0.9642, 1.0, 0.8249].into_iter().flat_map(fixed));
    header.resize(TAGS_AT, 0);
    header
}

fn description() -> Vec<u8> {
    let mut description = b"desc\0\0\0\0".to_vec();
    description.extend(u32_bytes(NAME.len() + 1));
    description.extend(NAME.bytes());
    // The end of the ASCII form, then empty Unicode and Macintosh forms.
    description.resize(description.len() + 1 + 8 + 3 + 67, 0);
    description
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut xyz = b"XYZ \0\0\0\0".to_vec();
    xyz.extend(values.into_iter().flat_map(fixed));
    xyz
}

fn curve() -> Vec<u8> {
    let mut curve = b"curv\0\0\0\0".to_vec();
    curve.extend(u32_bytes(CURVE_POINTS.into()));
    curve.extend((0..CURVE_POINTS).flat_map(|point| {
        let linear = linear(f64::from(point) / f64::from(CURVE_POINTS - 1));
        ((linear * 65535.0).round() as u16).to_be_bytes()
    }));
    curve
}

/// From an sRGB value to light, both 0 to 1 (IEC 61966-2-1, 5.2).
fn linear(encoded: f64) -> f64 {
    match encoded <= 0.040_45 {
        true => encoded / 12.92,
        false => ((encoded + 0.055) / 1.055).powf(2.4),
    }
}

/// A number of 16 bits before and 16 after the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn u32_bytes(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_size_and_its_tags_lie_inside() {
        let profile = profile();
        let word = |at: usize| {
            profile[at..at + 4]
                .iter()
                .fold(0, |word, byte| word << 8 | usize::from(*byte))
        };
        assert_eq!(word(0), profile.len());
        for tag in 0..word(TAGS_AT) {
            let entry = TAGS_AT + 4 + 12 * tag;
            assert!(word(entry + 4) + word(entry + 8) <= profile.len());
        }
    }

    #[test]
    fn the_primaries_add_up_to_white() {
        let sums = [
            0.436_07 + 0.385_15 + 0.143_07,
            0.222_49 + 0.716_87 + 0.060_61,
            0.013_92 + 0.097_08 + 0.714_1_f64,
        ];
        for (sum, white) in sums.into_iter().zip([0.9642, 1.0, 0.8249]) {
            assert!((sum - white).abs() < 0.001, "{sum} for {white}");
        }
        assert!((linear(1.0) - 1.0).abs() < 1e-9 && linear(0.0) == 0.0);
    }
}
