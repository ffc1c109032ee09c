//! What holds for any document: a file comes out, accessible, with nothing lost.

use proptest::prelude::*;
use reports::fonts::{FontSet, Weight};
use reports::layout::{Drawing, PAGE_HEIGHT, PAGE_WIDTH, lay_out};
use reports::model::{Block, Document};
use reports::{check, render};

use crate::documents::{document, morning, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_document_becomes_an_accessible_file(document in document()) {
        let rendered = render(&document);
        prop_assert!(rendered.is_ok(), "{:?}", rendered.err());
    }

    #[test]
    fn every_text_lies_on_its_page(document in document()) {
        let fonts = FontSet::shared().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let laid = lay_out(&document, fonts);
        for drawing in laid.pages.iter().flat_map(|page| &page.marks).flat_map(|mark| &mark.drawings) {
            if let Drawing::Text(run) = drawing {
                prop_assert!(run.x >= 0.0 && run.x < PAGE_WIDTH, "{run:?}");
                prop_assert!(run.baseline > 0.0 && run.baseline < PAGE_HEIGHT - 60.0, "{run:?}");
            }
        }
    }
}

proptest! {

    #[test]
    fn no_character_of_a_paragraph_is_lost_or_moved(text in text()) {
        let fonts = FontSet::shared().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut document = Document::new("Titre", morning());
        document.blocks.push(Block::paragraph(text.as_str()));
        let laid = lay_out(&document, fonts);
        let drawn: String = laid.pages.iter().flat_map(|page| &page.marks).map(|mark| laid.mark_text(mark)).collect();
        let expected = fonts.face(Weight::Regular).readable(&text).text.replace('\n', " ");
        let expected = if expected.trim().is_empty() { String::new() } else { expected };
        prop_assert_eq!(drawn.replace('\u{2060}', ""), format!("Titre{expected}"));
    }

    #[test]
    fn any_bytes_are_looked_at_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(check::check(&bytes), vec![check::Finding::Unreadable]);
    }
}
