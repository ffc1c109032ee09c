//! Which characters can be drawn, and the words written in place of those that cannot.
//!
//! A glyph that is missing would be drawn as an empty box and make the file inaccessible, so every text is
//! tested before it is laid out.

use rustybuzz::ttf_parser;

use super::Face;
use crate::text::clean;

/// Characters replaced by words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The characters that the fonts lack.
    pub characters: String,
    /// What was written instead.
    pub substitute: String,
}

/// A text of which every character can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    /// The text, in NFC.
    pub text: String,
    /// What was replaced in it, in order.
    pub replaced: Vec<Replacement>,
}

/// What a missing character is, for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Symbol(&'static str),
    Emoji,
    Script(&'static str),
    Other,
}

/// The alphabets that are set from left to right, one letter after another: others need shaping that the fonts lack.
fn is_simple(character: char) -> bool {
    matches!(u32::from(character),
        0x20..=0x52f | 0x1ab0..=0x1aff | 0x1c80..=0x1c8f | 0x1d00..=0x2bff | 0x2c60..=0x2c7f | 0x2de0..=0x2e7f
        | 0xa640..=0xa69f | 0xa700..=0xa7ff | 0xab30..=0xab6f | 0xfb00..=0xfb06 | 0xfe20..=0xfe2f | 0xfffd)
}

impl Face {
    /// Whether this face can draw the character.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        let known = self.drawn.get(character as usize).copied();
        is_simple(character) && known.unwrap_or_else(|| self.has_glyph(character))
    }

    pub(super) fn has_glyph(&self, character: char) -> bool {
        let glyph = self.shaper.glyph_index(character);
        glyph.is_some_and(|glyph| glyph != ttf_parser::GlyphId(0))
    }

    /// The text with words in place of what this face cannot draw.
    #[must_use]
    pub fn readable(&self, text: &str) -> Readable {
        let cleaned = clean(text);
        if cleaned.chars().all(|c| c == '\n' || self.covers(c)) {
            return Readable {
                text: cleaned,
                replaced: Vec::new(),
            };
        }
        let mut readable = Readable::default();
        let mut rest = cleaned.as_str();
        while let Some(first) = rest.chars().next() {
            rest = if first == '\n' || self.covers(first) {
                readable.text.push(first);
                &rest[first.len_utf8()..]
            } else {
                self.replace_run(rest, &mut readable)
            };
        }
        readable
    }

    /// Replaces the run of one kind that `text` begins with, spaces inside included; returns what follows.
    fn replace_run<'t>(&self, text: &'t str, readable: &mut Readable) -> &'t str {
        let kind = text.chars().next().map_or(Kind::Other, kind);
        let mut end = 0;
        for (at, character) in text.char_indices() {
            if character == '\n'
                || (character != ' ' && (self.covers(character) || self::kind(character) != kind))
            {
                break;
            }
            if character != ' ' {
                end = at + character.len_utf8();
            }
            if matches!(kind, Kind::Symbol(_)) {
                break;
            }
        }
        let (run, rest) = text.split_at(end);
        let substitute = substitute(kind, run);
        readable.text.push_str(&substitute);
        readable.replaced.push(Replacement {
            characters: run.to_owned(),
            substitute,
        });
        rest
    }
}

fn kind(character: char) -> Kind {
    if let Some(words) = symbol(character) {
        return Kind::Symbol(words);
    }
    match u32::from(character) {
        0x20e3 | 0x2600..=0x27bf | 0x2b50..=0x2b55 | 0x1f000..=0x1faff => Kind::Emoji,
        0x590..=0x5ff | 0xfb1d..=0xfb4f => Kind::Script("hébraïque"),
        0x600..=0x6ff | 0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefe => {
            Kind::Script("arabe")
        }
        0x900..=0x97f | 0xa8e0..=0xa8ff => Kind::Script("devanagari"),
        0xb80..=0xbff => Kind::Script("tamoule"),
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7ff => Kind::Script("coréenne"),
        0x2e80..=0x312f | 0x31a0..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
            Kind::Script("chinoise ou japonaise")
        }
        _ => Kind::Other,
    }
}

/// Signs that a keyboard or a spell checker brings, and that a few words or ASCII signs say as well.
fn symbol(character: char) -> Option<&'static str> {
    Some(match character {
        '→' | '➔' | '➜' | '⟶' => "->",
        '←' => "<-",
        '⇒' => "=>",
        '↔' => "<->",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "différent de",
        '≈' => "environ",
        '−' => "–",
        '✓' | '✔' | '☑' | '✅' => "[coché]",
        '☐' | '□' => "[non coché]",
        '✗' | '✘' | '❌' => "[croix]",
        '●' | '■' | '▪' | '►' | '▶' | '◦' => "•",
        _ => return None,
    })
}

fn substitute(kind: Kind, run: &str) -> String {
    let count = run.chars().filter(|c| *c != ' ').count();
    match kind {
        Kind::Symbol(words) => words.to_owned(),
        Kind::Emoji => "[émoji]".to_owned(),
        Kind::Script(name) => format!("[texte en écriture {name}]"),
        Kind::Other if count == 1 => run.chars().next().map(named).unwrap_or_default(),
        Kind::Other => format!("[{count} caractères non imprimables]"),
    }
}

fn named(character: char) -> String {
    format!("[caractère U+{:04X}]", u32::from(character))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{FontSet, Weight};

    fn shown(text: &str) -> String {
        FontSet::shared()
            .unwrap()
            .face(Weight::Regular)
            .readable(text)
            .text
    }

    #[test]
    fn french_text_is_kept_whole() {
        let text = "Où\u{a0}: « l’œuvre »\u{202f}? 12\u{202f}% – Île ; ½ € …";
        assert_eq!(shown(text), text.to_owned());
    }

    #[test]
    fn what_is_missing_is_said_in_words() {
        assert_eq!(shown("bravo 👏🏽👏"), "bravo [émoji]");
        assert_eq!(shown("a → b ≥ c"), "a -> b >= c");
        assert_eq!(shown("שלום עולם !"), "[texte en écriture hébraïque] !");
        assert_eq!(
            shown("x\u{e000}y\u{10a60}\u{10a61}"),
            "x[caractère U+E000]y[2 caractères non imprimables]"
        );
    }

    #[test]
    fn letters_are_composed_and_controls_dropped() {
        assert_eq!(
            shown("e\u{301}te\u{301}\u{200b}\u{ad}\u{7}\tfin\r\nsuite"),
            "été fin\nsuite"
        );
    }

    #[test]
    fn every_substitute_can_itself_be_drawn() {
        let face = FontSet::shared().unwrap().face(Weight::Bold);
        for character in ('\u{0}'..'\u{3ffff}').step_by(7).chain("→←⇒↔≥≤≠≈−✓☐✗●".chars())
        {
            let readable = face.readable(&character.to_string());
            assert!(
                readable.text.chars().all(|c| c == '\n' || face.covers(c)),
                "{character:?}"
            );
        }
    }
}
