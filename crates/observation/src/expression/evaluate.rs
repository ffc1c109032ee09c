//! What an expression is worth, given the values of the items.

use super::tree::{Operator, Tree};

/// A value within an expression. An item without a value is the empty text; chosen codes are joined by spaces.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// True or false.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// What `tree` is worth, `value_of` giving the text of an item by its code and `itself` that of the item under test.
pub fn evaluate(tree: &Tree, value_of: &dyn Fn(&str) -> String, itself: &str) -> Operand {
    let of = |tree: &Tree| evaluate(tree, value_of, itself);
    match tree {
        Tree::Item(code) => Operand::Text(value_of(code)),
        Tree::Itself => Operand::Text(itself.to_owned()),
        Tree::Text(text) => Operand::Text(text.clone()),
        Tree::Number(number) => Operand::Number(*number),
        Tree::Negative(inner) => Operand::Number(-of(inner).number()),
        Tree::Binary(Operator::Or, left, right) => Operand::Truth(of(left).truth() || of(right).truth()),
        Tree::Binary(Operator::And, left, right) => Operand::Truth(of(left).truth() && of(right).truth()),
        Tree::Binary(operator, left, right) => apply(*operator, &of(left), &of(right)),
        Tree::Call("if", arguments) => of(&arguments[if of(&arguments[0]).truth() { 1 } else { 2 }]),
        Tree::Call(name, arguments) => call(name, &arguments.iter().map(of).collect::<Vec<_>>()),
    }
}

/// Whether `tree` is true, with the values that [`evaluate`] takes.
pub fn is_true(tree: &Tree, value_of: &dyn Fn(&str) -> String, itself: &str) -> bool {
    evaluate(tree, value_of, itself).truth()
}

fn apply(operator: Operator, left: &Operand, right: &Operand) -> Operand {
    let (a, b) = (left.number(), right.number());
    match operator {
        Operator::Equal => Operand::Truth(equal(left, right)),
        Operator::NotEqual => Operand::Truth(!equal(left, right)),
        Operator::Less => Operand::Truth(a < b),
        Operator::LessOrEqual => Operand::Truth(a <= b),
        Operator::Greater => Operand::Truth(a > b),
        Operator::GreaterOrEqual => Operand::Truth(a >= b),
        Operator::Plus => Operand::Number(a + b),
        Operator::Minus => Operand::Number(a - b),
        Operator::Times => Operand::Number(a * b),
        Operator::Div => Operand::Number(a / b),
        Operator::Mod => Operand::Number(a % b),
        Operator::Or | Operator::And => Operand::Truth(left.truth() && right.truth()),
    }
}

fn equal(left: &Operand, right: &Operand) -> bool {
    match (left, right) {
        (Operand::Truth(_), _) | (_, Operand::Truth(_)) => left.truth() == right.truth(),
        (Operand::Number(_), _) | (_, Operand::Number(_)) => left.number() == right.number(),
        (Operand::Text(left), Operand::Text(right)) => left == right,
    }
}

fn call(name: &str, arguments: &[Operand]) -> Operand {
    let text = |index: usize| arguments.get(index).map(Operand::text).unwrap_or_default();
    match name {
        "true" => Operand::Truth(true),
        "not" => Operand::Truth(!arguments.first().is_some_and(Operand::truth)),
        "selected" => Operand::Truth(text(0).split_whitespace().any(|code| code == text(1))),
        "count-selected" => Operand::Number(text(0).split_whitespace().count() as f64),
        "string-length" => Operand::Number(text(0).chars().count() as f64),
        "coalesce" if text(0).is_empty() => Operand::Text(text(1)),
        "coalesce" => Operand::Text(text(0)),
        _ => Operand::Truth(false),
    }
}

impl Operand {
    /// As XPath converts to a boolean: a number other than 0 and NaN, a text that is not empty.
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
        }
    }

    /// As XPath converts to a number: NaN for a text that is none.
    #[must_use]
    pub fn number(&self) -> f64 {
        match self {
            Self::Truth(truth) => f64::from(u8::from(*truth)),
            Self::Number(number) => *number,
            Self::Text(text) => text.trim().parse().unwrap_or(f64::NAN),
        }
    }

    /// As XPath converts to a text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Truth(truth) => truth.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Expression, ExpressionError};
    use super::*;
    use proptest::prelude::*;

    fn truth(source: &str) -> bool {
        let tree = Expression(source.to_owned()).parse().unwrap();
        let value_of = |code: &str| match code {
            "outils" => "tni tablettes".to_owned(),
            "effectif" => "24".to_owned(),
            _ => String::new(),
        };
        is_true(&tree, &value_of, "3")
    }

    #[test]
    fn conditions_that_grids_use() {
        assert!(truth(
            "selected(${outils}, 'tni') and not(selected(${outils}, 'robot'))"
        ));
        assert!(truth("${effectif} > 20 and . <= 3"));
        assert!(truth("count-selected(${outils}) = 2 or ${vide} = 'x'"));
        assert!(truth("if(${vide} = '', 1, 0)"));
        assert!(!truth("${vide} != ''"));
    }

    #[test]
    fn operators_bind_as_in_xpath() {
        assert!(truth("1 + 2 * 3 = 7 and 8 div 2 mod 3 = 1"));
        assert!(truth("false() and false() or true()"));
        assert!(truth("10 - 2 - 3 = 5"));
    }

    #[test]
    fn what_is_not_an_expression_is_said() {
        let parse = |source: &str| Expression(source.to_owned()).parse().unwrap_err();
        assert_eq!(
            parse("pulldata('x')"),
            ExpressionError::Function("pulldata".into())
        );
        assert!(matches!(parse("selected(1)"), ExpressionError::Arguments { .. }));
        assert_eq!(parse("1 +"), ExpressionError::Unfinished);
        assert_eq!(parse("1 2"), ExpressionError::Unexpected("2".into()));
        assert!(matches!(parse("'ouvert"), ExpressionError::Word(0)));
        assert_eq!(parse(&"(".repeat(1000)), ExpressionError::TooDeep);
        assert_eq!(parse(&"1+".repeat(100_000)), ExpressionError::TooLong);
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused_without_a_panic(source in "\\PC{0,40}") {
            let _ = Expression(source).parse();
        }

        #[test]
        fn words_in_any_order_are_parsed_or_refused(
            words in prop::collection::vec(prop::sample::select(vec![
                "(", ")", "and", "or", "${a}", "'x'", "1", "not(", "=", "-", ",", ".", "é", "selected(", "mod",
            ]), 0..20)
        ) {
            if let Ok(tree) = Expression(words.join(" ")).parse() {
                let _ = evaluate(&tree, &|_| String::new(), "");
            }
        }
    }
}
