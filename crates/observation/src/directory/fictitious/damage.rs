//! What happens to a file between its publication and its import.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1252;

/// The cells that say something, under the official names of their columns.
pub(super) type Cells = BTreeMap<&'static str, String>;

/// One way in which a file differs from the published one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Commas between cells.
    Commas,
    /// Tabs between cells.
    Tabs,
    /// No byte-order mark.
    NoMark,
    /// Saved in Windows-1252, which Latin-1 is a part of.
    Latin1,
    /// Saved in UTF-16, as « Texte Unicode » of a spreadsheet.
    Utf16,
    /// Lines that end in LF alone.
    LineFeeds,
    /// Opened and saved by a spreadsheet: leading zeros gone, French dates, long numbers in scientific notation.
    Spreadsheet,
    /// The circonscription written in capitals, without accents, with double spaces, and without its code.
    CirconscriptionByName,
}

impl Damage {
    pub(super) fn separator(damages: &[Self]) -> char {
        match (damages.contains(&Self::Commas), damages.contains(&Self::Tabs)) {
            (true, _) => ',',
            (_, true) => '\t',
            _ => ';',
        }
    }

    pub(super) fn encoded(damages: &[Self], text: &str) -> Vec<u8> {
        let text = if damages.contains(&Self::LineFeeds) {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        };
        let without_mark = damages.contains(&Self::NoMark) || damages.contains(&Self::Spreadsheet);
        if damages.contains(&Self::Latin1) {
            WINDOWS_1252.encode(&text).0.into_owned()
        } else if damages.contains(&Self::Utf16) {
            format!("\u{feff}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect()
        } else if without_mark {
            text.into_bytes()
        } else {
            format!("\u{feff}{text}").into_bytes()
        }
    }
}

/// Damages the cells of one row.
pub(super) fn cells_damaged(cells: &mut Cells, damages: &[Damage]) {
    if damages.contains(&Damage::Spreadsheet) {
        for (name, cell) in cells.iter_mut() {
            *cell = as_a_spreadsheet_saves(name, cell);
        }
    }
    if damages.contains(&Damage::CirconscriptionByName) {
        cells.remove("code_circonscription");
        if let Some(name) = cells.get_mut("nom_circonscription") {
            *name = crate::folding::search_key(name).to_uppercase().replace(' ', "  ");
        }
    }
}

fn as_a_spreadsheet_saves(name: &str, cell: &str) -> String {
    const DIGITS_SHOWN: usize = 11;
    let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let number = cell.trim_start_matches('0');
    match (is_number, cell.split('-').collect::<Vec<_>>().as_slice()) {
        (true, _) if number.len() > DIGITS_SHOWN => {
            format!("{},{}E+{}", &number[..1], &number[1..6], number.len() - 1)
        }
        (true, _) if number.is_empty() => "0".to_owned(),
        (true, _) => number.to_owned(),
        (false, [year, month, day]) if name.starts_with("date") => format!("{day}/{month}/{year}"),
        _ => cell.to_owned(),
    }
}
