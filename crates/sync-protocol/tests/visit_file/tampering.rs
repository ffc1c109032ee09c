//! A visit file that was changed is refused, is not intact, or says the same.

use std::sync::LazyLock;

use observation::instant::Instant;
use proptest::prelude::*;
use serde_json::{Map, Value};
use sync_protocol::{SignedDocument, VisitFile};

use crate::sample::{SmallRules, visit_file};

/// The file without what no signature covers: the date of the export, and fields of later versions.
fn signed_part(mut file: VisitFile) -> VisitFile {
    file.exported_at = Instant::from_milliseconds(0);
    file.unknown = Map::new();
    for signed in file.revisions.iter_mut().chain(&mut file.states) {
        signed.unknown = Map::new();
        signed.record.unknown = Map::new();
    }
    for certificate in &mut file.certificates {
        certificate.unknown = Map::new();
    }
    file
}

static SAMPLE: LazyLock<VisitFile> = LazyLock::new(visit_file);

/// Whether `bytes` say something else than the sample does and `judge` still finds them intact.
fn change_unseen(bytes: &[u8], judge: impl Fn(&VisitFile) -> bool) -> bool {
    let Ok(file) = VisitFile::read(bytes) else {
        return false;
    };
    judge(&file) && signed_part(file) != signed_part(SAMPLE.clone())
}

fn verified(file: &VisitFile) -> bool {
    file.verify(&SmallRules).intact
}

/// The known-bad judge: it compares hashes, and believes whoever wrote them.
fn hashes_agree(file: &VisitFile) -> bool {
    let agrees = |signed: &SignedDocument| {
        let problems = signed.record.check(signed.document.as_bytes(), "");
        problems
            .iter()
            .all(|problem| problem.code != "record.document_altered")
    };
    file.revisions.iter().chain(&file.states).all(agrees)
}

/// How many of the file's bits, one in `stride`, can be flipped unseen by `judge`.
fn unseen_flips(stride: usize, judge: impl Fn(&VisitFile) -> bool + Copy) -> usize {
    let bytes = SAMPLE.to_bytes().expect("bytes");
    let flipped = |bit: &usize| {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        change_unseen(&changed, judge)
    };
    (0..bytes.len() * 8).step_by(stride).filter(flipped).count()
}

#[test]
fn no_bit_of_the_file_flips_unseen() {
    assert_eq!(unseen_flips(29, verified), 0);
}

#[test]
fn the_same_test_catches_a_judge_that_checks_no_signature() {
    assert!(unseen_flips(29, hashes_agree) > 0);
}

/// The places of every text and number that a signature covers, as JSON pointers.
fn signed_leaves(value: &Value, at: &str, leaves: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                signed_leaves(member, &format!("{at}/{name}"), leaves);
            }
        }
        Value::Array(members) => {
            for (index, member) in members.iter().enumerate() {
                signed_leaves(member, &format!("{at}/{index}"), leaves);
            }
        }
        _ if at != "/exported_at" => leaves.push(at.to_owned()),
        _ => {}
    }
}

/// `leaf` with one bit of one character, or of its number, flipped.
fn flipped_leaf(leaf: &Value, place: prop::sample::Index, bit: u32) -> Value {
    match leaf {
        Value::Number(number) => Value::from(number.as_u64().expect("a whole number") ^ (1 << (bit % 8))),
        Value::String(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let place = place.index(characters.len());
            let code = u32::from(characters[place]) ^ (1 << (bit % 7));
            characters[place] = char::from_u32(code).unwrap_or('?');
            Value::String(characters.into_iter().collect())
        }
        other => other.clone(),
    }
}

fn each_list() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("/grids"),
        Just("/revisions"),
        Just("/states"),
        Just("/certificates")
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_signed_field_changes_unseen(
        leaf in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        bit in 0_u32..8,
    ) {
        let mut file = serde_json::to_value(&*SAMPLE).expect("JSON");
        let mut leaves = Vec::new();
        signed_leaves(&file, "", &mut leaves);
        let at = leaf.get(&leaves);
        let former = file.pointer(at).expect("a leaf").clone();
        *file.pointer_mut(at).expect("a leaf") = flipped_leaf(&former, place, bit);
        let bytes = serde_json::to_vec(&file).expect("JSON");
        prop_assert!(!change_unseen(&bytes, verified), "{at}");
    }

    #[test]
    fn no_part_is_repeated_unseen(list in each_list(), part in any::<prop::sample::Index>()) {
        let mut file = serde_json::to_value(&*SAMPLE).expect("JSON");
        let parts = file.pointer_mut(list).and_then(Value::as_array_mut).expect("a list");
        let again = part.get(parts).clone();
        parts.push(again);
        let bytes = serde_json::to_vec(&file).expect("JSON");
        prop_assert!(!change_unseen(&bytes, verified), "{list}");
    }
}
