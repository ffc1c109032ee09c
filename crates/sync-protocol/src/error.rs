//! Why a record or a certificate cannot be made, or a text is not a key.

use observation::canonical::CanonicalError;

/// What this crate refuses to make or to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// The signed statement has no canonical bytes.
    #[error("the statement to sign: {0}")]
    Statement(#[from] CanonicalError),
    /// A name that must be an identifier holds other characters.
    #[error("{field}: `{found}` is not 1 to 64 ASCII letters, digits, `-` or `_`")]
    Identifier {
        /// Which field of the record.
        field: &'static str,
        /// What it holds.
        found: String,
    },
    /// No revision number is left after the greatest parent's.
    #[error("revision {0} is the last that can be numbered")]
    LastRevision(u32),
    /// Text that is not the hexadecimal writing of so many bytes.
    #[error("{} lower-case hexadecimal digits are expected", .bytes * 2)]
    NotHexadecimal {
        /// How many bytes are expected.
        bytes: usize,
    },
    /// Text that no store gave as a cursor.
    #[error("`{0}` is not a cursor")]
    NotACursor(String),
    /// The name of no stream.
    #[error("`{0}` is not a stream")]
    NotAStream(String),
    /// The name of no circle.
    #[error("`{0}` is not a circle")]
    NotACircle(String),
    /// A text that is no whole invitation.
    #[error("not an invitation")]
    NotAnInvitation,
    /// A text that is no pair of public keys.
    #[error("not an identity")]
    NotAnIdentity,
    /// Bytes that are no JSON text.
    #[error("not JSON: {0}")]
    Json(String),
}
