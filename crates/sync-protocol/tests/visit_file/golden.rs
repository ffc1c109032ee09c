//! Files of version 1, kept for ever: every later version reads them and finds them intact.

use sync_protocol::{Record, RecordKind, VisitFile};

use crate::sample::{SmallRules, author, visit_file};

const VISIT_FILE: &[u8] = include_bytes!("../golden/visit-1.carnet.json");
const LATER_RECORD: &str = include_str!("../golden/record-of-a-later-version.json");

#[test]
fn the_visit_file_of_version_1_is_read_and_intact() {
    let file = VisitFile::read(VISIT_FILE).expect("a visit file");
    let verification = file.verify(&SmallRules);
    assert_eq!(verification.problems, []);
    assert!(verification.intact && verification.signed_only_by(&[author().fingerprint()]));
}

#[test]
fn this_version_writes_the_same_bytes() {
    let written = String::from_utf8(visit_file().to_bytes().expect("bytes")).expect("text");
    assert_eq!(written.trim_end(), String::from_utf8_lossy(VISIT_FILE).trim_end());
}

#[test]
fn a_record_of_a_later_version_survives_the_round_trip() -> Result<(), serde_json::Error> {
    let record: Record = serde_json::from_str(LATER_RECORD)?;
    assert_eq!(record.kind, RecordKind::from("harmonisation".to_owned()));
    assert!(record.unknown.contains_key("reach"));
    let before: serde_json::Value = serde_json::from_str(LATER_RECORD)?;
    assert_eq!(serde_json::to_value(&record)?, before);
    Ok(())
}
