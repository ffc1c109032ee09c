//! What many rows share is written once, and each row says which.

use std::collections::BTreeMap;

use super::bytes::{Reader, Unreadable, Writer};
use super::columns;

/// What the rows say, and which of it each says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column<Entry> {
    pub(super) entries: Vec<Entry>,
    pub(super) rows: Vec<u32>,
}

/// An entry with its bytes.
pub(super) trait Written: Sized {
    fn write(&self, writer: &mut Writer);
    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable>;
}

impl<Entry: Clone + Ord> Column<Entry> {
    /// The column of these rows; entries stand in the order in which rows first name them.
    pub(super) fn of<'r>(rows: impl Iterator<Item = &'r Entry>) -> Self
    where
        Entry: 'r,
    {
        let (mut entries, mut known) = (Vec::new(), BTreeMap::new());
        let number = |entry: &'r Entry| {
            *known.entry(entry).or_insert_with(|| {
                entries.push(entry.clone());
                // A block has fewer rows than numbers there are.
                u32::try_from(entries.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let rows = rows.map(number).collect();
        Self { entries, rows }
    }

    /// What a row says.
    pub(super) fn get(&self, row: usize) -> &Entry {
        &self.entries[self.rows[row] as usize]
    }

    /// For each row, whether its entry is kept: each entry is looked at once.
    pub(super) fn kept(&self, keeps: impl Fn(&Entry) -> bool) -> impl Fn(usize) -> bool {
        let kept: Vec<bool> = self.entries.iter().map(keeps).collect();
        move |row| kept[self.rows[row] as usize]
    }
}

impl<Entry: Written> Column<Entry> {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.count(self.entries.len());
        self.entries.iter().for_each(|entry| entry.write(writer));
        columns::write(writer, &self.rows, self.entries.len());
    }

    pub(super) fn read(reader: &mut Reader<'_>, rows: usize) -> Result<Self, Unreadable> {
        let count = reader.count()?;
        let entries = reader.many(count, Entry::read)?;
        let rows = columns::read(reader, rows, count)?;
        Ok(Self { entries, rows })
    }
}
