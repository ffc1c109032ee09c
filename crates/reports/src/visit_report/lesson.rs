//! The time of a lesson: its charts, their tables, and what they cannot show.

use observation::timeline::Extent;
use observation::visit::SeanceDocument;

use super::VisitReport;
use crate::lesson_time::{CAUTION, LessonTime, SCANT, TrackTime};
use crate::model::{Block, HeadingLevel, Table};

const MOST_FREQUENT_TOGETHER: usize = 3;

impl VisitReport<'_> {
    /// The time of a séance, under a heading of this level; nothing where no timeline was kept.
    pub(super) fn time_of(&self, seance: &SeanceDocument, level: HeadingLevel) -> Vec<Block> {
        let kept = seance.timeline.as_ref();
        let extent = Extent {
            start: seance.start,
            end: seance.end,
            going: false,
        };
        let lesson = kept.and_then(|kept| LessonTime::of(self.grid, kept, extent, self.zone()));
        let Some(lesson) = lesson else {
            return Vec::new();
        };
        let mut blocks = vec![
            Block::heading(level, lesson.title.as_str()),
            Block::paragraph(lesson.basis.as_str()),
        ];
        blocks.extend(lesson.scant.then(|| Block::paragraph(SCANT)));
        for track in &lesson.tracks {
            blocks.push(Block::TimeChart(lesson.chart(track)));
        }
        blocks.extend(lesson.tracks.iter().map(|track| Block::Table(table(track))));
        blocks.extend(lesson.tracks.iter().filter_map(changes));
        blocks.extend(together(&lesson));
        blocks.push(Block::small(CAUTION));
        blocks
    }
}

fn table(track: &TrackTime) -> Table {
    let columns = [
        ("Moment", 26),
        ("Part des relevés", 26),
        ("Plus long, environ", 26),
        ("Quand", 62),
    ];
    let caption = format!("{}, en chiffres", track.label);
    let table = Table::new(caption, columns).with_row_headers();
    track.codes.iter().fold(table, |table, code| {
        let share = format!("{} ({})", code.share, code.count);
        table.row([&code.label, &share, &code.longest, &code.when].map(String::as_str))
    })
}

/// What stood on all tracks at once, where that came more than once.
fn together(lesson: &LessonTime) -> Option<Block> {
    let several = lesson.combinations.iter().filter(|one| one.count > 1);
    let told: Vec<String> = several
        .take(MOST_FREQUENT_TOGETHER)
        .map(|one| format!("{} ({})", one.label, one.share))
        .collect();
    (!told.is_empty()).then(|| {
        let before = Block::paragraph("En même temps, le plus souvent\u{a0}:");
        Block::Together(vec![before, Block::bullets(told)])
    })
}

/// The changes that came more than once: « Consigne puis Circule (3 fois) ».
fn changes(track: &TrackTime) -> Option<Block> {
    let several = track.changes.iter().filter(|(_, times)| *times > 1);
    let told: Vec<String> = several
        .map(|(change, times)| format!("{change} ({times}\u{a0}fois)"))
        .collect();
    let words = format!(
        "{}, enchaînements les plus fréquents\u{a0}: {}.",
        track.label,
        told.join("\u{202f}; ")
    );
    (!told.is_empty()).then(|| Block::paragraph(words))
}
