//! The blank grid is read at arm's length, and has room for the whole lesson.
#![allow(clippy::unwrap_used)]

use observation::grid::check;
use observation::instant::Instant;
use reports::model::{Block, Document, Style};
use reports::paper::BlankGrid;

const GRIDS: [&[u8]; 5] = [
    include_bytes!("../../../assets/grids/tour-d-ecole.json"),
    include_bytes!("../../../assets/grids/usages-numerique-cycle-1.json"),
    include_bytes!("../../../assets/grids/usages-numerique-premier-degre.json"),
    include_bytes!("../../../assets/grids/usages-numerique-second-degre.json"),
    include_bytes!("../../../assets/grids/fiche-etablissement.json"),
];

fn blank(grid: &[u8], minutes: Option<u32>) -> Document {
    let file = check(grid).0.unwrap();
    let blank = BlankGrid {
        grid: file.grid(),
        minutes,
        visit: None,
        made_at: Instant::from_milliseconds(0),
    };
    blank.compose()
}

/// The blocks in small print, those within others too.
fn small(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph {
            style: Style::Small, ..
        } => 1,
        Block::Together(inner) => small(inner),
        _ => 0,
    };
    blocks.iter().map(of).sum()
}

#[test]
fn nothing_of_it_is_in_small_print() {
    for grid in GRIDS {
        let paper = blank(grid, None);
        assert_eq!(small(&paper.blocks), 0, "{}", paper.title);
        assert_eq!(
            small(&[
                Block::small("Une note"),
                Block::Together(vec![Block::small("Autre")])
            ]),
            2
        );
    }
}

/// The labels to tick, those within others too, cut where a line may end.
fn held(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Paragraph {
            text,
            style: Style::Large,
        } => text.to_text().split(' ').map(str::to_owned).collect(),
        Block::Together(inner) => held(inner),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

#[test]
fn a_label_wider_than_the_page_ends_its_lines_between_words() {
    let all: Vec<String> = GRIDS
        .iter()
        .flat_map(|grid| held(&blank(grid, None).blocks))
        .collect();
    assert!(
        all.iter().any(|one| one.contains("situation")),
        "the grids have a long label"
    );
    let wide: Vec<&String> = all.iter().filter(|one| one.chars().count() > 60).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

/// The minute of the last line of the timeline; none without timeline.
fn last_minute(paper: &Document) -> Option<u32> {
    let table = paper.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })?;
    table.rows.last()?.first()?.to_text().parse().ok()
}

#[test]
fn the_timeline_has_lines_for_an_hour_or_for_what_is_planned() {
    let minutes = [
        (None, 60),
        (Some(45), 60),
        (Some(55), 60),
        (Some(91), 92),
        (Some(10_000), 180),
    ];
    for (planned, last) in minutes {
        let told = GRIDS.map(|grid| last_minute(&blank(grid, planned)));
        assert_eq!(
            told,
            [None, Some(last), Some(last), Some(last), None],
            "{planned:?}"
        );
    }
}
