//! A packed scan of all items, of a million visits and of half of them.

use observation::packed::{Answers, Block, Layout, PackedVisit, Question, Tally};
use whole_product::drawn::{Drawn, Size};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::visits::grid;

use crate::consolidating::ACADEMIE;

/// How many visits.
pub const VISITS: usize = 1_000_000;
/// How many a block has.
const BLOCK: usize = 8_000;
/// How often all are counted.
const SCANS: usize = 20;
/// Milliseconds for a million.
const PROMISED: f64 = 400.0;
/// How many times longer twice the visits may take.
const TWICE: f64 = 2.3;

pub fn measure(visits: usize) -> Measured<Vec<Figure>> {
    let file = grid();
    let layout = Layout::of(file.grid());
    let blocks: Vec<Answers> = (0..visits / BLOCK)
        .map(|number| {
            let size = Size {
                visits: BLOCK,
                ..ACADEMIE
            };
            let drawn = Drawn::new(&file, size, number as u64).visits();
            let drawn: Vec<PackedVisit> = drawn.into_iter().map(|(_, visit)| visit).collect();
            let block = Block::pack(&layout, &drawn)?;
            Ok(Answers::from_bytes(&layout, &block.answers)?)
        })
        .collect::<Measured<_>>()?;
    let (all, half) = (
        scanned(&layout, &blocks)?,
        scanned(&layout, &blocks[..blocks.len() / 2])?,
    );
    let ratio = all.median() / half.median();
    let counted = blocks.len() * BLOCK;
    let promised = PROMISED * counted as f64 / VISITS as f64;
    Ok(vec![
        Figure::target(
            format!("a packed scan of all items of {counted} visits, in memory"),
            format!(
                "{all}: {:.0} million visits a second",
                counted as f64 / all.median() / 1e3
            ),
            format!("median {promised:.0} ms"),
            all.median() <= promised,
        ),
        Figure::bar(
            "the same over half of them",
            format!("{ratio:.2}x"),
            format!("at most {TWICE}x"),
            ratio <= TWICE,
        ),
    ])
}

fn scanned(layout: &Layout, blocks: &[Answers]) -> Measured<Durations> {
    let question = Question::all();
    let mut taken = Durations::default();
    for _ in 0..SCANS {
        taken.note(|| -> Measured<()> {
            let mut tally = Tally::none(layout);
            blocks
                .iter()
                .for_each(|block| tally.add(layout, block, &question));
            std::hint::black_box(tally);
            Ok(())
        })?;
    }
    Ok(taken)
}
