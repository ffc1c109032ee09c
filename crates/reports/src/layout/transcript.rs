//! A laid-out report as text: its structure in reading order, as a screen reader walks it, with the pages it lies on.

use std::fmt::Write;

use super::laid::{Drawing, Laid, Mark, Page};
use super::tree::{Kid, LeafId, NodeId, Role, Scope, Tree};
use crate::model::Marker;

impl Laid {
    /// The structure, one line a node or a text, indented by depth; each text says on which pages it lies.
    #[must_use]
    pub fn transcript(&self) -> String {
        let mut transcript = String::new();
        self.write_node(Tree::ROOT, 0, &mut transcript);
        transcript
    }

    fn write_node(&self, id: NodeId, depth: usize, transcript: &mut String) {
        let node = self.tree.node(id);
        let _ = writeln!(transcript, "{}{}", "  ".repeat(depth), described(&node.role));
        for kid in &node.kids {
            match kid {
                Kid::Node(id) => self.write_node(*id, depth + 1, transcript),
                Kid::Leaf(leaf) => self.write_leaf(*leaf, depth + 1, transcript),
            }
        }
    }

    fn write_leaf(&self, leaf: LeafId, depth: usize, transcript: &mut String) {
        for place in &self.tree.leaf(leaf).places {
            let text = self.mark_text(&self.pages[place.page].marks[place.rank]);
            let _ = writeln!(transcript, "{}p{} {text:?}", "  ".repeat(depth), place.page + 1);
        }
    }

    /// The text of drawn glyphs.
    #[must_use]
    pub fn mark_text(&self, mark: &Mark) -> String {
        mark.drawings
            .iter()
            .map(|drawing| self.drawn_text(drawing))
            .collect()
    }

    /// What a page shows that a screen reader passes over, a text a line: headers, footers, repeated table headers.
    #[must_use]
    pub fn artifact_text(&self, page: &Page) -> String {
        let texts = page.artifacts.iter().map(|(_, drawing)| self.drawn_text(drawing));
        texts
            .filter(|text| !text.is_empty())
            .map(|text| format!("{text}\n"))
            .collect()
    }

    fn drawn_text(&self, drawing: &Drawing) -> String {
        match drawing {
            Drawing::Text(run) => {
                let table = self.glyphs.of(run.style.weight);
                run.glyphs.iter().map(|glyph| table.text(glyph.number)).collect()
            }
            Drawing::Rule(_) => String::new(),
        }
    }
}

fn described(role: &Role) -> String {
    match role {
        Role::Heading(level) => format!("H{level}"),
        Role::List(marker) => format!("L {}", marker.map_or("values", named)),
        Role::HeaderCell(Scope::Column) => "TH column".to_owned(),
        Role::HeaderCell(Scope::Row) => "TH row".to_owned(),
        Role::Link(uri) => format!("Link {uri}"),
        Role::Foreign(lang) => format!("Span {}", lang.tag()),
        Role::Figure(spoken) => format!("Figure {spoken:?}"),
        Role::Blank(spoken) => format!("Blank {spoken:?}"),
        other => format!("{other:?}"),
    }
}

fn named(marker: Marker) -> &'static str {
    match marker {
        Marker::Bullet => "bullets",
        Marker::Number => "numbers",
    }
}
