//! Why the system refused a file or a folder, as a code.
//!
//! The sentence of such a code is a part of a sentence: the catalogue puts it where `{cause}` stands in another.

use std::io::{self, ErrorKind};

use observation::problem::Problem;

/// The causes.
pub mod codes {
    observation::problem_codes! {
        /// No such file or folder.
        NOT_FOUND = "system.not_found";
        /// The person has no right to it.
        DENIED = "system.denied";
        /// A folder where a file is asked for.
        IS_FOLDER = "system.is_folder";
        /// A file where a folder of the path should be.
        NOT_FOLDER = "system.not_folder";
        /// No room is left.
        FULL = "system.full";
        /// Nothing can be written there.
        READ_ONLY = "system.read_only";
        /// Anything else, in the words of the system; `system`.
        OTHER = "system.other";
    }
}

/// `problem`, with why the system refused.
#[must_use]
pub fn told(problem: Problem, error: &io::Error) -> Problem {
    problem.with("cause", cause(error)).with("system", error)
}

fn cause(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => codes::NOT_FOUND,
        ErrorKind::PermissionDenied => codes::DENIED,
        ErrorKind::IsADirectory => codes::IS_FOLDER,
        ErrorKind::NotADirectory => codes::NOT_FOLDER,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => codes::FULL,
        ErrorKind::ReadOnlyFilesystem => codes::READ_ONLY,
        _ => codes::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_causes_are_told_by_their_code_and_others_in_the_words_of_the_system() {
        let cause = |error: io::Error| told(Problem::error("essai", ""), &error).parameters;
        assert_eq!(cause(ErrorKind::NotFound.into())["cause"], codes::NOT_FOUND);
        let other = cause(io::Error::other("mystère"));
        assert_eq!(
            (other["cause"].as_str(), other["system"].as_str()),
            (codes::OTHER, "mystère")
        );
    }
}
