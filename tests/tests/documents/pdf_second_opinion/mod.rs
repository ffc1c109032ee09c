//! The same pages through krilla, another maker of tagged PDF: it accepts the structure for PDF/UA-1 and PDF/A-2a; the text
//! that comes out is ours, page by page, and so is what each marked content is said to be, down the tree and back.
//!
//! Links are left out: none of the documents has any.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod redrawn;
mod structure;

use lopdf::Object;
use redrawn::Redrawn;
use reports::fonts::{FontSet, Weight};
use reports::layout::{Drawing, lay_out};
use structure::Structure;
use whole_product::documents::drawn;
use whole_product::rounds::rounds;

/// The letters of each page, in order; spaces are where two readers may differ.
fn letters(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages = document.get_pages().into_keys();
    let text = |page| document.extract_text(&[page]).unwrap();
    pages
        .map(|page| text(page).chars().filter(|c| !c.is_whitespace()).collect())
        .collect()
}

/// A document, as we make it and as krilla does.
fn both(composed: &reports::model::Document) -> (Vec<u8>, Vec<u8>) {
    let ours = reports::render(composed).unwrap();
    let laid = lay_out(composed, FontSet::shared().unwrap());
    let theirs = Redrawn::new(&laid)
        .bytes(&composed.title)
        .unwrap_or_else(|error| panic!("{}: {error:?}", composed.title));
    (ours.bytes, theirs)
}

/// The report of a drawn visit.
fn report(seed: u64) -> reports::model::Document {
    drawn(seed).unwrap().report().compose()
}

/// What differs between the structures of two files; nothing when they say the same.
fn difference(ours: &[u8], theirs: &[u8]) -> Option<String> {
    let (ours, theirs) = (Structure::of(ours), Structure::of(theirs));
    let ways = [
        ("down", ours.read_down(), theirs.read_down()),
        ("up", ours.read_up(), theirs.read_up()),
    ];
    ways.into_iter().find_map(|(way, ours, theirs)| {
        let apart = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
        let lengths =
            (ours.len() != theirs.len()).then(|| format!("{way}: {} and {} marks", ours.len(), theirs.len()));
        apart
            .map(|(ours, theirs)| format!("{way}: {ours:?}, {theirs:?}"))
            .or(lengths)
    })
}

#[test]
fn krilla_accepts_the_same_pages_shows_the_same_text_and_tags_it_alike() {
    for seed in 0..u64::from(rounds("documents through krilla", 12, 120)) {
        agree(&format!("report {seed}"), &report(seed));
    }
}

#[test]
fn krilla_accepts_and_tags_alike_every_other_kind_of_document() {
    for seed in 0..u64::from(rounds("papers through krilla", 4, 40)) {
        for (kind, paper) in drawn(seed).unwrap().papers() {
            agree(&format!("{kind} {seed}"), &paper);
        }
    }
}

/// That both makers give one structure and one text.
fn agree(which: &str, composed: &reports::model::Document) {
    let (ours, theirs) = both(composed);
    assert_eq!(difference(&ours, &theirs), None, "{which}");
    let (ours, theirs) = (letters(&ours), letters(&theirs));
    assert_eq!(ours.len(), theirs.len(), "{which}");
    for (page, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert!(ours.len() > 20, "{which}, page {page}: {ours}");
        assert_eq!(ours, theirs, "{which}, page {page}");
    }
}

/// Our file with something wrong in its structure.
fn spoilt(pdf: &[u8], spoil: impl Fn(&mut Object) -> bool) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(pdf).unwrap();
    assert!(file.objects.values_mut().any(spoil), "nothing was spoilt");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_heading_tagged_as_a_paragraph_is_caught() {
    let (ours, theirs) = both(&report(1));
    let spoilt = spoilt(&ours, |object| {
        let element = object
            .as_dict_mut()
            .ok()
            .filter(|one| one.get(b"S").is_ok_and(|tag| *tag == heading()));
        element
            .map(|element| element.set("S", Object::Name(b"P".to_vec())))
            .is_some()
    });
    let told = difference(&spoilt, &theirs).unwrap();
    assert!(told.starts_with("down") && told.contains("H2"), "{told}");
}

fn heading() -> Object {
    Object::Name(b"H2".to_vec())
}

#[test]
fn marks_that_lead_back_to_their_neighbours_elements_are_caught() {
    let (ours, theirs) = both(&report(1));
    let spoilt = spoilt(&ours, |object| {
        let tree = object.as_dict_mut().and_then(|root| root.get_mut(b"ParentTree"));
        let Ok(Ok(parents)) = tree.map(|tree| {
            tree.as_dict_mut()
                .unwrap()
                .get_mut(b"Nums")
                .and_then(Object::as_array_mut)
        }) else {
            return false;
        };
        let first = parents[1].as_array_mut().unwrap();
        first.rotate_left(1);
        true
    });
    let told = difference(&spoilt, &theirs).unwrap();
    assert!(told.starts_with("up"), "{told}");
}

#[test]
fn krilla_refuses_a_missing_glyph() {
    let visit = drawn(1).unwrap();
    let composed = visit.report().compose();
    let mut laid = lay_out(&composed, FontSet::shared().unwrap());
    let missing = laid.glyphs.of_mut(Weight::Regular).number(0, "?");
    let run = laid.pages[0]
        .marks
        .iter_mut()
        .flat_map(|mark| &mut mark.drawings)
        .find_map(|drawing| match drawing {
            Drawing::Text(run) if run.style.weight == Weight::Regular => Some(run),
            _ => None,
        });
    run.unwrap().glyphs[0].number = missing;
    let refused = Redrawn::new(&laid)
        .bytes(&composed.title)
        .expect_err("a box instead of a letter");
    assert!(format!("{refused:?}").contains("NotDef"), "{refused:?}");
}
