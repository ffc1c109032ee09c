//! What indicators measure: items that enter the facts, of a kind that suits, with values that they can take.

use super::DEEPEST;
use super::expressions::can_take;
use super::findings::Findings;
use super::part::inside;
use super::survey::{PlacedItem, Survey};
use crate::grid::indicator::{Condition, IndicatorDefinition, Measure, Quantity, SampleCondition};
use crate::grid::{Answer, Grid, Scope, codes};
use crate::problem::Problem;

struct Checker<'c, 'g> {
    grid: &'g Grid,
    survey: &'c Survey<'g>,
    unit: Scope,
    indicator: &'c str,
    findings: &'c mut Findings,
}

/// Checks the measure of `indicator`, which stands at `at`.
pub(super) fn check(
    grid: &Grid,
    survey: &Survey<'_>,
    indicator: &IndicatorDefinition,
    at: &str,
    findings: &mut Findings,
) {
    let mut checker = Checker {
        grid,
        survey,
        unit: indicator.unit,
        indicator: &indicator.code,
        findings,
    };
    match &indicator.measure {
        Measure::Proportion { holds, among } => {
            checker.condition(holds, &inside(at, "holds"), 0);
            checker.among(among.as_ref(), at);
        }
        Measure::Distribution { item, among } => {
            checker.item(item, &inside(at, "item"), is_coded);
            checker.among(among.as_ref(), at);
        }
        Measure::MeanLevel { item, among } => {
            checker.item(item, &inside(at, "item"), |answer| {
                matches!(answer, Answer::Level { .. })
            });
            checker.among(among.as_ref(), at);
        }
        Measure::Count { quantity } => checker.quantity(quantity, &inside(at, "quantity")),
        Measure::ShareOfTime { holds, among } => checker.share_of_time(holds, among.as_ref(), at),
        Measure::Ratio {
            numerator,
            denominator,
            per,
        } => {
            checker.quantity(numerator, &inside(at, "numerator"));
            checker.quantity(denominator, &inside(at, "denominator"));
            checker.per(*per, at);
        }
    }
}

fn is_coded(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Level { .. } | Answer::Single { .. } | Answer::Multiple { .. } | Answer::YesNo
    )
}

fn is_chosen(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Single { .. } | Answer::Multiple { .. } | Answer::YesNo
    )
}

fn is_summed(answer: &Answer) -> bool {
    matches!(answer, Answer::Count { .. } | Answer::Duration { .. })
}

fn is_ordered(answer: &Answer) -> bool {
    is_summed(answer) || matches!(answer, Answer::Level { .. })
}

