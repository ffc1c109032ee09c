//! Any bytes from the network are read or refused, and never anything else: the corpus of the fuzz targets, and what grows
//! from it.
#![allow(clippy::unwrap_used)]

mod parsers;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use sync_protocol::RecordKind;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn each_target_has_a_corpus_that_holds() {
    for (name, target) in parsers::TARGETS {
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name}");
        corpus.iter().for_each(|bytes| target(bytes));
    }
}

/// What is mutated is what its kind may say: else nothing behind the shape would be reached.
#[test]
fn each_document_of_the_corpus_is_one_of_its_kind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/documents");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let kind = RecordKind::from(name.clone());
        let text = fs::read_to_string(&path).unwrap();
        assert!(name == "facts" || parsers::document(&kind, &text), "{name}");
    }
    assert!(
        !parsers::document(&RecordKind::Tombstone, "{}"),
        "nothing is refused"
    );
}

#[test]
fn the_fuzz_targets_are_those_of_these_parsers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let files = fs::read_dir(folder).unwrap();
    let mut named: Vec<String> = files
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let mut targets: Vec<&str> = parsers::TARGETS.iter().map(|(name, _)| *name).collect();
    named.sort();
    targets.sort_unstable();
    assert_eq!(named, targets);
}

proptest! {
    #[test]
    fn what_grows_from_the_corpus_holds(
        target in 0..parsers::TARGETS.len(), seed: prop::sample::Index, at: prop::sample::Index,
        cut: prop::sample::Index, byte: u8,
    ) {
        let (name, run) = parsers::TARGETS[target];
        let corpus = corpus(name);
        let mut bytes = seed.get(&corpus).clone();
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            run(&bytes);
            bytes.truncate(cut.index(bytes.len()));
        }
        run(&bytes);
    }

    #[test]
    fn any_bytes_hold(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (_, run) in parsers::TARGETS {
            run(&bytes);
        }
    }
}
