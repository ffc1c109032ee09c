//! Personal notes open for their author and their visit alone.

use proptest::prelude::*;
use uuid::Uuid;

use super::sample::{SAMPLE, create, seeded};
use crate::keys::{KeysError, PersonalNotes};

const VISIT: Uuid = Uuid::from_u128(12);

fn encrypted(text: &str) -> Result<Vec<u8>, KeysError> {
    let notes = PersonalNotes::new(VISIT, text, &mut seeded("notes"));
    notes.encrypt(&SAMPLE.keys.author().agreement)
}

#[test]
fn their_author_reads_them() -> Result<(), KeysError> {
    let text = "À revoir : la gestion du temps…\n\n« On en reparle. »";
    let bytes = encrypted(text)?;
    assert_eq!(
        PersonalNotes::decrypt(&SAMPLE.secrets, VISIT, &bytes)?.text(),
        text
    );
    assert!(!String::from_utf8_lossy(&bytes).contains("revoir"));
    Ok(())
}

#[test]
fn another_author_and_another_visit_are_refused() -> Result<(), KeysError> {
    let bytes = encrypted("notes")?;
    let stranger = PersonalNotes::decrypt(&create("another").secrets, VISIT, &bytes);
    assert!(matches!(stranger, Err(KeysError::NotesOfOtherAuthor)));
    let elsewhere = PersonalNotes::decrypt(&SAMPLE.secrets, Uuid::nil(), &bytes);
    assert!(matches!(elsewhere, Err(KeysError::NotesOfOtherVisit)));
    Ok(())
}

#[test]
fn equal_notes_have_different_hashes() -> Result<(), KeysError> {
    let notes = |seed| PersonalNotes::new(VISIT, "rien", &mut seeded(seed)).document();
    assert_ne!(notes("first")?, notes("second")?);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_flipped_bit_is_noticed(bit in any::<prop::sample::Index>()) {
        let mut bytes = encrypted("notes").expect("notes");
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(PersonalNotes::decrypt(&SAMPLE.secrets, VISIT, &bytes).is_err());
    }

    #[test]
    fn any_bytes_end_in_a_result(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        prop_assert!(PersonalNotes::decrypt(&SAMPLE.secrets, VISIT, &bytes).is_err());
    }
}
