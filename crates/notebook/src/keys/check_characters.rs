//! The two check characters of a recovery code: a Reed-Solomon code over the 32 values of a character.
//!
//! A code word, as a polynomial over GF(32), has the roots α and α². So any one or two changed characters, and any two
//! neighbours swapped, are noticed for certain; a single changed character can even be placed.

/// GF(32) modulo x^5 + x^2 + 1, whose α = 2 generates all 31 non-zero values.
const MODULUS: u8 = 0b10_0101;
const ALPHA: u8 = 2;
const ALPHA_SQUARED: u8 = 4;

/// The two characters that make a code word of `data`, at most 29 values below 32.
pub(super) fn of(data: &[u8]) -> [u8; 2] {
    // Division by (x - α)(x - α²) = x² + (α + α²)x + α³.
    let divisor = [ALPHA ^ ALPHA_SQUARED, product(ALPHA, ALPHA_SQUARED)];
    let mut rest = [0; 2];
    for value in data {
        let leading = value ^ rest[0];
        rest = [
            rest[1] ^ product(leading, divisor[0]),
            product(leading, divisor[1]),
        ];
    }
    rest
}

/// What the check characters say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    /// It is a code word.
    Whole,
    /// It is not; if one character alone is wrong, it is the one at this place, from 0.
    Wrong(Option<usize>),
}

/// Checks `word`: data, then its two check characters.
pub(super) fn check(word: &[u8]) -> Check {
    match (at(word, ALPHA), at(word, ALPHA_SQUARED)) {
        (0, 0) => Check::Whole,
        (0, _) | (_, 0) => Check::Wrong(None),
        (first, second) => Check::Wrong(single_error(word.len(), first, second)),
    }
}

/// An error e at power p gives e·αᵖ and e·α²ᵖ: the second is the first times αᵖ.
fn single_error(length: usize, first: u8, second: u8) -> Option<usize> {
    let mut power_of_alpha = 1;
    for power in 0..length {
        if product(first, power_of_alpha) == second {
            return Some(length - 1 - power);
        }
        power_of_alpha = product(power_of_alpha, ALPHA);
    }
    None
}

/// The polynomial whose coefficients are `word`, the highest first, at `point`.
fn at(word: &[u8], point: u8) -> u8 {
    word.iter().fold(0, |sum, value| product(sum, point) ^ value)
}

fn product(left: u8, right: u8) -> u8 {
    let (mut left, mut sum) = (left, 0);
    for bit in 0..5 {
        if right >> bit & 1 == 1 {
            sum ^= left;
        }
        left <<= 1;
        if left & 0b10_0000 != 0 {
            left ^= MODULUS;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(data: &[u8]) -> Vec<u8> {
        [data, &of(data)].concat()
    }

    fn data() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0_u8..32, 26)
    }

    #[test]
    fn alpha_generates_the_field() {
        let mut powers: Vec<u8> = std::iter::successors(Some(1), |power| Some(product(*power, ALPHA)))
            .take(31)
            .collect();
        powers.sort_unstable();
        assert!(powers.iter().copied().eq(1..32));
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_placed(data in data(), place in 0_usize..28, error in 1_u8..32) {
            let mut wrong = word(&data);
            prop_assert_eq!(check(&wrong), Check::Whole);
            wrong[place] ^= error;
            prop_assert_eq!(check(&wrong), Check::Wrong(Some(place)));
        }

        #[test]
        fn two_wrong_characters_are_noticed(
            data in data(),
            places in prop::sample::subsequence((0..28).collect::<Vec<usize>>(), 2),
            errors in [1_u8..32, 1_u8..32],
        ) {
            let mut wrong = word(&data);
            for (place, error) in places.into_iter().zip(errors) {
                wrong[place] ^= error;
            }
            prop_assert_ne!(check(&wrong), Check::Whole);
        }
    }
}
