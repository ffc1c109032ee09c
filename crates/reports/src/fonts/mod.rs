//! The fonts of the reports: Noto Sans, regular and bold, inside the program; parsed once.

mod coverage;
mod glyphs;
mod shaping;
mod subset;

use std::sync::OnceLock;

pub use coverage::{Readable, Replacement};
pub use glyphs::{GlyphTable, GlyphTables};
pub use shaping::ShapedGlyph;
pub(crate) use subset::{FontProgram, embed};

use rustybuzz::{Direction, ShapePlan, script};

use crate::error::ReportError;

/// The boldness of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Headings and what matters more.
    Bold,
}

impl Weight {
    /// Both, in the order of files.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];
}

/// One font file, ready to measure and shape text.
pub struct Face {
    /// Its PostScript name.
    pub name: &'static str,
    data: &'static [u8],
    shaper: rustybuzz::Face<'static>,
    /// Building a plan costs more than shaping a paragraph: one for the life of the program.
    plan: ShapePlan,
    /// By glyph, in thousandths of an em, before kerning.
    widths: Vec<i32>,
    /// Whether the font has a glyph, for each of the first [`COMMON`] characters.
    drawn: Vec<bool>,
}

/// Up to where the characters of European texts lie: what most texts are made of.
const COMMON: u32 = 0x2080;

/// The two faces.
pub struct FontSet {
    regular: Face,
    bold: Face,
}

static SHARED: OnceLock<Result<FontSet, ReportError>> = OnceLock::new();
const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/noto-sans/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/noto-sans/NotoSans-Bold.ttf");

impl FontSet {
    /// The fonts, parsed at the first call.
    ///
    /// # Errors
    /// When the files inside the program are damaged.
    pub fn shared() -> Result<&'static Self, ReportError> {
        SHARED.get_or_init(Self::parse).as_ref().map_err(Clone::clone)
    }

    /// The face of this weight.
    #[must_use]
    pub fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    fn parse() -> Result<Self, ReportError> {
        Ok(Self {
            regular: Face::parse("NotoSans-Regular", REGULAR)?,
            bold: Face::parse("NotoSans-Bold", BOLD)?,
        })
    }
}

impl Face {
    fn parse(name: &'static str, data: &'static [u8]) -> Result<Self, ReportError> {
        let shaper = rustybuzz::Face::from_slice(data, 0).ok_or(ReportError::Font(name))?;
        let features = shaping::features();
        let plan = ShapePlan::new(
            &shaper,
            Direction::LeftToRight,
            Some(script::LATIN),
            None,
            &features,
        );
        let mut face = Self {
            name,
            data,
            shaper,
            plan,
            widths: Vec::new(),
            drawn: Vec::new(),
        };
        face.drawn = (0..COMMON)
            .map(|code| char::from_u32(code).is_some_and(|character| face.has_glyph(character)))
            .collect();
        face.widths = (0..face.shaper.number_of_glyphs())
            .map(|glyph| face.measured_width(glyph))
            .collect();
        Ok(face)
    }

    /// Font units in thousandths of an em.
    fn thousandths(&self, units: i32) -> i32 {
        units * 1000 / self.shaper.units_per_em().max(1)
    }

    /// The height above the baseline, in thousandths of an em.
    #[must_use]
    pub fn ascent(&self) -> i32 {
        self.thousandths(self.shaper.ascender().into())
    }

    /// The depth under the baseline, in thousandths of an em: negative.
    #[must_use]
    pub fn descent(&self) -> i32 {
        self.thousandths(self.shaper.descender().into())
    }

    /// Left, bottom, right and top of a box that holds any glyph, in thousandths of an em.
    #[must_use]
    pub fn bounding_box(&self) -> [i32; 4] {
        let bounds = self.shaper.global_bounding_box();
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|units| self.thousandths(units.into()))
    }

    /// Its weight on the scale of OpenType: 400 is regular, 700 bold.
    #[must_use]
    pub fn weight_class(&self) -> u16 {
        self.shaper.weight().to_number()
    }

    /// The width of a glyph before kerning, in thousandths of an em.
    #[must_use]
    pub fn nominal_width(&self, glyph: u16) -> i32 {
        self.widths.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    fn measured_width(&self, glyph: u16) -> i32 {
        let units = self
            .shaper
            .glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph));
        self.thousandths(units.unwrap_or_default().into())
    }
}
