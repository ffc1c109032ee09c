//! Expressions over the answers of a unit: when an item counts, what an answer must satisfy.
//!
//! The source is kept as written, in the language of ODK forms (XPath 1.0 with `${name}`). Version 1 evaluates the
//! operators and the functions listed in [`FUNCTIONS`]; a grid that uses another is refused when it is checked.

mod evaluate;
mod lexer;
mod parser;
mod tree;

pub use evaluate::{Operand, evaluate, is_true};
pub use parser::{DEEPEST as NESTED_DEEPEST, ExpressionError, LONGEST};
pub use tree::{FUNCTIONS, Tree};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An expression as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Expression(pub String);

impl Expression {
    /// The expression as a tree.
    ///
    /// # Errors
    /// Where the source is not an expression, or calls a function that this version does not evaluate.
    pub fn parse(&self) -> Result<Tree, ExpressionError> {
        parser::parse(&self.0)
    }
}
