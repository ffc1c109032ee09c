//! From the words of an expression to its tree.

use super::lexer::{Token, tokens};
use super::tree::{FUNCTIONS, Operator, Tree};

/// Why a source is not an expression of this version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// There is no word of the language at this byte of the source.
    #[error("nothing readable at character {0}")]
    Word(usize),
    /// The words do not form an expression: the one that is not expected.
    #[error("unexpected: {0}")]
    Unexpected(String),
    /// The source ends where something more is expected.
    #[error("the expression is not finished")]
    Unfinished,
    /// A function that this version does not evaluate.
    #[error("unknown function {0}()")]
    Function(String),
    /// A function with the wrong number of arguments.
    #[error("{name}() takes {expected} arguments, not {given}")]
    Arguments {
        /// The function.
        name: String,
        /// How many it takes.
        expected: usize,
        /// How many are given.
        given: usize,
    },
    /// More parentheses or signs within one another than [`DEEPEST`].
    #[error("nested too deeply")]
    TooDeep,
    /// More words than [`LONGEST`].
    #[error("too long")]
    TooLong,
}

/// How deep an expression may nest; deeper ones could exhaust the stack.
pub const DEEPEST: usize = 64;

/// How many words an expression may have: a longer chain of operators could exhaust the stack.
pub const LONGEST: usize = 1000;

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
}

pub(super) fn parse(source: &str) -> Result<Tree, ExpressionError> {
    let words = tokens(source).map_err(ExpressionError::Word)?;
    if words.len() > LONGEST {
        return Err(ExpressionError::TooLong);
    }
    let mut parser = Parser {
        tokens: words.into_iter().peekable(),
        depth: 0,
    };
    let tree = parser.binary(0)?;
    match parser.tokens.next() {
        None => Ok(tree),
        Some(token) => Err(unexpected(Some(token))),
    }
}

fn unexpected(token: Option<Token>) -> ExpressionError {
    match token {
        Some(token) => ExpressionError::Unexpected(token.to_string()),
        None => ExpressionError::Unfinished,
    }
}

impl Parser {
    fn binary(&mut self, least: u8) -> Result<Tree, ExpressionError> {
        let mut left = self.operand()?;
        while let Some(operator) = self.operator_of_rank(least) {
            let right = self.binary(operator.rank() + 1)?;
            left = Tree::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operator_of_rank(&mut self, least: u8) -> Option<Operator> {
        match self.tokens.peek() {
            Some(Token::Operator(operator)) if operator.rank() >= least => {
                let operator = *operator;
                self.tokens.next();
                Some(operator)
            }
            _ => None,
        }
    }

    fn operand(&mut self) -> Result<Tree, ExpressionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ExpressionError::TooDeep);
        }
        let operand = self.operand_within()?;
        self.depth -= 1;
        Ok(operand)
    }

    fn operand_within(&mut self) -> Result<Tree, ExpressionError> {
        match self.tokens.next() {
            Some(Token::Item(code)) => Ok(Tree::Item(code)),
            Some(Token::Itself) => Ok(Tree::Itself),
            Some(Token::Text(text)) => Ok(Tree::Text(text)),
            Some(Token::Number(number)) => Ok(Tree::Number(number)),
            Some(Token::Operator(Operator::Minus)) => Ok(Tree::Negative(Box::new(self.operand()?))),
            Some(Token::Open) => self.parenthesis(),
            Some(Token::Name(name)) => self.call(&name),
            other => Err(unexpected(other)),
        }
    }

    fn parenthesis(&mut self) -> Result<Tree, ExpressionError> {
        let inner = self.binary(0)?;
        self.expect(&Token::Close)?;
        Ok(inner)
    }

    fn call(&mut self, name: &str) -> Result<Tree, ExpressionError> {
        self.expect(&Token::Open)?;
        let arguments = self.arguments()?;
        let known = FUNCTIONS.iter().find(|(known, _)| *known == name);
        let (name, expected) = *known.ok_or_else(|| ExpressionError::Function(name.to_owned()))?;
        if arguments.len() == expected {
            return Ok(Tree::Call(name, arguments));
        }
        Err(ExpressionError::Arguments {
            name: name.to_owned(),
            expected,
            given: arguments.len(),
        })
    }

    fn arguments(&mut self) -> Result<Vec<Tree>, ExpressionError> {
        let mut arguments = Vec::new();
        if self.tokens.next_if_eq(&Token::Close).is_some() {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.binary(0)?);
            match self.tokens.next() {
                Some(Token::Comma) => {}
                Some(Token::Close) => return Ok(arguments),
                other => return Err(unexpected(other)),
            }
        }
    }

    fn expect(&mut self, expected: &Token) -> Result<(), ExpressionError> {
        match self.tokens.next() {
            Some(token) if token == *expected => Ok(()),
            other => Err(unexpected(other)),
        }
    }
}
