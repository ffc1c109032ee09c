//! Setting a phrase: its pieces as runs of glyphs, each with its owner in the structure.

use super::composer::{Composer, Home};
use super::laid::Owner;
use super::style::TextStyle;
use super::tree::{LeafId, Role};
use super::words::SetGlyph;
use crate::fonts::Weight;
use crate::model::{Inline, Phrase};
use crate::text::{clean, is_blank, is_nothing};

const EXCERPT_CHARACTERS: usize = 60;
/// In the text to break into lines, stands for a blank or a box: a line may begin with it.
const OBJECT: char = '\u{fffc}';
const MILLIMETRE: f32 = 72.0 / 25.4;

/// What is drawn along with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ornament {
    None,
    Underline,
    Dots,
    Square,
}

/// A part of a phrase in one style.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) style: TextStyle,
    pub(super) owner: Owner,
    pub(super) ornament: Ornament,
}

/// A phrase as glyphs, before it is broken into lines.
#[derive(Debug, Clone)]
pub(super) struct SetPhrase {
    pub(super) text: String,
    pub(super) glyphs: Vec<SetGlyph>,
    pub(super) runs: Vec<Run>,
    pub(super) style: TextStyle,
}

impl SetPhrase {
    /// A phrase of which nothing is set yet.
    pub(super) fn new(style: TextStyle) -> Self {
        Self {
            text: String::new(),
            glyphs: Vec::new(),
            runs: Vec::new(),
            style,
        }
    }

    /// The advance of one of its glyphs, in points.
    pub(super) fn advance(&self, glyph: &SetGlyph) -> f32 {
        glyph.glyph.advance as f32 * self.runs[glyph.run].style.size / 1000.0
    }
}

impl Composer<'_> {
    /// Shapes a phrase whose lines will be at most `measure` wide.
    pub(super) fn set(&mut self, phrase: &Phrase, home: Home, style: TextStyle, measure: f32) -> SetPhrase {
        let mut setter = Setter {
            set: SetPhrase::new(style),
            home,
            measure,
            leaf: None,
            composer: self,
        };
        phrase.0.iter().for_each(|inline| setter.inline(inline));
        setter.set
    }

    /// Adds the glyphs of a text, as `Words::set` takes it, to a phrase as its next run.
    fn add_glyphs(&mut self, weight: Weight, text: &str, phrase: &mut SetPhrase) {
        let (start, run) = (phrase.text.len(), phrase.runs.len());
        let (face, table) = ((weight, self.fonts.face(weight)), self.glyphs.of_mut(weight));
        self.words.set(face, table, text, |glyph| {
            phrase.glyphs.push(glyph.moved(start, run))
        });
    }
}

/// The setting of one phrase.
struct Setter<'c, 'f> {
    set: SetPhrase,
    home: Home,
    measure: f32,
    /// The text that plain and strong pieces go on with.
    leaf: Option<LeafId>,
    composer: &'c mut Composer<'f>,
}

impl Setter<'_, '_> {
    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Plain(text) => self.running(text, self.set.style.weight),
            Inline::Strong(text) => self.running(text, Weight::Bold),
            Inline::Foreign { text, .. } if is_nothing(text) => {}
            Inline::Foreign { lang, text } => {
                let owner = self.owner_of(Role::Foreign(lang.clone()));
                self.text(text, self.set.style, owner, Ornament::None);
            }
            Inline::Link { text, uri } if is_blank(text) && is_blank(uri) => {}
            Inline::Link { text, uri } => self.link(text, &clean(uri)),
            Inline::Blank { millimetres, spoken } => {
                let width = (f32::from(*millimetres) * MILLIMETRE).min(self.measure);
                self.object(width, spoken, Ornament::Dots);
            }
            Inline::Checkbox { spoken } => self.object(self.set.style.size * 0.95, spoken, Ornament::Square),
        }
    }

    fn running(&mut self, text: &str, weight: Weight) {
        if is_nothing(text) {
            return;
        }
        let owner = match (self.home, self.leaf) {
            (Home::Artifact(kind), _) => Owner::Artifact(kind),
            (Home::Node(_), Some(leaf)) => Owner::Leaf(leaf),
            (Home::Node(node), None) => {
                let leaf = self.composer.tree.add_leaf(node);
                self.leaf = Some(leaf);
                Owner::Leaf(leaf)
            }
        };
        self.text(
            text,
            TextStyle {
                weight,
                ..self.set.style
            },
            owner,
            Ornament::None,
        );
    }

    fn link(&mut self, text: &str, uri: &str) {
        let shown = if is_blank(text) { uri } else { text };
        let owner = self.owner_of(Role::Link(uri.to_owned()));
        self.text(shown, self.set.style, owner, Ornament::Underline);
    }

    /// The owner of text that has a node of its own; what follows begins a new leaf.
    fn owner_of(&mut self, role: Role) -> Owner {
        self.leaf = None;
        match self.home {
            Home::Artifact(kind) => Owner::Artifact(kind),
            Home::Node(parent) => {
                let node = self.composer.tree.add(parent, role);
                Owner::Leaf(self.composer.tree.add_leaf(node))
            }
        }
    }

    fn text(&mut self, text: &str, style: TextStyle, owner: Owner, ornament: Ornament) {
        let face = self.composer.fonts.face(style.weight);
        let readable = face.readable(text);
        for replacement in readable.replaced {
            let excerpt = text.chars().take(EXCERPT_CHARACTERS).collect();
            self.composer.replaced.push((excerpt, replacement));
        }
        // A line feed has no glyph: it is drawn as a space, which ends the line.
        let drawn = readable.text.replace('\n', " ");
        self.composer.add_glyphs(style.weight, &drawn, &mut self.set);
        self.set.text.push_str(&readable.text);
        self.set.runs.push(Run {
            style,
            owner,
            ornament,
        });
    }

    /// A blank or a box: a no-break space as wide as it is, which a reader replaces by `spoken`.
    fn object(&mut self, width: f32, spoken: &str, ornament: Ornament) {
        let (style, start) = (self.set.style, self.set.text.len());
        let owner = self.owner_of(Role::Blank(clean(spoken).replace('\n', " ")));
        self.composer.add_glyphs(style.weight, "\u{a0}", &mut self.set);
        if let Some(last) = self.set.glyphs.last_mut() {
            last.start = start;
            last.glyph.advance = (width * 1000.0 / style.size) as i32;
        }
        self.set.text.push(OBJECT);
        self.set.runs.push(Run {
            style,
            owner,
            ornament,
        });
    }
}
