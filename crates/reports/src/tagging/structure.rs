//! The structure tree, its parent tree and the annotations of links (ISO 32000-1, 14.7 and 12.5.6.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::attributes::{describe, place};
use super::objects::{ascii, dictionary, integer, name, text};
use super::{Tagging, refused};
use crate::error::ReportError;
use crate::layout::{Drawing, Kid, LeafId, LinkArea, MarkPlace, NodeId, PAGE_HEIGHT, Role};
use crate::structure_types::tag;

/// The objects that nodes and links will be.
struct Numbering {
    root: ObjectId,
    elements: Vec<ObjectId>,
    annotations: Vec<ObjectId>,
    /// The ranks of the annotations of each link.
    by_link: BTreeMap<NodeId, Vec<usize>>,
}

impl Tagging<'_> {
    /// Writes the tree into the file and declares the file tagged.
    ///
    /// # Errors
    /// When the file has no catalog or lacks a page.
    pub(super) fn write_structure(&mut self) -> Result<(), ReportError> {
        let numbering = self.number();
        for at in 0..self.laid.tree.nodes().len() {
            let element = self.element(NodeId(at), &numbering);
            self.file.objects.insert(numbering.elements[at], element.into());
        }
        for (at, link) in self.laid.links.iter().enumerate() {
            let annotation = self.annotation(at, link);
            self.file
                .objects
                .insert(numbering.annotations[at], annotation.into());
        }
        self.describe_pages(&numbering)?;
        self.write_root(&numbering)
    }

    fn number(&mut self) -> Numbering {
        let root = self.file.new_object_id();
        let elements = self
            .laid
            .tree
            .nodes()
            .iter()
            .map(|_| self.file.new_object_id())
            .collect();
        let annotations = self
            .laid
            .links
            .iter()
            .map(|_| self.file.new_object_id())
            .collect();
        let mut by_link: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (at, link) in self.laid.links.iter().enumerate() {
            by_link.entry(link.node).or_default().push(at);
        }
        Numbering {
            root,
            elements,
            annotations,
            by_link,
        }
    }

    fn element(&self, id: NodeId, numbering: &Numbering) -> Dictionary {
        let node = self.laid.tree.node(id);
        let parent = node
            .parent
            .map_or(numbering.root, |parent| numbering.elements[parent.0]);
        let mut element = dictionary([
            ("Type", name("StructElem")),
            ("S", name(tag(&node.role))),
            ("P", parent.into()),
        ]);
        describe(&node.role, &mut element);
        if let Role::Figure(_) = node.role
            && let Some(bounds) = self.bounds(&node.kids)
        {
            place(bounds, &mut element);
        }
        let page = self.first_page(&node.kids);
        if let Some(page) = page {
            element.set("Pg", self.pages[page]);
        }
        let mut kids: Vec<Object> = node
            .kids
            .iter()
            .flat_map(|kid| self.kid(*kid, page, numbering))
            .collect();
        kids.extend(self.references(id, numbering));
        element.set("K", kids);
        element
    }

    /// The box around what is drawn of a figure, in the page's space.
    fn bounds(&self, kids: &[Kid]) -> Option<[f32; 4]> {
        let leaves = kids.iter().filter_map(|kid| match kid {
            Kid::Leaf(leaf) => self.laid.tree.leaf(*leaf).places.first(),
            Kid::Node(_) => None,
        });
        let drawings = leaves.flat_map(|place| &self.laid.pages[place.page].marks[place.rank].drawings);
        drawings
            .map(Drawing::bounds)
            .reduce(|[l, t, r, b], [left, top, right, bottom]| {
                [l.min(left), t.min(top), r.max(right), b.max(bottom)]
            })
            .map(|[left, top, right, bottom]| [left, PAGE_HEIGHT - bottom, right, PAGE_HEIGHT - top])
    }

    fn first_page(&self, kids: &[Kid]) -> Option<usize> {
        let places = kids.iter().filter_map(|kid| match kid {
            Kid::Leaf(leaf) => self.laid.tree.leaf(*leaf).places.first(),
            Kid::Node(_) => None,
        });
        places.map(|place| place.page).next()
    }

    fn kid(&self, kid: Kid, page: Option<usize>, numbering: &Numbering) -> Vec<Object> {
        match kid {
            Kid::Node(node) => vec![numbering.elements[node.0].into()],
            Kid::Leaf(leaf) => self
                .laid
                .tree
                .leaf(leaf)
                .places
                .iter()
                .map(|place| self.mark(*place, page))
                .collect(),
        }
    }

    /// A marked content: its number alone where the element already names the page.
    fn mark(&self, place: MarkPlace, page: Option<usize>) -> Object {
        let rank = integer(place.rank);
        if page == Some(place.page) {
            return rank;
        }
        dictionary([
            ("Type", name("MCR")),
            ("Pg", self.pages[place.page].into()),
            ("MCID", rank),
        ])
        .into()
    }

    /// The annotations of a link, as its children.
    fn references(&self, id: NodeId, numbering: &Numbering) -> Vec<Object> {
        let own = numbering.by_link.get(&id).map(Vec::as_slice).unwrap_or_default();
        let reference = |at: &usize| {
            let (page, object) = (self.pages[self.laid.links[*at].page], numbering.annotations[*at]);
            dictionary([
                ("Type", name("OBJR")),
                ("Pg", page.into()),
                ("Obj", object.into()),
            ])
            .into()
        };
        own.iter().map(reference).collect()
    }

    fn annotation(&self, at: usize, link: &LinkArea) -> Dictionary {
        let uri = match &self.laid.tree.node(link.node).role {
            Role::Link(uri) => uri.as_str(),
            _ => "",
        };
        let [left, top, right, bottom] = link.area;
        let area = [left, PAGE_HEIGHT - bottom, right, PAGE_HEIGHT - top].map(Object::Real);
        let action = dictionary([("S", name("URI")), ("URI", ascii(&percent_encoded(uri)))]);
        dictionary([
            ("Type", name("Annot")),
            ("Subtype", name("Link")),
            ("Rect", area.to_vec().into()),
            ("Border", [0, 0, 0].map(Object::Integer).to_vec().into()),
            // Printed: PDF/A-2, 6.3.2.
            ("F", Object::Integer(4)),
            ("Contents", text(&format!("Lien\u{a0}: {uri}"))),
            ("A", action.into()),
            ("StructParent", integer(self.pages.len() + at)),
        ])
    }

    fn describe_pages(&mut self, numbering: &Numbering) -> Result<(), ReportError> {
        for (at, id) in self.pages.clone().into_iter().enumerate() {
            let links = self
                .laid
                .links
                .iter()
                .zip(&numbering.annotations)
                .filter(|(link, _)| link.page == at);
            let annotations: Vec<Object> = links.map(|(_, id)| (*id).into()).collect();
            let page = self.file.get_dictionary_mut(id).map_err(refused)?;
            page.set("StructParents", integer(at));
            page.set("Tabs", name("S"));
            page.set("Annots", annotations);
        }
        Ok(())
    }

    fn write_root(&mut self, numbering: &Numbering) -> Result<(), ReportError> {
        let parents = self.parent_tree(numbering);
        let next = integer(self.pages.len() + self.laid.links.len());
        let root = dictionary([
            ("Type", name("StructTreeRoot")),
            ("K", numbering.elements[0].into()),
            ("ParentTree", dictionary([("Nums", parents.into())]).into()),
            ("ParentTreeNextKey", next),
        ]);
        self.file.objects.insert(numbering.root, root.into());
        let catalog = self.file.catalog_mut().map_err(refused)?;
        catalog.set("StructTreeRoot", numbering.root);
        catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
        Ok(())
    }

    /// For each page the elements of its marks by rank, then the element of each annotation.
    fn parent_tree(&self, numbering: &Numbering) -> Vec<Object> {
        let element = |leaf: LeafId| Object::from(numbering.elements[self.laid.tree.leaf(leaf).parent.0]);
        let of_page = |page: &crate::layout::Page| page.marks.iter().map(|mark| element(mark.leaf)).collect();
        let pages = self.laid.pages.iter().map(|page| Object::Array(of_page(page)));
        let links = self
            .laid
            .links
            .iter()
            .map(|link| numbering.elements[link.node.0].into());
        let numbered: BTreeMap<usize, Object> = pages.chain(links).enumerate().collect();
        numbered
            .into_iter()
            .flat_map(|(at, value)| [integer(at), value])
            .collect()
    }
}

/// An address in ASCII, as PDF wants it: other bytes as `%xx`.
fn percent_encoded(uri: &str) -> String {
    uri.bytes()
        .map(|byte| {
            if byte.is_ascii_graphic() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
