//! The structure of a laid-out report: what a screen reader walks through, in reading order.

use crate::model::{Lang, Marker};

/// A node of the tree, by its rank in order of creation, which is reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A run of drawn text under one node, by its rank in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafId(pub usize);

/// Which cells a header cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of its column.
    Column,
    /// Those of its row.
    Row,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The whole report.
    Document,
    /// Blocks that belong together.
    Division,
    /// A heading, from 1, the title, to 4.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list; labelled values have no marker.
    List(Option<Marker>),
    /// An item of a list.
    ListItem,
    /// The number, bullet or name of an item.
    Label,
    /// The content of an item.
    ListBody,
    /// A table.
    Table,
    /// The caption of a table.
    Caption,
    /// The header rows of a table.
    TableHead,
    /// The other rows of a table.
    TableBody,
    /// A row.
    Row,
    /// A cell that names others.
    HeaderCell(Scope),
    /// A cell.
    Cell,
    /// A chart; the text stands for it.
    Figure(String),
    /// A link to this address.
    Link(String),
    /// Text in another language.
    Foreign(Lang),
    /// Something to fill in by hand; the text stands for it.
    Blank(String),
}

/// A child of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// A node.
    Node(NodeId),
    /// Drawn text.
    Leaf(LeafId),
}

/// One node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its parent; the document has none.
    pub parent: Option<NodeId>,
    /// Its children, in reading order.
    pub kids: Vec<Kid>,
}

/// Where a leaf is drawn: the marked content of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkPlace {
    /// The page, from 0.
    pub page: usize,
    /// Its rank among the marked contents of the page, from 0: the MCID of the PDF.
    pub rank: usize,
}

/// One leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The node that it is a child of.
    pub parent: NodeId,
    /// Where it is drawn: once on each page that it reaches.
    pub places: Vec<MarkPlace>,
}

/// The whole tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
}

impl Tree {
    /// The node of the whole report.
    pub const ROOT: NodeId = NodeId(0);

    /// A tree of the root alone.
    #[must_use]
    pub fn new() -> Self {
        let root = Node {
            role: Role::Document,
            parent: None,
            kids: Vec::new(),
        };
        Self {
            nodes: vec![root],
            leaves: Vec::new(),
        }
    }

    /// A new last child of `parent`.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node {
            role,
            parent: Some(parent),
            kids: Vec::new(),
        });
        self.nodes[parent.0].kids.push(Kid::Node(id));
        id
    }

    /// New text as the last child of `parent`.
    pub fn add_leaf(&mut self, parent: NodeId) -> LeafId {
        let id = LeafId(self.leaves.len());
        self.leaves.push(Leaf {
            parent,
            places: Vec::new(),
        });
        self.nodes[parent.0].kids.push(Kid::Leaf(id));
        id
    }

    /// Says where a leaf is drawn.
    pub fn place(&mut self, leaf: LeafId, place: MarkPlace) {
        self.leaves[leaf.0].places.push(place);
    }

    /// The nodes, by their ranks.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node of this tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// One leaf of this tree.
    #[must_use]
    pub fn leaf(&self, id: LeafId) -> &Leaf {
        &self.leaves[id.0]
    }
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}
