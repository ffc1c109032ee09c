//! The outline: headings nested by level, in reading order. printpdf's is flat and sorted by title within a page.

use lopdf::{Dictionary, Object, ObjectId};

use super::objects::{dictionary, integer, name, text};
use super::{Tagging, refused};
use crate::error::ReportError;
use crate::layout::{OutlineEntry, PAGE_HEIGHT};

/// Where an entry stands among the others, by their ranks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Place {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    children: Vec<usize>,
}

impl Tagging<'_> {
    /// Writes the outline and has it shown when the file opens.
    ///
    /// # Errors
    /// When the file has no catalog.
    pub(super) fn write_outline(&mut self) -> Result<(), ReportError> {
        let entries = &self.laid.outline;
        let places = places(entries);
        let root = self.file.new_object_id();
        let ids: Vec<_> = entries.iter().map(|_| self.file.new_object_id()).collect();
        for (at, entry) in entries.iter().enumerate() {
            let item = self.item(entry, &places[at], root, &ids, &places);
            self.file.objects.insert(ids[at], item.into());
        }
        let top: Vec<_> = (0..places.len())
            .filter(|at| places[*at].parent.is_none())
            .collect();
        let mut outline = dictionary([("Type", name("Outlines")), ("Count", integer(places.len()))]);
        link_ends(&mut outline, &top, &ids);
        self.file.objects.insert(root, outline.into());
        let catalog = self.file.catalog_mut().map_err(refused)?;
        catalog.set("Outlines", root);
        catalog.set("PageMode", name("UseOutlines"));
        Ok(())
    }

    fn item(
        &self,
        entry: &OutlineEntry,
        place: &Place,
        root: ObjectId,
        ids: &[ObjectId],
        places: &[Place],
    ) -> Dictionary {
        let position = Object::Real(PAGE_HEIGHT - entry.top + 6.0);
        let target = vec![
            self.pages[entry.page].into(),
            name("XYZ"),
            Object::Null,
            position,
            Object::Null,
        ];
        let parent = place.parent.map_or(root, |parent| ids[parent]);
        let mut item = dictionary([
            ("Title", text(&entry.title)),
            ("Parent", parent.into()),
            ("Dest", target.into()),
        ]);
        for (key, neighbour) in [("Prev", place.previous), ("Next", place.next)] {
            if let Some(at) = neighbour {
                item.set(key, ids[at]);
            }
        }
        if !place.children.is_empty() {
            item.set("Count", integer(descendants(place, places)));
            link_ends(&mut item, &place.children, ids);
        }
        item
    }
}

fn link_ends(parent: &mut Dictionary, children: &[usize], ids: &[ObjectId]) {
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        parent.set("First", ids[*first]);
        parent.set("Last", ids[*last]);
    }
}

fn descendants(place: &Place, places: &[Place]) -> usize {
    place
        .children
        .iter()
        .map(|child| 1 + descendants(&places[*child], places))
        .sum()
}

/// Each entry under the nearest one before it of a higher rank.
fn places(entries: &[OutlineEntry]) -> Vec<Place> {
    let mut places = vec![Place::default(); entries.len()];
    let mut above: Vec<usize> = Vec::new();
    let mut last_top = None;
    for at in 0..entries.len() {
        above.retain(|other| entries[*other].level < entries[at].level);
        let parent = above.last().copied();
        let previous = match parent {
            Some(parent) => places[parent].children.last().copied(),
            None => last_top.replace(at),
        };
        if let Some(parent) = parent {
            places[parent].children.push(at);
        }
        if let Some(previous) = previous {
            places[previous].next = Some(at);
        }
        (places[at].parent, places[at].previous) = (parent, previous);
        above.push(at);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_nested_in_reading_order() {
        let entry = |level| OutlineEntry {
            title: String::new(),
            level,
            page: 0,
            top: 0.0,
        };
        let places = places(&[1, 2, 3, 2, 2].map(entry));
        let parents: Vec<_> = places.iter().map(|place| place.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(0), Some(0)]);
        assert_eq!(places[0].children, [1, 3, 4]);
        assert_eq!((places[3].previous, places[3].next), (Some(1), Some(4)));
        assert_eq!(descendants(&places[0], &places), 4);
    }
}