impl<'g> Checker<'_, 'g> {
    fn error(&mut self, code: &str, at: &str, details: &[(&str, &str)]) {
        let problem = Problem::error(code, at).with("code", self.indicator);
        let told = details
            .iter()
            .fold(problem, |problem, (name, value)| problem.with(name, value));
        self.findings.report(told);
    }

    fn among(&mut self, among: Option<&Condition>, at: &str) {
        among
            .into_iter()
            .for_each(|among| self.condition(among, &inside(at, "among"), 0));
    }

    /// The item of this code, where it is one that an indicator of this unit can read and that suits the use made of it.
    fn item(&mut self, code: &str, at: &str, suits: fn(&Answer) -> bool) -> Option<&PlacedItem<'g>> {
        let survey = self.survey;
        let Some(placed) = survey.find(code) else {
            if !self.findings.is_lost(code) {
                self.findings
                    .report(Problem::error(codes::ITEM_UNKNOWN, at).with("item", code));
            }
            return None;
        };
        let refusals = [
            (!suits(&placed.item.answer), codes::ITEM_KIND),
            (!placed.item.is_fact(), codes::INDICATOR_FACT),
            (placed.item.scope != self.unit, codes::INDICATOR_UNIT),
            (placed.repeat.is_some(), codes::INDICATOR_REPEAT),
        ];
        let refused: Vec<_> = refusals.into_iter().filter(|(refused, _)| *refused).collect();
        refused
            .iter()
            .for_each(|(_, problem)| self.error(problem, at, &[("item", code)]));
        refused.is_empty().then_some(placed)
    }

    fn condition(&mut self, condition: &Condition, at: &str, depth: usize) {
        if depth > DEEPEST {
            return self
                .findings
                .report(Problem::error(codes::TOO_DEEP, at).with("maximum", DEEPEST));
        }
        match condition {
            Condition::All(parts) => self.parts(parts, &inside(at, "all"), depth),
            Condition::Any(parts) => self.parts(parts, &inside(at, "any"), depth),
            Condition::Not(part) => self.condition(part, &inside(at, "not"), depth + 1),
            Condition::Is { item, any_of } => self.is(item, any_of, &inside(at, "is")),
            Condition::AtLeast { item, value } => self.bound(item, *value, &inside(at, "at_least")),
            Condition::AtMost { item, value } => self.bound(item, *value, &inside(at, "at_most")),
            Condition::Answered { item } => {
                self.item(item, &inside(at, "answered.item"), |_| true);
            }
        }
    }

    fn parts(&mut self, parts: &[Condition], at: &str, depth: usize) {
        let members = self.findings.members(at, parts);
        self.not_empty(members.is_empty(), at);
        members
            .into_iter()
            .for_each(|(at, part)| self.condition(part, &at, depth + 1));
    }

    fn not_empty(&mut self, empty: bool, at: &str) {
        if empty {
            self.error(codes::CONDITION_EMPTY, at, &[]);
        }
    }

    fn is(&mut self, item: &str, any_of: &[String], at: &str) {
        let list_at = inside(at, "any_of");
        self.not_empty(any_of.is_empty(), &list_at);
        let grid = self.grid;
        let survey = self.survey;
        if self.item(item, &inside(at, "item"), is_chosen).is_none() {
            return;
        }
        let Some(placed) = survey.find(item) else { return };
        for (at, value) in self.findings.members(&list_at, any_of) {
            if !can_take(grid, placed, value, self.findings) {
                self.error(codes::VALUE_UNKNOWN, &at, &[("item", item), ("valeur", value)]);
            }
        }
    }

    fn bound(&mut self, item: &str, value: u32, at: &str) {
        let grid = self.grid;
        let Some(placed) = self.item(item, &inside(at, "item"), is_ordered) else {
            return;
        };
        let possible = match &placed.item.answer {
            Answer::Level { scale } => grid
                .scale(scale)
                .is_none_or(|scale| scale.levels.iter().any(|level| u32::from(level.value) == value)),
            Answer::Count { min, max } => (*min..=*max).contains(&value),
            Answer::Duration { max } => value <= *max,
            _ => true,
        };
        if !possible {
            let value = value.to_string();
            self.error(
                codes::VALUE_UNKNOWN,
                &inside(at, "value"),
                &[("item", item), ("valeur", &value)],
            );
        }
    }

    fn quantity(&mut self, quantity: &Quantity, at: &str) {
        match quantity {
            Quantity::UnitsWhere(condition) => self.condition(condition, &inside(at, "units_where"), 0),
            Quantity::SumOf(item) => {
                self.item(item, &inside(at, "sum_of"), is_summed);
            }
        }
    }

    fn per(&mut self, per: u32, at: &str) {
        if !(1..=1000).contains(&per) {
            self.error(codes::INDICATOR_PER, &inside(at, "per"), &[]);
        }
    }

    fn share_of_time(&mut self, holds: &SampleCondition, among: Option<&SampleCondition>, at: &str) {
        if self.unit != Scope::Seance {
            self.error(codes::TIMELINE_UNIT, at, &[]);
        }
        self.samples(holds, &inside(at, "holds"), 0);
        among
            .into_iter()
            .for_each(|among| self.samples(among, &inside(at, "among"), 0));
    }

    fn samples(&mut self, condition: &SampleCondition, at: &str, depth: usize) {
        if depth > DEEPEST {
            return self
                .findings
                .report(Problem::error(codes::TOO_DEEP, at).with("maximum", DEEPEST));
        }
        match condition {
            SampleCondition::All(parts) => self.sample_parts(parts, &inside(at, "all"), depth),
            SampleCondition::Any(parts) => self.sample_parts(parts, &inside(at, "any"), depth),
            SampleCondition::Not(part) => self.samples(part, &inside(at, "not"), depth + 1),
            SampleCondition::On { track, any_of } => self.on(track, any_of, &inside(at, "on")),
        }
    }

    fn sample_parts(&mut self, parts: &[SampleCondition], at: &str, depth: usize) {
        let members = self.findings.members(at, parts);
        self.not_empty(members.is_empty(), at);
        members
            .into_iter()
            .for_each(|(at, part)| self.samples(part, &at, depth + 1));
    }

    fn on(&mut self, track: &str, any_of: &[String], at: &str) {
        let list_at = inside(at, "any_of");
        self.not_empty(any_of.is_empty(), &list_at);
        let tracks = self.grid.timeline.iter().flat_map(|timeline| &timeline.tracks);
        let Some(declared) = tracks.into_iter().find(|declared| declared.code == track) else {
            if !self.findings.is_lost(track) {
                self.error(
                    codes::TIMELINE_UNKNOWN,
                    &inside(at, "track"),
                    &[("valeur", track)],
                );
            }
            return;
        };
        for (at, value) in self.findings.members(&list_at, any_of) {
            let known = declared.codes.iter().any(|noted| noted.code == *value);
            if !known && !self.findings.is_lost(value) {
                self.error(codes::TIMELINE_UNKNOWN, &at, &[("valeur", value)]);
            }
        }
    }
}
