//! `carnet verify`.

use observation::problem::Problem;
use sync_protocol::{Fingerprint, ObservationRules, VisitFile};

use super::Verdict;
use crate::problem::codes;

/// Whether the visit file is intact, and who signed it.
///
/// `intact` and `signer` (`known`, `unknown`, `other` or `none`) are two verdicts: `known` when `expected` signed and nobody
/// else, `unknown` when nobody was expected, `none` when no signature holds. The file is accepted when it is intact and no
/// other than the one expected signed.
#[must_use]
pub fn verify_visit(bytes: &[u8], expected: Option<&str>) -> Verdict {
    let expected = match expected.map(fingerprint).transpose() {
        Ok(expected) => expected,
        Err(problem) => return Verdict::new(false, [&problem]),
    };
    let file = match VisitFile::read(bytes) {
        Ok(file) => file,
        Err(problems) => return Verdict::new(false, &problems).with("intact", false),
    };
    let verification = file.verify(&ObservationRules);
    let signer = match expected {
        _ if verification.signers.is_empty() => "none",
        None => "unknown",
        Some(expected) if verification.signed_only_by(&[expected]) => "known",
        Some(_) => "other",
    };
    let mut problems = verification.problems.clone();
    if signer == "other" {
        problems.push(Problem::error(codes::SIGNER_OTHER, ""));
    }
    let signers: Vec<String> = verification.signers.iter().map(ToString::to_string).collect();
    Verdict::new(verification.intact && signer != "other", &problems)
        .with("intact", verification.intact)
        .with("signer", signer)
        .with("signers", signers)
        .with("revisions", file.revisions.len())
}

/// A fingerprint as typed: groups and case do not matter.
fn fingerprint(typed: &str) -> Result<Fingerprint, Problem> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    plain
        .to_lowercase()
        .parse()
        .map_err(|_| Problem::error(codes::FINGERPRINT, typed))
}
