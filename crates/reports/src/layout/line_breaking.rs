//! Breaking a phrase into lines (UAX 14, no hyphenation).

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::setting::SetPhrase;
use super::words::SetGlyph;

/// The lines of a phrase as ranges of its glyphs; none for an empty phrase.
pub(super) fn break_lines(set: &SetPhrase, measure: f32) -> Vec<Range<usize>> {
    let mut breaker = Breaker {
        set,
        measure,
        lines: Vec::new(),
        start: 0,
        width: 0.0,
    };
    let mut from = 0;
    for (byte, opportunity) in linebreaks(&set.text) {
        let segment = from..first_glyph_at(&set.glyphs, from, byte);
        from = segment.end;
        breaker.add(segment);
        if opportunity == BreakOpportunity::Mandatory {
            breaker.close(from);
        }
    }
    breaker.close(set.glyphs.len());
    breaker.lines
}

fn first_glyph_at(glyphs: &[SetGlyph], from: usize, byte: usize) -> usize {
    glyphs[from..]
        .iter()
        .position(|glyph| glyph.start >= byte)
        .map_or(glyphs.len(), |at| from + at)
}

struct Breaker<'s> {
    set: &'s SetPhrase,
    measure: f32,
    lines: Vec<Range<usize>>,
    start: usize,
    width: f32,
}

impl Breaker<'_> {
    /// Puts what stands between two places where a line may end on this line, or on the next.
    fn add(&mut self, segment: Range<usize>) {
        let glyphs = &self.set.glyphs[segment.clone()];
        let seen = glyphs.len() - glyphs.iter().rev().take_while(|glyph| glyph.is_space).count();
        let visible: f32 = glyphs[..seen].iter().map(|glyph| self.set.advance(glyph)).sum();
        if self.width + visible > self.measure {
            self.close(segment.start);
        }
        if visible > self.measure {
            return self.cut(segment);
        }
        let spaces: f32 = glyphs[seen..].iter().map(|glyph| self.set.advance(glyph)).sum();
        self.width += visible + spaces;
    }

    /// Cuts a word longer than a line between two of its characters, an accent staying with its letter.
    fn cut(&mut self, segment: Range<usize>) {
        for at in segment {
            let advance = self.set.advance(&self.set.glyphs[at]);
            if advance > 0.0 && self.width + advance > self.measure {
                self.close(at);
            }
            self.width += advance;
        }
    }

    fn close(&mut self, end: usize) {
        if end > self.start {
            self.lines.push(self.start..end);
            self.start = end;
            self.width = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::composer::{Composer, Home};
    use super::super::laid::ArtifactKind;
    use super::super::style::TextStyle;
    use super::*;
    use crate::fonts::FontSet;
    use crate::model::Phrase;

    fn lines(text: &str, measure: f32) -> Vec<String> {
        let mut composer = Composer::new(FontSet::shared().unwrap());
        let home = Home::Artifact(ArtifactKind::Layout);
        let set = composer.set(&Phrase::from(text), home, TextStyle::BODY, measure);
        let byte = |glyph: usize| set.glyphs.get(glyph).map_or(set.text.len(), |glyph| glyph.start);
        let broken = break_lines(&set, measure);
        broken
            .into_iter()
            .map(|line| set.text[byte(line.start)..byte(line.end)].to_owned())
            .collect()
    }

    #[test]
    fn every_line_keeps_its_space_and_nothing_is_lost() {
        let text = "Les élèves de la classe produisent un texte à plusieurs mains, puis le relisent.";
        let broken = lines(text, 120.0);
        assert!(broken.len() > 3);
        assert_eq!(broken.concat(), text);
        assert!(broken[..broken.len() - 1].iter().all(|line| line.ends_with(' ')));
    }

    #[test]
    fn no_line_begins_with_a_mark_that_french_keeps_with_its_word() {
        for measure in 30..160_u16 {
            let broken = lines(
                "Vraiment\u{202f}? Oui\u{a0}: «\u{a0}80\u{202f}%\u{a0}», a-t-il dit\u{202f}!",
                measure.into(),
            );
            let wrong = |line: &String| line.starts_with(['?', ':', '»', '%', '!', '\u{202f}', '\u{a0}']);
            assert!(measure < 70 || !broken.iter().any(wrong), "{measure}: {broken:?}");
        }
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_a_line_feed_ends_a_line() {
        assert_eq!(lines(&"a".repeat(60), 100.0).concat(), "a".repeat(60));
        assert!(
            lines(&"q\u{303}".repeat(60), 100.0)
                .iter()
                .all(|line| line.starts_with('q'))
        );
        assert_eq!(lines("un\ndeux", 400.0), ["un\n", "deux"]);
        assert_eq!(lines("", 400.0), Vec::<String>::new());
    }
}
