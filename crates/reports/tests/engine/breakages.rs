//! Damaged files: our own check must see each damage, for it is what external checkers rest on, and some they miss.

use std::error::Error;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use reports::check::{Finding, check};
use reports::render;

use crate::documents::sample;

type Damage = fn(&mut Document) -> Option<()>;

/// What the check finds in the sample after one damage.
fn findings(damage: Damage) -> Result<Vec<Finding>, Box<dyn Error>> {
    let mut file = Document::load_mem(&render(&sample())?.bytes)?;
    damage(&mut file).ok_or("the file has not what the damage needs")?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(check(&bytes))
}

fn assert_found(damage: Damage, expected: impl Fn(&Finding) -> bool) -> Result<(), Box<dyn Error>> {
    let found = findings(damage)?;
    assert!(found.iter().any(expected), "{found:?}");
    Ok(())
}

fn elements<'f>(file: &'f mut Document, kind: &str) -> Vec<&'f mut Dictionary> {
    let dictionaries = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok());
    dictionaries
        .filter(|dictionary| {
            dictionary
                .get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|s| s == kind.as_bytes())
        })
        .collect()
}

fn first<'f>(file: &'f mut Document, kind: &str) -> Option<&'f mut Dictionary> {
    elements(file, kind).into_iter().next()
}

fn nums(file: &mut Document) -> Option<&mut Vec<Object>> {
    let root = file
        .catalog()
        .ok()?
        .get(b"StructTreeRoot")
        .and_then(Object::as_reference)
        .ok()?;
    let tree = file
        .get_dictionary_mut(root)
        .ok()?
        .get_mut(b"ParentTree")
        .and_then(Object::as_dict_mut)
        .ok()?;
    tree.get_mut(b"Nums").and_then(Object::as_array_mut).ok()
}

fn first_page(file: &Document) -> Option<ObjectId> {
    file.page_iter().next()
}

fn append(file: &mut Document, operators: &str) -> Option<()> {
    let page = first_page(file)?;
    let content = [file.get_page_content(page), operators.as_bytes().to_vec()].concat();
    let stream = file.add_object(Stream::new(Dictionary::new(), content));
    file.get_dictionary_mut(page).ok()?.set("Contents", stream);
    Some(())
}

fn streams_with<'f>(file: &'f mut Document, key: &str) -> Vec<&'f mut Stream> {
    let streams = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok());
    streams.filter(|stream| stream.dict.has(key.as_bytes())).collect()
}

fn fonts(file: &mut Document) -> Vec<&mut Dictionary> {
    let dictionaries = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok());
    dictionaries
        .filter(|dictionary| dictionary.has(b"DescendantFonts"))
        .collect()
}

fn rewrite_metadata(file: &mut Document, from: &str, to: &str) -> Option<()> {
    let metadata = file
        .catalog()
        .ok()?
        .get(b"Metadata")
        .and_then(Object::as_reference)
        .ok()?;
    let stream = file
        .get_object_mut(metadata)
        .and_then(Object::as_stream_mut)
        .ok()?;
    let packet = String::from_utf8(stream.content.clone()).ok()?;
    stream.set_content(packet.replace(from, to).into_bytes());
    packet.contains(from).then_some(())
}

#[test]
fn an_undamaged_file_saved_again_has_no_finding() -> Result<(), Box<dyn Error>> {
    assert_eq!(findings(|_| Some(()))?, Vec::new());
    Ok(())
}

#[test]
fn the_parent_tree_must_agree_with_the_structure() -> Result<(), Box<dyn Error>> {
    let swap: Damage = |file| {
        nums(file)?.get_mut(1)?.as_array_mut().ok()?.swap(0, 5);
        Some(())
    };
    assert_found(swap, |finding| {
        matches!(finding, Finding::WrongParent { page: 1, mcid: 0 })
    })?;
    let shorten: Damage = |file| nums(file)?.get_mut(3)?.as_array_mut().ok()?.pop().map(|_| ());
    assert_found(shorten, |finding| {
        matches!(finding, Finding::WrongParent { page: 2, .. })
    })
}

#[test]
fn every_mark_must_have_one_element_and_every_element_its_marks() -> Result<(), Box<dyn Error>> {
    let orphan: Damage = |file| first(file, "H1")?.remove(b"K").map(|_| ());
    assert_found(orphan, |finding| {
        matches!(finding, Finding::Orphan { page: 1, .. })
    })?;
    let absent: Damage = |file| {
        first(file, "H1")?.set("K", vec![Object::Integer(999)]);
        Some(())
    };
    assert_found(absent, |finding| {
        matches!(finding, Finding::Absent { page: 1, mcid: 999 })
    })?;
    let twice: Damage = |file| {
        let kids = first(file, "H1")?.get(b"K").ok()?.clone();
        elements(file, "Caption").pop()?.set("K", kids);
        Some(())
    };
    assert_found(twice, |finding| {
        matches!(finding, Finding::MarkedTwice { page: 1, .. })
    })
}

#[test]
fn a_child_must_name_its_parent_and_headings_must_not_skip() -> Result<(), Box<dyn Error>> {
    let stranger: Damage = |file| {
        let page = first_page(file)?;
        first(file, "H1")?.set("P", page);
        Some(())
    };
    assert_found(stranger, |finding| *finding == Finding::BrokenParent)?;
    let skip: Damage = |file| {
        first(file, "H2")?.set("S", Object::Name(b"H3".to_vec()));
        Some(())
    };
    assert_found(skip, |finding| {
        *finding == Finding::SkippedHeading { from: 1, to: 3 }
    })
}

