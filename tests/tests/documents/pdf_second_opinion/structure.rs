//! The structure of a tagged file, read from its bytes alone: what each marked content is, by the tree and by the way back.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A marked content, and what it is: the types of its elements from the root down, with what is said of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    page: usize,
    mark: i64,
    path: Vec<String>,
}

/// The structure of a file.
pub struct Structure {
    file: Document,
    pages: Vec<ObjectId>,
}

impl Structure {
    pub fn of(pdf: &[u8]) -> Self {
        let file = Document::load_mem(pdf).unwrap();
        let pages = file.get_pages().into_values().collect();
        Self { file, pages }
    }

    /// The marked contents in the order of reading: down from the root.
    pub fn read_down(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        self.descend(self.root().get(b"K").unwrap(), None, &[], &mut leaves);
        leaves
    }

    /// The marked contents of each page: from the parent tree up.
    pub fn read_up(&self) -> Vec<Leaf> {
        let tree = self.dictionary(self.root().get(b"ParentTree").unwrap());
        let parents = self.numbers(tree);
        let mut leaves = Vec::new();
        for (page, id) in self.pages.iter().enumerate() {
            // A page of dotted lines alone, as the end of a place for notes, has nothing marked.
            let Ok(key) = self.file.get_dictionary(*id).unwrap().get(b"StructParents") else {
                continue;
            };
            let key = key.as_i64().unwrap();
            let (_, marks) = parents.iter().find(|(number, _)| *number == key).unwrap();
            for (mark, element) in (0..).zip(self.resolved(marks).as_array().unwrap()) {
                let path = self.path(element);
                leaves.push(Leaf { page, mark, path });
            }
        }
        leaves
    }

    fn root(&self) -> &Dictionary {
        let catalog = self.file.catalog().unwrap();
        self.dictionary(catalog.get(b"StructTreeRoot").unwrap())
    }

    fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.file.dereference(object).unwrap().1
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.resolved(object).as_dict().unwrap()
    }

    fn descend(&self, kid: &Object, page: Option<ObjectId>, above: &[String], leaves: &mut Vec<Leaf>) {
        match self.resolved(kid) {
            Object::Array(kids) => kids.iter().for_each(|kid| self.descend(kid, page, above, leaves)),
            Object::Integer(mark) => leaves.push(self.leaf(page.unwrap(), *mark, above)),
            Object::Dictionary(inner) => {
                let page = inner.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(mark) = inner.get(b"MCID").and_then(Object::as_i64) {
                    leaves.push(self.leaf(page.unwrap(), mark, above));
                } else if let Ok(kids) = inner.get(b"K") {
                    let path = [above, &[self.named(inner)]].concat();
                    self.descend(kids, page, &path, leaves);
                }
            }
            other => panic!("a kid that is no element: {other:?}"),
        }
    }

    fn leaf(&self, page: ObjectId, mark: i64, path: &[String]) -> Leaf {
        Leaf {
            page: self.pages.iter().position(|one| *one == page).unwrap(),
            mark,
            path: path.to_vec(),
        }
    }

    /// The entries of a number tree, however many leaves it has.
    fn numbers<'a>(&'a self, tree: &'a Dictionary) -> Vec<(i64, &'a Object)> {
        if let Ok(kids) = tree.get(b"Kids") {
            let kids = self.resolved(kids).as_array().unwrap();
            return kids
                .iter()
                .flat_map(|kid| self.numbers(self.dictionary(kid)))
                .collect();
        }
        let entries = self.resolved(tree.get(b"Nums").unwrap()).as_array().unwrap();
        let pairs = entries.as_chunks::<2>().0;
        pairs
            .iter()
            .map(|[key, value]| (key.as_i64().unwrap(), value))
            .collect()
    }

    fn path(&self, element: &Object) -> Vec<String> {
        let element = self.dictionary(element);
        let Ok(_) = element.get(b"S") else {
            return Vec::new();
        };
        let mut path = self.path(element.get(b"P").unwrap());
        path.push(self.named(element));
        path
    }

    /// The type of an element with its attributes, as in « TH Scope=Column ».
    fn named(&self, element: &Dictionary) -> String {
        let mut words = vec![name(element.get(b"S").unwrap())];
        let attributes = element.get(b"A").map(|object| match self.resolved(object) {
            Object::Array(several) => several.iter().map(|one| self.dictionary(one)).collect(),
            other => vec![self.dictionary(other)],
        });
        // Where a figure lies is no part of what it is.
        let said =
            |attribute: &&&Dictionary| attribute.get(b"O").and_then(Object::as_name).ok() != Some(b"Layout");
        for attribute in attributes.unwrap_or_default().iter().filter(said) {
            for (key, value) in attribute.iter().filter(|(key, _)| *key != b"O") {
                words.push(format!("{}={}", String::from_utf8_lossy(key), name(value)));
            }
        }
        for key in ["Lang", "ActualText", "Alt"] {
            let text = element.get(key.as_bytes()).and_then(lopdf::decode_text_string);
            words.extend(text.ok().map(|text| format!("{key}={text}")));
        }
        words.join(" ")
    }
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().unwrap()).into_owned()
}
