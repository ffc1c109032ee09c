//! The parsed form of an expression.

/// The functions that this version evaluates, with the number of their arguments.
pub const FUNCTIONS: &[(&str, usize)] = &[
    ("not", 1),
    ("true", 0),
    ("false", 0),
    ("selected", 2),
    ("count-selected", 1),
    ("string-length", 1),
    ("if", 3),
    ("coalesce", 2),
];

/// An expression, parsed.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `${code}`: the value of another item.
    Item(String),
    /// `.`: the value of the item itself.
    Itself,
    /// A text between quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// Two expressions and what stands between them.
    Binary(Operator, Box<Tree>, Box<Tree>),
    /// The opposite number.
    Negative(Box<Tree>),
    /// A call of one of [`FUNCTIONS`].
    Call(&'static str, Vec<Tree>),
}

/// What stands between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

impl Operator {
    /// The operator as it is written.
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Div => "div",
            Self::Mod => "mod",
        }
    }

    /// Operators of one rank bind alike; a higher rank binds more tightly.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 3,
            Self::Plus | Self::Minus => 4,
            Self::Times | Self::Div | Self::Mod => 5,
        }
    }
}

impl Tree {
    /// Whether the expression reads `.`, the value of the item itself.
    #[must_use]
    pub fn reads_itself(&self) -> bool {
        match self {
            Self::Itself => true,
            Self::Item(_) | Self::Text(_) | Self::Number(_) => false,
            Self::Binary(_, left, right) => left.reads_itself() || right.reads_itself(),
            Self::Negative(inner) => inner.reads_itself(),
            Self::Call(_, arguments) => arguments.iter().any(Self::reads_itself),
        }
    }

    /// The texts that the expression compares with the value of an item: the item's code, then the text.
    #[must_use]
    pub fn compared_texts(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Binary(Operator::Equal | Operator::NotEqual, left, right) => {
                let pair = compared(left, right).or_else(|| compared(right, left));
                pair.map_or_else(
                    || [left.compared_texts(), right.compared_texts()].concat(),
                    |pair| vec![pair],
                )
            }
            Self::Call("selected", arguments) => match arguments.as_slice() {
                [value, text] => compared(value, text).into_iter().collect(),
                _ => Vec::new(),
            },
            Self::Binary(_, left, right) => [left.compared_texts(), right.compared_texts()].concat(),
            Self::Negative(inner) => inner.compared_texts(),
            Self::Call(_, arguments) => arguments.iter().flat_map(Self::compared_texts).collect(),
            Self::Item(_) | Self::Itself | Self::Text(_) | Self::Number(_) => Vec::new(),
        }
    }

    /// The codes of the items that the expression reads.
    #[must_use]
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::Item(code) => vec![code],
            Self::Itself | Self::Text(_) | Self::Number(_) => Vec::new(),
            Self::Binary(_, left, right) => [left.items(), right.items()].concat(),
            Self::Negative(inner) => inner.items(),
            Self::Call(_, arguments) => arguments.iter().flat_map(Self::items).collect(),
        }
    }
}

fn compared<'t>(value: &'t Tree, text: &'t Tree) -> Option<(&'t str, &'t str)> {
    match (value, text) {
        (Tree::Item(code), Tree::Text(text)) => Some((code, text)),
        _ => None,
    }
}
