//! Strips onto pages: what must stay together does, where one page can hold it.

use std::collections::BTreeMap;

use super::laid::{Drawing, LinkArea, Mark, OutlineEntry, Owner, Page};
use super::strip::{Piece, Strip};
use super::style::{BOTTOM, FIRST_TOP, TOP};
use super::tree::{LeafId, MarkPlace, Role, Tree};

/// The pages of a report, without headers and footers.
pub(super) struct Flowed {
    pub(super) pages: Vec<Page>,
    pub(super) links: Vec<LinkArea>,
    pub(super) outline: Vec<OutlineEntry>,
}

/// A page being filled.
#[derive(Default)]
struct Sheet {
    artifacts: Vec<(super::laid::ArtifactKind, Drawing)>,
    by_leaf: BTreeMap<LeafId, Vec<Drawing>>,
}

struct Flow<'r> {
    repeated: &'r [Vec<Strip>],
    sheets: Vec<Sheet>,
    outline: Vec<OutlineEntry>,
    /// Where the next strip goes on the last sheet.
    y: f32,
    /// Whether the last sheet still holds nothing.
    empty: bool,
}

/// Distributes the strips over pages, and tells the tree where its leaves came to lie.
pub(super) fn flow(strips: Vec<Strip>, repeated: &[Vec<Strip>], tree: &mut Tree) -> Flowed {
    let sheets = vec![Sheet::default()];
    let mut flow = Flow {
        repeated,
        sheets,
        outline: Vec::new(),
        y: FIRST_TOP,
        empty: true,
    };
    let mut rest = strips.as_slice();
    while !rest.is_empty() {
        let together = 1 + rest
            .windows(2)
            .take_while(|pair| pair[0].keep && !pair[1].breaks)
            .count();
        let (group, after) = rest.split_at(together);
        flow.group(group);
        rest = after;
    }
    let links = link_areas(&flow.sheets, tree);
    let pages = flow
        .sheets
        .into_iter()
        .enumerate()
        .map(|(at, sheet)| page(at, sheet, tree))
        .collect();
    Flowed {
        pages,
        links,
        outline: flow.outline,
    }
}

impl Flow<'_> {
    /// Places strips that belong together: here, or on a new page, or, where no page can hold them, cut.
    fn group(&mut self, strips: &[Strip]) {
        let height: f32 = strips.iter().map(|strip| strip.gap + strip.height).sum();
        let first = strips.first();
        let header = self.header_height(first);
        let fits_here = self.y + height <= BOTTOM;
        let fits_a_page = TOP + header + height <= BOTTOM;
        let wanted = first.is_some_and(|strip| strip.breaks);
        if !self.empty && (wanted || (!fits_here && fits_a_page)) {
            self.turn_page(first);
        }
        strips.iter().for_each(|strip| self.strip(strip));
    }

    fn strip(&mut self, strip: &Strip) {
        let gap = if self.empty { 0.0 } else { strip.gap };
        if !self.empty && self.y + gap + strip.height > BOTTOM {
            self.turn_page(Some(strip));
        }
        self.y += if self.empty { 0.0 } else { strip.gap };
        self.draw(strip);
    }

    fn draw(&mut self, strip: &Strip) {
        if let Some(anchor) = &strip.anchor {
            let (page, top) = (self.sheets.len() - 1, self.y);
            self.outline.push(OutlineEntry {
                title: anchor.title.clone(),
                level: anchor.level,
                page,
                top,
            });
        }
        let y = self.y;
        if let Some(sheet) = self.sheets.last_mut() {
            strip.pieces.iter().for_each(|piece| sheet.take(piece, y));
        }
        self.y += strip.height;
        self.empty = false;
    }

    /// Begins a page, with the header of the table that the next strip belongs to.
    fn turn_page(&mut self, next: Option<&Strip>) {
        self.sheets.push(Sheet::default());
        (self.y, self.empty) = (TOP, true);
        let header = next.and_then(|strip| strip.repeats);
        for strip in header.into_iter().flat_map(|at| self.repeated[at].iter()) {
            self.draw(strip);
        }
    }

    fn header_height(&self, strip: Option<&Strip>) -> f32 {
        let header = strip.and_then(|strip| strip.repeats);
        header.map_or(0.0, |at| self.repeated[at].iter().map(|strip| strip.height).sum())
    }
}

