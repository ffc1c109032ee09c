//! Why a sync ended before its end.

use observation::problem::Problem;
use sync_protocol::ProtocolError;

use super::codes;
use crate::error::NotebookError;
use crate::keys::KeysError;

/// What ended a sync. Whatever it is, nothing is lost: the next one begins again.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The notebook was told of no store.
    #[error("no store")]
    NotEnrolled,
    /// The notebook was locked meanwhile.
    #[error("locked")]
    Locked,
    /// The person ended it.
    #[error("cancelled")]
    Cancelled,
    /// Nothing answers.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// A certificate that is not believed.
    #[error("certificate: {0}")]
    Certificate(String),
    /// Something else than the store answers.
    #[error("not the store")]
    NotTheStore,
    /// An answer that is none to what was asked.
    #[error("strange answer: {0}")]
    StrangeAnswer(String),
    /// The store asks to come back.
    #[error("busy for {0} s")]
    Busy(u64),
    /// The store does not know the token: its device must introduce itself again.
    #[error("unknown token")]
    UnknownToken,
    /// This device was revoked.
    #[error("revoked")]
    Revoked,
    /// A stream of a circle of which the author is no member any more.
    #[error("no member")]
    NoMember,
    /// The store began another life meanwhile, or never gave the cursor that it was told.
    #[error("another life of the store")]
    OtherLife,
    /// The store speaks other versions of the protocol.
    #[error("the store speaks {oldest} to {newest}")]
    Protocol {
        /// The oldest.
        oldest: String,
        /// The newest.
        newest: String,
    },
    /// The store refused.
    #[error("refused: {code}: {title}")]
    Refused {
        /// Its code.
        code: String,
        /// Its sentence, in French.
        title: String,
    },
    /// What was given cannot be used; its code.
    #[error("{0}")]
    Given(&'static str),
    /// The store serves another académie.
    #[error("{store} is not {notebook}")]
    OtherAcademie {
        /// The store's.
        store: String,
        /// The notebook's.
        notebook: String,
    },
    /// The notebook refused.
    #[error(transparent)]
    Notebook(#[from] NotebookError),
    /// The keys refused.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// A record cannot be made.
    #[error(transparent)]
    Protocols(#[from] ProtocolError),
}

impl SyncError {
    /// The problem that a person sees.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let told = |code| Problem::error(code, "");
        match self {
            Self::NotEnrolled => told(codes::NOT_ENROLLED),
            Self::Locked => told(codes::LOCKED),
            Self::Cancelled => told(codes::CANCELLED),
            Self::Unreachable(detail) => told(codes::UNREACHABLE).with("detail", detail),
            Self::Certificate(detail) => told(codes::CERTIFICATE).with("detail", detail),
            Self::NotTheStore => told(codes::NOT_THE_STORE),
            Self::StrangeAnswer(detail) => told(codes::STRANGE_ANSWER).with("detail", detail),
            Self::Busy(seconds) => told(codes::BUSY).with("seconds", seconds),
            Self::UnknownToken | Self::NoMember | Self::OtherLife => {
                told(codes::STRANGE_ANSWER).with("detail", self)
            }
            Self::Revoked => told(codes::REVOKED),
            Self::Protocol { oldest, newest } => told(codes::PROTOCOL)
                .with("oldest", oldest)
                .with("newest", newest),
            Self::Refused { title, .. } => told(codes::REFUSED).with("reason", title),
            Self::Given(code) => told(code),
            Self::OtherAcademie { store, notebook } => told(codes::OTHER_ACADEMIE)
                .with("store", store)
                .with("notebook", notebook),
            Self::Notebook(error) => error.problem(),
            Self::Keys(error) => error.problem(),
            Self::Protocols(error) => told(codes::STRANGE_ANSWER).with("detail", error),
        }
    }

    /// Whether the network is to blame: it will pass, and nobody needs to do anything.
    #[must_use]
    pub fn will_pass(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::NotTheStore | Self::Busy(_) | Self::Locked | Self::Cancelled
        )
    }
}
