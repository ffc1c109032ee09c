//! Words of an expression.

use std::fmt;

use super::tree::Operator;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Item(String),
    Itself,
    Text(String),
    Number(f64),
    Operator(Operator),
    Name(String),
    Open,
    Close,
    Comma,
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(code) => write!(formatter, "${{{code}}}"),
            Self::Itself => formatter.write_str("."),
            Self::Text(text) => write!(formatter, "'{text}'"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Operator(operator) => formatter.write_str(operator.symbol()),
            Self::Name(name) => formatter.write_str(name),
            Self::Open => formatter.write_str("("),
            Self::Close => formatter.write_str(")"),
            Self::Comma => formatter.write_str(","),
        }
    }
}

/// The words of `source`, or the byte offset at which there is none.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, usize> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() {
        let at = source.len() - rest.len();
        let operand_before = tokens.last().is_some_and(ends_operand);
        let (token, length) = next(rest, operand_before).ok_or(at)?;
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

fn ends_operand(token: &Token) -> bool {
    !matches!(
        token,
        Token::Operator(_) | Token::Open | Token::Comma | Token::Name(_)
    )
}

fn next(rest: &str, operand_before: bool) -> Option<(Token, usize)> {
    let first = rest.chars().next()?;
    match first {
        '$' => item(rest),
        '\'' | '"' => quoted(rest, first),
        '0'..='9' => number(rest),
        '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest),
        '.' => Some((Token::Itself, 1)),
        '(' => Some((Token::Open, 1)),
        ')' => Some((Token::Close, 1)),
        ',' => Some((Token::Comma, 1)),
        _ => symbol(rest).or_else(|| word(rest, operand_before)),
    }
}

fn item(rest: &str) -> Option<(Token, usize)> {
    let code = rest.strip_prefix("${")?.split_once('}')?.0;
    (!code.trim().is_empty()).then(|| (Token::Item(code.trim().to_owned()), code.len() + 3))
}

fn quoted(rest: &str, quote: char) -> Option<(Token, usize)> {
    let text = rest[1..].split_once(quote)?.0;
    Some((Token::Text(text.to_owned()), text.len() + 2))
}

fn number(rest: &str) -> Option<(Token, usize)> {
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    Some((Token::Number(rest[..length].parse().ok()?), length))
}

fn symbol(rest: &str) -> Option<(Token, usize)> {
    const SYMBOLS: &[(&str, Operator)] = &[
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("=", Operator::Equal),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("+", Operator::Plus),
        ("-", Operator::Minus),
        ("*", Operator::Times),
    ];
    let found = SYMBOLS.iter().find(|(text, _)| rest.starts_with(text));
    found.map(|(text, operator)| (Token::Operator(*operator), text.len()))
}

fn word(rest: &str, operand_before: bool) -> Option<(Token, usize)> {
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    let length = rest.find(ends).unwrap_or(rest.len());
    let name = rest.get(..length).filter(|name| !name.is_empty())?;
    let operator = match name {
        "or" => Some(Operator::Or),
        "and" => Some(Operator::And),
        "div" => Some(Operator::Div),
        "mod" => Some(Operator::Mod),
        _ => None,
    };
    let token = operator.filter(|_| operand_before).map(Token::Operator);
    Some((token.unwrap_or_else(|| Token::Name(name.to_owned())), length))
}
