//! The structure tree against the pages and the parent tree, each way.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::{Finding, Inspection, Marks};

/// What the elements of the tree hold.
#[derive(Default)]
struct Claims {
    /// The element of each marked content.
    marks: BTreeMap<(ObjectId, i64), ObjectId>,
    /// The element of each annotation.
    annotations: BTreeMap<ObjectId, ObjectId>,
    seen: BTreeSet<ObjectId>,
    heading: u8,
}

impl<'f> Inspection<'f> {
    pub(super) fn structure(&mut self, marks: &Marks) {
        let catalog = self.file.catalog().ok();
        let reference =
            catalog.and_then(|catalog| catalog.get(b"StructTreeRoot").and_then(Object::as_reference).ok());
        let Some((id, root)) = reference.and_then(|id| Some((id, self.file.get_dictionary(id).ok()?))) else {
            return;
        };
        let mut claims = Claims::default();
        self.kids(root, id, None, &mut claims);
        self.agree(marks, &claims);
        self.parent_tree(root, &claims);
    }

    /// Walks the children of an element in reading order; a file that is no tree is walked once.
    fn kids(&mut self, element: &'f Dictionary, id: ObjectId, page: Option<ObjectId>, claims: &mut Claims) {
        match self.entry_unresolved(element, "K") {
            Some(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, id, page, claims)),
            Some(kid) => self.kid(kid, id, page, claims),
            None => {}
        }
    }

    fn entry_unresolved(&self, dictionary: &'f Dictionary, key: &str) -> Option<&'f Object> {
        dictionary.get(key.as_bytes()).ok()
    }

    fn kid(&mut self, kid: &'f Object, parent: ObjectId, page: Option<ObjectId>, claims: &mut Claims) {
        if let Object::Integer(mcid) = kid {
            return self.claim(page, *mcid, parent, claims);
        }
        let Some(dictionary) = self.resolved(kid) else {
            return;
        };
        match dictionary.get(b"Type").and_then(Object::as_name) {
            Ok(b"MCR") => {
                let mcid = dictionary.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                self.claim(page_of(dictionary).or(page), mcid, parent, claims);
            }
            Ok(b"OBJR") => {
                let object = dictionary.get(b"Obj").and_then(Object::as_reference).ok();
                claims.annotations.extend(object.map(|object| (object, parent)));
            }
            _ => self.element(kid, dictionary, parent, claims),
        }
    }

    fn element(&mut self, kid: &Object, element: &'f Dictionary, parent: ObjectId, claims: &mut Claims) {
        let Ok(id) = kid.as_reference() else {
            return self.find(Finding::BrokenParent);
        };
        if !claims.seen.insert(id) || element.get(b"P").and_then(Object::as_reference).ok() != Some(parent) {
            return self.find(Finding::BrokenParent);
        }
        self.role(element, claims);
        self.kids(element, id, page_of(element), claims);
    }

    fn role(&mut self, element: &'f Dictionary, claims: &mut Claims) {
        match element.get(b"S").and_then(Object::as_name).unwrap_or_default() {
            b"Figure" | b"Formula" if !element.has(b"Alt") && !element.has(b"ActualText") => {
                self.find(Finding::MissingAlternative);
            }
            b"TH"
                if self
                    .dictionary(element, "A")
                    .is_none_or(|attributes| !attributes.has(b"Scope")) =>
            {
                self.find(Finding::MissingScope);
            }
            [b'H', level @ b'1'..=b'6'] => {
                let (from, to) = (claims.heading, level - b'0');
                claims.heading = to;
                if to > from + 1 {
                    self.find(Finding::SkippedHeading { from, to });
                }
            }
            _ => {}
        }
    }

    fn claim(&mut self, page: Option<ObjectId>, mcid: i64, element: ObjectId, claims: &mut Claims) {
        let Some(page) = page else {
            return self.find(Finding::Absent { page: 0, mcid });
        };
        if claims.marks.insert((page, mcid), element).is_some() {
            self.find(Finding::MarkedTwice {
                page: self.page_number(page),
                mcid,
            });
        }
    }

    fn agree(&mut self, marks: &Marks, claims: &Claims) {
        for (page, mcid) in marks.iter().filter(|mark| !claims.marks.contains_key(mark)) {
            self.find(Finding::Orphan {
                page: self.page_number(*page),
                mcid: *mcid,
            });
        }
        for (page, mcid) in claims.marks.keys().filter(|mark| !marks.contains(mark)) {
            self.find(Finding::Absent {
                page: self.page_number(*page),
                mcid: *mcid,
            });
        }
    }

    fn parent_tree(&mut self, root: &'f Dictionary, claims: &Claims) {
        let tree = self.dictionary(root, "ParentTree");
        let numbers = tree
            .and_then(|tree| self.entry(tree, "Nums"))
            .and_then(|numbers| numbers.as_array().ok());
        let pairs = numbers.map(Vec::as_slice).unwrap_or_default().chunks_exact(2);
        let by_key: BTreeMap<i64, &Object> = pairs
            .filter_map(|pair| Some((pair[0].as_i64().ok()?, &pair[1])))
            .collect();
        for ((page, mcid), element) in &claims.marks {
            if self.parent_of(*page, *mcid, &by_key) != Some(*element) {
                self.find(Finding::WrongParent {
                    page: self.page_number(*page),
                    mcid: *mcid,
                });
            }
        }
        let pages: Vec<_> = self.pages.keys().copied().collect();
        pages
            .into_iter()
            .for_each(|page| self.annotations(page, &by_key, claims));
    }

    fn parent_of(&self, page: ObjectId, mcid: i64, by_key: &BTreeMap<i64, &'f Object>) -> Option<ObjectId> {
        let key = self
            .file
            .get_dictionary(page)
            .ok()?
            .get(b"StructParents")
            .and_then(Object::as_i64)
            .ok()?;
        let (_, parents) = self.file.dereference(by_key.get(&key)?).ok()?;
        parents
            .as_array()
            .ok()?
            .get(usize::try_from(mcid).ok()?)?
            .as_reference()
            .ok()
    }

    fn annotations(&mut self, page: ObjectId, by_key: &BTreeMap<i64, &'f Object>, claims: &Claims) {
        let dictionary = self.file.get_dictionary(page).ok();
        let annotations = dictionary
            .and_then(|page| self.entry(page, "Annots"))
            .and_then(|list| list.as_array().ok());
        for annotation in annotations.map(Vec::as_slice).unwrap_or_default() {
            let id = annotation.as_reference().ok();
            let element = id.and_then(|id| claims.annotations.get(&id));
            let described = self.resolved(annotation);
            let key = described
                .and_then(|annotation| annotation.get(b"StructParent").and_then(Object::as_i64).ok());
            let parent = key
                .and_then(|key| by_key.get(&key))
                .and_then(|parent| parent.as_reference().ok());
            if element.is_none() || parent.as_ref() != element {
                self.find(Finding::LooseAnnotation {
                    page: self.page_number(page),
                });
            }
            if described.is_none_or(|annotation| !annotation.has(b"Contents")) {
                self.find(Finding::MissingAlternative);
            }
        }
    }
}

fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").and_then(Object::as_reference).ok()
}
