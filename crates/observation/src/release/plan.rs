//! What a release is made of.

use super::figure::Figures;
use super::rules::Rules;

/// What a release is made of.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'p> {
    /// The rules.
    pub rules: Rules,
    /// The complete school years, sorted.
    pub complete: &'p [String],
    /// The school year in which blocks of three begin, for good.
    pub anchor: &'p str,
    /// The figures of every earlier release: what they told stands, and what they did not stays untold.
    pub earlier: &'p Figures,
}
