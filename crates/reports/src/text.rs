//! Text as people type and paste it, made fit to print: composed, without what no page shows.

use unicode_normalization::UnicodeNormalization;

/// A text in NFC, of which spaces are of the usual three sorts and line feeds, and which holds no invisible control.
pub(crate) fn clean(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    made_clean(text)
}

/// Characters that stay as they are beside one another: those of French and its neighbours, none of which combines.
fn is_plain(character: char) -> bool {
    matches!(character, '\n' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{202f}')
}

fn made_clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    unified.chars().filter_map(visible).nfc().collect()
}

fn visible(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{a0}' | '\u{202f}' => Some(character),
        _ if character.is_whitespace() => Some(' '),
        _ if character.is_control() || is_ignorable(character) => None,
        _ => Some(character),
    }
}

/// Characters that only steer rendering: joiners, directions, variation selectors, soft hyphens, tags, noncharacters.
fn is_ignorable(character: char) -> bool {
    matches!(u32::from(character),
        0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
        | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
        | 0xe0000..=0xe0fff)
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Whether nothing at all is left of the text once it is clean.
pub(crate) fn is_nothing(text: &str) -> bool {
    text.chars().all(|character| visible(character).is_none())
}

/// Whether nothing of the text would be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().filter_map(visible).all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(is_blank("\u{a0}\n\u{200b}\u{7}\u{feff} "));
        assert!(!is_blank("\u{200b}a"));
        for text in ["", "\u{200b}\u{7}", " ", "\u{feff}a"] {
            assert_eq!(is_nothing(text), clean(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_is_plain_is_clean_already() {
        let plain = ('\0'..='\u{2fff}').filter(|character| is_plain(*character));
        let every: String = plain.flat_map(|character| [character, 'e', character]).collect();
        assert_eq!(made_clean(&every), every);
        assert_eq!(clean("e\u{301}\u{ad}"), "é");
    }

    #[test]
    fn every_line_end_is_a_line_feed() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{2003}e"), "a\nb\nc\nd e");
    }
}
