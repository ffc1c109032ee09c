//! Indicators as a person reads them: in words, and as figures.

mod bars;
mod evolution;
mod words;

pub use bars::{Bar, bars};
pub use evolution::{Point, evolution};
pub(crate) use words::named;
pub use words::{Unit, basis, interval_in_words, modality_in_words, sentence, value_in_words};

/// What is told where there are too few teachers for a figure.
pub const TOO_FEW: &str = "trop peu d’enseignants";

/// What is told of every interval: visits are not drawn at random.
pub const INDICATIVE: &str = "indicatif\u{a0}: visites non tirées au sort";
