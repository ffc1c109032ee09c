//! What may be wrong with a timeline that is being kept.

crate::problem_codes! {
    /// A grid without timeline.
    ABSENT = "timeline.absent";
    /// Minutes between two samples other than 1 to 5; `minutes`.
    INTERVAL = "timeline.interval";
    /// A sample further from the lesson's start than any lesson is long; `index`.
    SAMPLE = "timeline.sample";
    /// A track or a code that the grid does not have; `track`, `code`.
    CODE = "timeline.code";
    /// Several codes on a track that takes one; `track`.
    SINGLE = "timeline.single";
}