#[test]
fn what_stands_for_other_things_must_be_said() -> Result<(), Box<dyn Error>> {
    assert_found(
        |file| first(file, "TH")?.remove(b"A").map(|_| ()),
        |finding| *finding == Finding::MissingScope,
    )?;
    let figure: Damage = |file| {
        first(file, "Caption")?.set("S", Object::Name(b"Figure".to_vec()));
        Some(())
    };
    assert_found(figure, |finding| *finding == Finding::MissingAlternative)?;
    let silent: Damage = |file| {
        let annotations = file
            .objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok());
        annotations
            .filter(|annotation| annotation.has(b"StructParent"))
            .find_map(|link| link.remove(b"Contents"))
            .map(|_| ())
    };
    assert_found(silent, |finding| *finding == Finding::MissingAlternative)
}

#[test]
fn a_link_must_be_in_the_structure() -> Result<(), Box<dyn Error>> {
    let loose: Damage = |file| {
        let annotations = file
            .objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok());
        annotations
            .filter(|link| link.has(b"StructParent"))
            .for_each(|link| link.set("StructParent", 0));
        Some(())
    };
    assert_found(loose, |finding| {
        matches!(finding, Finding::LooseAnnotation { page: 1 })
    })?;
    let forgotten: Damage = |file| {
        let link = first(file, "Link")?
            .get_mut(b"K")
            .and_then(Object::as_array_mut)
            .ok()?;
        link.pop().map(|_| ())
    };
    assert_found(forgotten, |finding| {
        matches!(finding, Finding::LooseAnnotation { page: 1 })
    })
}

#[test]
fn the_catalog_must_say_what_the_file_is() -> Result<(), Box<dyn Error>> {
    let damages: [(Damage, &str); 5] = [
        (
            |file| file.catalog_mut().ok()?.remove(b"Lang").map(|_| ()),
            "Lang",
        ),
        (
            |file| file.catalog_mut().ok()?.remove(b"MarkInfo").map(|_| ()),
            "MarkInfo",
        ),
        (
            |file| file.catalog_mut().ok()?.remove(b"ViewerPreferences").map(|_| ()),
            "ViewerPreferences",
        ),
        (
            |file| file.catalog_mut().ok()?.remove(b"StructTreeRoot").map(|_| ()),
            "StructTreeRoot",
        ),
        (
            |file| file.catalog_mut().ok()?.remove(b"OutputIntents").map(|_| ()),
            "OutputIntents",
        ),
    ];
    for (damage, entry) in damages {
        assert_found(damage, |finding| *finding == Finding::Catalog(entry))?;
    }
    Ok(())
}

#[test]
fn the_metadata_must_identify_the_file_and_agree_on_its_title() -> Result<(), Box<dyn Error>> {
    let damages: [(Damage, Finding); 3] = [
        (
            |file| rewrite_metadata(file, "pdfuaid:part>1", "pdfuaid:part>2"),
            Finding::NotIdentified("PDF/UA-1"),
        ),
        (
            |file| rewrite_metadata(file, "conformance>A", "conformance>B"),
            Finding::NotIdentified("PDF/A-2a"),
        ),
        (
            |file| rewrite_metadata(file, "Rapport d’observation de classe", "Autre titre"),
            Finding::Title,
        ),
    ];
    for (damage, expected) in damages {
        assert_found(damage, |finding| *finding == expected)?;
    }
    Ok(())
}

#[test]
fn fonts_must_be_whole() -> Result<(), Box<dyn Error>> {
    let stripped: Damage = |file| {
        let dictionaries = file
            .objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok());
        dictionaries
            .filter(|descriptor| descriptor.has(b"FontFile2"))
            .find_map(|descriptor| descriptor.remove(b"FontFile2"))?;
        Some(())
    };
    assert_found(
        stripped,
        |finding| matches!(finding, Finding::FontNotEmbedded(name) if name.contains("NotoSans")),
    )?;
    assert_found(
        |file| fonts(file).pop()?.remove(b"ToUnicode").map(|_| ()),
        |finding| matches!(finding, Finding::UnknownText { .. }),
    )?;
    let boxes: Damage = |file| {
        let zeros = file.add_object(Stream::new(Dictionary::new(), vec![0; 600]));
        let descendants = fonts(file)
            .pop()?
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
            .ok()?;
        descendants
            .first_mut()?
            .as_dict_mut()
            .ok()?
            .set("CIDToGIDMap", zeros);
        Some(())
    };
    assert_found(boxes, |finding| matches!(finding, Finding::MissingGlyph { .. }))
}

#[test]
fn everything_drawn_must_be_content_or_be_passed_over() -> Result<(), Box<dyn Error>> {
    assert_found(
        |file| append(file, "\n0 0 m 9 9 l S"),
        |finding| *finding == Finding::Untagged { page: 1 },
    )?;
    assert_found(
        |file| append(file, "\n/Artifact BMC /Span <</MCID 900>> BDC EMC EMC"),
        |finding| *finding == Finding::Nested { page: 1 },
    )?;
    assert_found(
        |file| append(file, "\n/P <</MCID 0>> BDC EMC"),
        |finding| *finding == Finding::MarkedTwice { page: 1, mcid: 0 },
    )
}

#[test]
fn a_stream_that_ends_in_a_line_end_and_a_cut_file_are_seen() -> Result<(), Box<dyn Error>> {
    let ambiguous: Damage = |file| {
        let font = streams_with(file, "Length1").pop()?;
        let content = [font.content.clone(), b"\r".to_vec()].concat();
        font.set_content(content);
        Some(())
    };
    assert_found(ambiguous, |finding| *finding == Finding::AmbiguousEnd)?;
    let bytes = render(&sample())?.bytes;
    assert!(!check(&bytes[..bytes.len() / 2]).is_empty());
    Ok(())
}
