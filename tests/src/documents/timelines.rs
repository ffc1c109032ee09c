//! Timelines drawn by seed: none, some samples with holes, or an hour of them.

use observation::grid::GridFile;
use observation::grid::timeline::{TimelineDefinition, Track};
use observation::timeline::Codes;
use observation::visit::{Sample, TimelineDocument};

use super::Hand;

/// A timeline of the codes of `grid`, where it has any.
pub(super) fn drawn(hand: &mut Hand, grid: &GridFile) -> Option<TimelineDocument> {
    let definition = grid.grid().timeline.as_ref().filter(|_| hand.one_in(2))?;
    let interval_minutes = u8::try_from(1 + hand.upto(4)).unwrap_or(2);
    let samples = (0..u32::try_from(hand.upto(60)).unwrap_or_default())
        .filter_map(|index| sample(hand, definition, index))
        .collect();
    Some(TimelineDocument {
        interval_minutes,
        samples,
    })
}

fn sample(hand: &mut Hand, definition: &TimelineDefinition, index: u32) -> Option<Sample> {
    let noted = |track: &Track, hand: &mut Hand| {
        let most = if track.several { 3 } else { 1 };
        let mut codes: Vec<String> = (0..hand.upto(most))
            .filter_map(|_| Some(hand.0.pick(&track.codes)?.code.clone()))
            .collect();
        codes.sort();
        codes.dedup();
        (!codes.is_empty()).then(|| (track.code.clone(), codes))
    };
    let tracks = definition.tracks.iter();
    let codes: Codes = tracks.filter_map(|track| noted(track, hand)).collect();
    (!codes.is_empty()).then_some(Sample { index, codes })
}
