//! The time of a lesson: its charts, their tables, and what they cannot show.

use observation::visit::SeanceDocument;

use super::VisitReport;
use crate::lesson_time::{CAUTION, LessonTime, TrackTime};
use crate::model::{Block, HeadingLevel, Table};

impl VisitReport<'_> {
    /// The time of a séance, under a heading of this level; nothing where no timeline was kept.
    pub(super) fn time_of(&self, seance: &SeanceDocument, level: HeadingLevel) -> Vec<Block> {
        let kept = seance.timeline.as_ref();
        let lesson = kept.and_then(|kept| LessonTime::of(self.grid, kept, seance.start, self.zone()));
        let Some(lesson) = lesson else {
            return Vec::new();
        };
        let mut blocks = vec![
            Block::heading(level, "À quoi la séance a servi"),
            Block::paragraph(lesson.basis.as_str()),
        ];
        for track in &lesson.tracks {
            blocks.push(Block::TimeChart(lesson.chart(track)));
        }
        blocks.extend(lesson.tracks.iter().map(|track| Block::Table(table(track))));
        blocks.extend(lesson.tracks.iter().filter_map(changes));
        blocks.push(Block::small(CAUTION));
        blocks
    }
}

fn table(track: &TrackTime) -> Table {
    let columns = [
        ("Moment", 26),
        ("Part", 9),
        ("Relevés", 19),
        ("Le plus long", 19),
        ("Quand", 41),
    ];
    let caption = format!("{}, en chiffres", track.label);
    let table = Table::new(caption, columns).with_row_headers();
    track.codes.iter().fold(table, |table, code| {
        table.row([&code.label, &code.share, &code.count, &code.longest, &code.when].map(String::as_str))
    })
}

/// The changes that came more than once, or the first few: « Consigne → Circule (3 fois) ».
fn changes(track: &TrackTime) -> Option<Block> {
    let told: Vec<String> = track
        .changes
        .iter()
        .map(|(change, times)| format!("{change} ({times})"))
        .collect();
    let words = format!(
        "{}, enchaînements les plus fréquents\u{a0}: {}.",
        track.label,
        told.join("\u{202f}; ")
    );
    (!told.is_empty()).then(|| Block::paragraph(words))
}
