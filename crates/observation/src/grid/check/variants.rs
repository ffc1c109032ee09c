//! Reading the parts that are one of several kinds: answers, choices, measures and conditions.

use serde_json::Value;

use super::findings::Findings;
use super::part::{Part, Piece, inside};
use super::pieces::build;
use crate::grid::indicator::{Condition, Measure, Quantity, SampleCondition};
use crate::grid::{Answer, ChoiceSource, codes};
use crate::problem::Problem;

const ANSWERS: &[&str] = &[
    "level",
    "single",
    "multiple",
    "yes_no",
    "count",
    "duration",
    "text",
    "integer",
    "decimal",
    "range",
    "date",
    "time",
    "date_time",
    "acknowledge",
    "note",
    "calculate",
    "hidden",
    "metadata",
];

impl Piece for Answer {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let mut part = Part::open(value, at, findings)?;
        let answer = match part.word("type", ANSWERS)? {
            "level" => build!(part, Answer::Level { scale; }),
            "single" => build!(part, Answer::Single { choices; or_other }),
            "multiple" => build!(part, Answer::Multiple { choices; or_other }),
            "yes_no" => Some(Self::YesNo),
            "count" => build!(part, Answer::Count { max; min }),
            "duration" => build!(part, Answer::Duration { max; }),
            "text" => build!(part, Answer::Text { ; multiline }),
            "integer" => Some(Self::Integer),
            "decimal" => Some(Self::Decimal),
            "range" => build!(part, Answer::Range { start, end, step; }),
            "date" => Some(Self::Date),
            "time" => Some(Self::Time),
            "date_time" => Some(Self::DateTime),
            "acknowledge" => Some(Self::Acknowledge),
            "note" => Some(Self::Note),
            "calculate" => Some(Self::Calculate),
            "hidden" => Some(Self::Hidden),
            _ => build!(part, Answer::Metadata { kind; }),
        };
        part.close();
        answer
    }
}

impl Piece for ChoiceSource {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        if value.is_array() {
            return Vec::read(value, at, findings).map(Self::Inline);
        }
        let mut part = Part::open(value, at, findings)?;
        let source = if value.get("external").is_some() {
            build!(part, ChoiceSource::External { external; })
        } else {
            build!(part, ChoiceSource::List { list; })
        };
        part.close();
        source
    }
}

const MEASURES: &[&str] = &[
    "proportion",
    "distribution",
    "mean_level",
    "count",
    "share_of_time",
    "ratio",
];

impl Piece for Measure {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let mut part = Part::open(value, at, findings)?;
        let measure = match part.word("type", MEASURES)? {
            "proportion" => build!(part, Measure::Proportion { holds; among }),
            "distribution" => build!(part, Measure::Distribution { item; among }),
            "mean_level" => build!(part, Measure::MeanLevel { item; among }),
            "count" => build!(part, Measure::Count { quantity; }),
            "share_of_time" => build!(part, Measure::ShareOfTime { holds; among }),
            _ => ratio(&mut part),
        };
        part.close();
        measure
    }
}

fn ratio(part: &mut Part<'_, '_>) -> Option<Measure> {
    let (numerator, denominator) = (part.required("numerator"), part.required("denominator"));
    let per = part.optional("per").unwrap_or_else(Measure::once);
    Some(Measure::Ratio {
        numerator: numerator?,
        denominator: denominator?,
        per,
    })
}

impl Piece for Quantity {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let (word, inner, at) = only_member(value, at, findings, &["units_where", "sum_of"])?;
        match word {
            "units_where" => Piece::read(inner, &at, findings).map(Self::UnitsWhere),
            _ => Piece::read(inner, &at, findings).map(Self::SumOf),
        }
    }
}

const CONDITIONS: &[&str] = &["all", "any", "not", "is", "at_least", "at_most", "answered"];

impl Piece for Condition {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let (word, inner, at) = only_member(value, at, findings, CONDITIONS)?;
        match word {
            "all" => return Piece::read(inner, &at, findings).map(Self::All),
            "any" => return Piece::read(inner, &at, findings).map(Self::Any),
            "not" => return Piece::read(inner, &at, findings).map(Self::Not),
            _ => {}
        }
        let mut part = Part::open(inner, &at, findings)?;
        let condition = match word {
            "is" => build!(part, Condition::Is { item, any_of; }),
            "at_least" => build!(part, Condition::AtLeast { item, value; }),
            "at_most" => build!(part, Condition::AtMost { item, value; }),
            _ => build!(part, Condition::Answered { item; }),
        };
        part.close();
        condition
    }
}

impl Piece for SampleCondition {
    fn read(value: &Value, at: &str, findings: &mut Findings) -> Option<Self> {
        let (word, inner, at) = only_member(value, at, findings, &["all", "any", "not", "on"])?;
        match word {
            "all" => Piece::read(inner, &at, findings).map(Self::All),
            "any" => Piece::read(inner, &at, findings).map(Self::Any),
            "not" => Piece::read(inner, &at, findings).map(Self::Not),
            _ => {
                let mut part = Part::open(inner, &at, findings)?;
                let condition = build!(part, SampleCondition::On { track, any_of; });
                part.close();
                condition
            }
        }
    }
}

/// The one member of an object that says which of `words` it is: the word, what it holds and where.
fn only_member<'j>(
    value: &'j Value,
    at: &str,
    findings: &mut Findings,
    words: &[&'static str],
) -> Option<(&'static str, &'j Value, String)> {
    let members = value.as_object().filter(|members| members.len() == 1);
    let found = members.and_then(|members| members.iter().next());
    let known = found.and_then(|(name, inner)| Some((*words.iter().find(|word| *word == name)?, inner)));
    let Some((word, inner)) = known else {
        let problem = Problem::error(codes::EXPECTED_ONE_OF, at).with("mots", words.join(", "));
        findings.misshapen(problem, at.to_owned());
        return None;
    };
    Some((word, inner, inside(at, word)))
}
