//! The recovery code as a person writes it down and types it.

use proptest::prelude::*;

use super::sample::seeded;
use crate::keys::recovery_code::{GROUPS, RecoveryCode, RecoveryCodeError};

fn code(seed: &str) -> RecoveryCode {
    RecoveryCode::draw(&mut seeded(seed))
}

fn same(left: &RecoveryCode, right: &RecoveryCode) -> bool {
    left.as_bytes() == right.as_bytes()
}

#[test]
fn it_has_seven_groups_of_four() {
    let text = code("a").to_text();
    assert_eq!(text.len(), 34);
    assert!(text.split('-').count() == GROUPS && text.split('-').all(|group| group.len() == 4));
}

#[test]
fn letters_that_look_alike_and_any_separator_are_read() {
    // A code with zeros and ones to mistake.
    let zeros = RecoveryCode::draw(&mut |bytes: &mut [u8]| bytes.fill(0x08));
    let written = zeros.to_text();
    let typed = written
        .replace('0', "o")
        .replace('1', "l")
        .replace('-', "\u{2011} ");
    assert!(written.contains('0') && written.contains('1'));
    assert!(RecoveryCode::parse(&typed).is_ok_and(|read| same(&read, &zeros)));
}

#[test]
fn length_and_strange_characters_are_told() {
    let text = code("a").to_text();
    let short = RecoveryCode::parse(&text[..33]).expect_err("short");
    assert_eq!(short, RecoveryCodeError::Length { found: 27 });
    assert!(matches!(
        RecoveryCode::parse(""),
        Err(RecoveryCodeError::Length { found: 0 })
    ));
    let strange = RecoveryCode::parse("0000-0U00").expect_err("strange");
    assert_eq!(
        strange,
        RecoveryCodeError::Character {
            character: 'U',
            group: 2
        }
    );
}

#[test]
fn the_groups_to_confirm_are_two_different_ones() {
    for seed in 0..64 {
        let [first, second] = RecoveryCode::groups_to_confirm(&mut seeded(&seed.to_string()));
        assert!(
            (1..second).contains(&first) && second <= GROUPS,
            "{first} {second}"
        );
    }
}

#[test]
fn a_group_is_confirmed_by_itself_alone() {
    let code = code("a");
    let groups = code.groups();
    assert!(code.confirms(3, &format!(" {} ", groups[2].to_lowercase())));
    for (group, typed) in [(2, groups[2].as_str()), (0, &groups[0]), (8, &groups[0]), (1, "")] {
        assert!(!code.confirms(group, typed), "{group}");
    }
}

proptest! {
    #[test]
    fn any_code_is_read_back(bytes in any::<[u8; 16]>(), spaced: bool, lower: bool) {
        let code = RecoveryCode::draw(&mut |target: &mut [u8]| target.copy_from_slice(&bytes));
        let mut typed = code.to_text().to_string();
        if spaced { typed = typed.replace('-', " ") }
        if lower { typed = typed.to_lowercase() }
        prop_assert!(RecoveryCode::parse(&typed).is_ok_and(|read| same(&read, &code)));
    }

    #[test]
    fn any_one_typing_error_is_told_with_its_group(
        seed in "[a-z]{4}",
        place in 0_usize..28,
        wrong in prop::sample::select(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".to_vec()),
    ) {
        let mut typed = code(&seed).to_text().replace('-', "").into_bytes();
        prop_assume!(typed[place] != wrong);
        typed[place] = wrong;
        let typed = String::from_utf8(typed).expect("ASCII");
        let error = RecoveryCode::parse(&typed).expect_err("a typing error");
        prop_assert_eq!(error, RecoveryCodeError::Typo { group: Some(place / 4 + 1) });
    }

    #[test]
    fn neighbours_swapped_are_told(seed in "[a-z]{4}", place in 0_usize..27) {
        let mut typed = code(&seed).to_text().replace('-', "").into_bytes();
        prop_assume!(typed[place] != typed[place + 1]);
        typed.swap(place, place + 1);
        let typed = String::from_utf8(typed).expect("ASCII");
        let told = matches!(RecoveryCode::parse(&typed), Err(RecoveryCodeError::Typo { .. }));
        prop_assert!(told);
    }

    #[test]
    fn any_text_ends_in_a_result(typed in "\\PC*") {
        let _ = RecoveryCode::parse(&typed);
    }
}
