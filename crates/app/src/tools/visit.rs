//! `carnet verify`.

use observation::problem::Problem;
use observation::visit::VisitDocument;
use sync_protocol::{Fingerprint, ObservationRules, Verification, VisitFile};

use super::{Verdict, looks, wording};
use crate::present::french_date;
use crate::problem::{Fault, codes};

/// Whether the visit file is intact, and who signed it.
///
/// `intact` and `signer` (`known`, `unknown`, `other` or `none`) are two verdicts: `known` when `expected` signed and nobody
/// else, `unknown` when nobody was expected, `none` when no signature holds. The file is accepted when it is intact and no
/// other than the one expected signed. `last_revision` is the last of the file: whether a later one exists, no file can say.
#[must_use]
pub fn verify_visit(bytes: &[u8], expected: Option<&str>) -> Verdict {
    let expected = match expected.map(fingerprint).transpose() {
        Ok(expected) => expected,
        Err(problem) => return Verdict::new(false, [&problem]),
    };
    match exported(bytes) {
        Ok(file) => verified(&file, expected),
        Err(problems) => Verdict::new(false, &problems).with("intact", false),
    }
}

/// That `typed` is a fingerprint: what is not one is a fault of the command line, and says nothing of any visit.
///
/// # Errors
/// When it is none.
pub fn expect_signer(typed: &str) -> Result<(), Fault> {
    fingerprint(typed).map(drop).map_err(Fault::Usage)
}

/// The exported visit that `bytes` hold.
///
/// # Errors
/// All that is wrong with its shape, or in one sentence what was given in its place.
pub(super) fn exported(bytes: &[u8]) -> Result<VisitFile, Vec<Problem>> {
    VisitFile::read(bytes).map_err(|problems| match looks::like(bytes) {
        None | Some(codes::LOOKS_VISIT) => problems,
        Some(other) => vec![Problem::error(codes::NOT_A_VISIT, "").with("cause", other)],
    })
}

/// The visit in words, as its last revision says it: whose name it bears, when and where.
fn named(file: &VisitFile, is_intact: bool, verdict: Verdict) -> Verdict {
    let last = file.latest_revision().filter(|_| is_intact);
    let document = last.and_then(|last| serde_json::from_str::<VisitDocument>(&last.document).ok());
    let Some(document) = document else {
        return verdict;
    };
    verdict
        .with("author", document.author.name)
        .with("date", french_date(document.date))
        .with("place", document.place.name)
}

fn verified(file: &VisitFile, expected: Option<Fingerprint>) -> Verdict {
    let verification = file.verify(&ObservationRules);
    let signer = signer(&verification, expected);
    let mut problems = verification.problems.clone();
    if signer == "other" {
        problems.push(Problem::error(codes::SIGNER_OTHER, ""));
    }
    let signers: Vec<String> = verification.signers.iter().map(ToString::to_string).collect();
    let last = file.latest_revision().map_or(0, |latest| latest.record.revision);
    let verdict = Verdict::new(verification.intact && signer != "other", &problems)
        .with("intact", verification.intact)
        .with("signer", signer)
        .with("signers", signers)
        .with("revisions", file.revisions.len())
        .with("last_revision", last);
    let verdict = named(file, verification.intact, verdict);
    if verification.intact {
        verdict.remarked(wording::LATER_REVISION)
    } else {
        verdict
    }
}

fn signer(verification: &Verification, expected: Option<Fingerprint>) -> &'static str {
    match expected {
        _ if verification.signers.is_empty() => "none",
        None => "unknown",
        Some(expected) if verification.signed_only_by(&[expected]) => "known",
        Some(_) => "other",
    }
}

/// A fingerprint as typed: groups and case do not matter.
fn fingerprint(typed: &str) -> Result<Fingerprint, Problem> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    plain
        .to_lowercase()
        .parse()
        .map_err(|_| Problem::error(codes::FINGERPRINT, "--signer").with("typed", typed))
}
