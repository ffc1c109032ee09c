//! What an author's notebook and the store compare at the end of a sync.

use std::collections::BTreeSet;

use sync_protocol::Fingerprint;
use sync_protocol::message::stream::Stream;
use sync_protocol::trust::Circle;

/// The records of an author, those of circles where both can read them: who left a circle cannot read what he wrote there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The académie.
    pub academie: String,
    /// The author.
    pub author: Fingerprint,
    /// The circles of which the notebook reads the streams.
    pub circles: BTreeSet<Circle>,
}

impl Compared {
    /// The streams in which these records come, as columns write them.
    #[must_use]
    pub fn streams(&self) -> Vec<String> {
        let circles = self.circles.iter().cloned().map(Stream::Circle);
        let streams = [Stream::Academie, Stream::Author].into_iter().chain(circles);
        streams.map(|stream| stream.to_string()).collect()
    }
}
