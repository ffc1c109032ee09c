//! How each part of a grid is read: the members that must be there, then those that may be absent.

use serde_json::Value;

use super::findings::Findings;
use super::part::{Part, Piece, leaf, word_leaf};
use crate::canonical::Sha256;
use crate::expression::Expression;
use crate::grid::framework::{Framework, FrameworkReference};
use crate::grid::indicator::{Direction, Filter, IndicatorDefinition};
use crate::grid::timeline::{TimelineCode, TimelineDefinition, Track};
use crate::grid::{
    Applicability, Choice, ChoiceList, Comparability, Comparison, Degree, Descriptor, Evidence, Grid, Group,
    Item, Level, Lineage, Metadata, Node, Repeat, Scale, Scope, SubjectKind, codes,
};
use crate::problem::Problem;
use crate::text::Text;

/// Builds a part from its members, every one of them read before the first that is wrong gives up.
macro_rules! build {
    ($part:expr, $($type:ident)::+ { $($required:ident),* ; $($defaulted:ident),* }) => {{
        $(let $required = $part.required(stringify!($required));)*
        $(let $defaulted = $part.defaulted(stringify!($defaulted));)*
        Some($($type)::+ { $($required: $required?,)* $($defaulted,)* })
    }};
}
pub(super) use build;

macro_rules! parts {
    ($($type:ident { $($required:ident),* ; $($defaulted:ident),* })*) => {
        $(impl Piece for $type {
            fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
                let mut part = Part::open(value, at, findings)?;
                let built = from_part::$type(&mut part);
                part.close();
                built
            }
        })*
        #[allow(non_snake_case, reason = "each function bears the name of the part it builds")]
        mod from_part {
            use super::*;
            $(pub(super) fn $type(part: &mut Part<'_, '_>) -> Option<$type> {
                build!(part, $type { $($required),* ; $($defaulted),* })
            })*
        }
    };
}

parts! {
    Grid {
        format, code, version, language, title, subject, content;
        description, applies_to, scales, choice_lists, indicators, timeline, lineage, settings, credits
    }
    Applicability { ; degrees, levels }
    Scale { code, levels; }
    Level { value, label; }
    ChoiceList { code, choices; }
    Choice { code, label; columns }
    Group { code, label, content; relevant, appearance }
    Repeat { code, label, content; relevant, count, appearance }
    Item {
        code, label, answer, evidence, scope;
        look_for, guidance, fact, descriptors, frameworks, frameworks_when, relevant, required, required_message, constraint,
        constraint_message, calculation, default_value, choice_filter, read_only, appearance, parameters
    }
    Descriptor { level, text; }
    FrameworkReference { framework, code; }
    IndicatorDefinition { code, label, sentence, unit, measure; filter, direction, caution }
    Filter { ; degrees, levels, disciplines, kinds, education_prioritaire, school_years }
    TimelineDefinition { interval_minutes, tracks; }
    Track { code, label, codes; several }
    TimelineCode { code, label; look_for }
    Lineage { follows; items, indicators }
    Comparison { code, verdict; former, mapping }
}

impl Piece for Node {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let mut part = Part::open(value, at, findings)?;
        let node = match part.word("node", &["group", "repeat", "item"])? {
            "group" => from_part::Group(&mut part).map(Self::Group),
            "repeat" => from_part::Repeat(&mut part).map(Self::Repeat),
            _ => from_part::Item(&mut part).map(Box::new).map(Self::Item),
        };
        part.close();
        node
    }
}

macro_rules! leaves {
    ($($type:ty : $code:ident, $placeholder:expr;)*) => {
        $(impl Piece for $type {
            fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
                leaf(value, at, findings, Problem::error(codes::$code, at))
            }

            fn placeholder() -> Option<Self> {
                $placeholder
            }
        })*
    };
}

leaves! {
    String: EXPECTED_TEXT, Some(Self::new());
    Text: EXPECTED_TEXT, Some(Self::default());
    Expression: EXPECTED_TEXT, None;
    bool: EXPECTED_TRUTH, None;
    u8: EXPECTED_NUMBER, None;
    u32: EXPECTED_NUMBER, None;
    Sha256: EXPECTED_SHA256, None;
}

macro_rules! words {
    ($($type:ty : $($word:literal)*;)*) => {
        $(impl Piece for $type {
            fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
                word_leaf(value, at, findings, &[$($word),*])
            }
        })*

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn the_words_of_the_format_are_the_words_that_problems_list() {
                $($(
                    let read = <$type>::read(&Value::from($word), "", &mut Findings::default());
                    assert!(read.is_some(), "{}", $word);
                )*)*
            }
        }
    };
}

words! {
    SubjectKind: "teachers" "school" "calibration";
    Degree: "premier" "second";
    Evidence: "observed" "declared" "document";
    Scope: "seance" "visit";
    Framework: "crcn" "crcn_edu" "competence9";
    Direction: "up" "down";
    Comparability: "comparable" "recoded" "break";
    Metadata: "start" "end" "today" "deviceid" "username" "email" "phonenumber" "audit";
}