impl Sheet {
    fn take(&mut self, piece: &Piece, y: f32) {
        let drawing = piece.drawing.clone().lowered(y);
        match piece.owner {
            Owner::Artifact(kind) => self.artifacts.push((kind, drawing)),
            Owner::Leaf(leaf) => self.by_leaf.entry(leaf).or_default().push(drawing),
        }
    }
}

/// The sheet with its texts in reading order, whatever the order in which columns were drawn.
fn page(number: usize, sheet: Sheet, tree: &mut Tree) -> Page {
    let marks: Vec<_> = sheet
        .by_leaf
        .into_iter()
        .map(|(leaf, drawings)| Mark { leaf, drawings })
        .collect();
    for (rank, mark) in marks.iter().enumerate() {
        tree.place(mark.leaf, MarkPlace { page: number, rank });
    }
    Page {
        artifacts: sheet.artifacts,
        marks,
    }
}

fn link_areas(sheets: &[Sheet], tree: &Tree) -> Vec<LinkArea> {
    let texts = sheets.iter().enumerate().flat_map(|(page, sheet)| {
        sheet
            .by_leaf
            .iter()
            .flat_map(move |(leaf, drawings)| drawings.iter().map(move |drawing| (page, *leaf, drawing)))
    });
    let mut areas: Vec<_> = texts
        .filter_map(|(page, leaf, drawing)| link_area(page, leaf, drawing, tree))
        .collect();
    areas.sort_by_key(|area| area.node);
    areas
}

fn link_area(page: usize, leaf: LeafId, drawing: &Drawing, tree: &Tree) -> Option<LinkArea> {
    let node = tree.leaf(leaf).parent;
    match (&tree.node(node).role, drawing) {
        (Role::Link(_), Drawing::Text(run)) => {
            let (top, bottom) = (run.baseline - run.style.size, run.baseline + run.style.size * 0.3);
            Some(LinkArea {
                page,
                area: [run.x, top, run.x + run.width, bottom],
                node,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_of(strips: Vec<Strip>, repeated: &[Vec<Strip>]) -> Vec<usize> {
        let marked = strips.into_iter().map(|strip| Strip {
            pieces: vec![Piece::rule((0.0, 0.0), (1.0, 0.0), 1.0)],
            ..strip
        });
        let flowed = flow(marked.collect(), repeated, &mut Tree::new());
        flowed.pages.iter().map(|page| page.artifacts.len()).collect()
    }

    #[test]
    fn what_is_kept_goes_to_the_next_page_whole() {
        let mut strips = vec![Strip::space(100.0); 8];
        strips[5].keep = true;
        strips[6].keep = true;
        assert_eq!(pages_of(strips, &[]), [5, 3]);
    }

    #[test]
    fn what_no_page_can_hold_is_cut_where_it_stands() {
        let kept = Strip {
            keep: true,
            ..Strip::space(100.0)
        };
        assert_eq!(pages_of(vec![kept; 20], &[]), [7, 7, 6]);
    }

    #[test]
    fn a_table_header_is_repeated_on_each_further_page() {
        let header = Strip {
            pieces: vec![Piece::rule((0.0, 0.0), (1.0, 0.0), 1.0)],
            ..Strip::space(20.0)
        };
        let row = Strip {
            repeats: Some(0),
            ..Strip::space(100.0)
        };
        assert_eq!(pages_of(vec![row; 10], &[vec![header]]), [7, 4]);
    }

    #[test]
    fn an_empty_report_has_one_page() {
        assert_eq!(pages_of(Vec::new(), &[]), [0]);
    }
}
