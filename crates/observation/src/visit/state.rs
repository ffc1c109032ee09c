//! What happens to a sealed visit: each time a document of its own, immutable, signed, never a change of the revision.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::Sha256;
use crate::instant::Instant;

/// The name of this format, kept in every document.
pub const STATE_FORMAT: &str = "carnet/state/1";

/// One thing that happened to a sealed visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateDocument {
    /// Always `carnet/state/1`.
    #[schemars(extend("const" = STATE_FORMAT))]
    pub format: String,
    /// 32 random bytes in hexadecimal, so that nobody can guess the document from its hash.
    pub nonce: Sha256,
    /// The visit.
    pub visit: Uuid,
    /// The hash of the revision that it speaks of.
    pub revision: Sha256,
    /// The teacher whom it concerns; none where it concerns all whom the visit observed, or a school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teacher: Option<Uuid>,
    /// The day on which it happened, on the calendars of `zone`.
    pub on: NaiveDate,
    /// When it was written down, by the clock of the device: a day entered afterwards is seen to be so.
    pub noted_at: Instant,
    /// The IANA name of the zone in which `on` is read.
    pub zone: String,
    /// What happened.
    pub happened: Happening,
}

/// What may happen to a sealed visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "type", deny_unknown_fields)]
pub enum Happening {
    /// The report was handed over: from then on the visit counts in figures.
    Communicated {
        /// How.
        means: Means,
        /// To whom, in words; the teacher alone unless the préréglage says otherwise.
        recipients: Vec<String>,
        /// Until when a reply is awaited; absent where no delay was set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_due: Option<NaiveDate>,
    },
    /// The teacher replied.
    Reply {
        /// Word for word; empty when the reply is a file alone.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// The file received, kept apart.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<ReceivedFile>,
    },
    /// What the inspector remarks on a reply.
    Remark {
        /// In words.
        text: String,
    },
    /// Nothing more is awaited.
    Closed {
        /// Why, where it is closed before its time.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The teacher objects to the processing: the facts leave every figure.
    Opposition {
        /// In words; empty where none were given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The teacher asked for the processing to be limited: the facts leave every figure meanwhile.
    Limitation {
        /// In words; empty where none were given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// An opposition or a limitation ended.
    Lifted {
        /// The hash of the state that ends.
        state: Sha256,
        /// In words.
        reason: String,
    },
}

/// How a report is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// From hand to hand.
    ByHand,
    /// To the professional address.
    Mail,
    /// By the post.
    Post,
}

/// A file that a teacher sent, known by its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceivedFile {
    /// Its name.
    pub name: String,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes.
    pub bytes: u64,
}
