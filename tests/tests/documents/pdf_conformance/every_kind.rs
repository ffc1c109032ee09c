//! One of every kind that the product prints, made by its commands; and each of them spoilt, which the checker refuses.

use std::collections::BTreeSet;
use std::fs;

use whole_product::printed::{DOORS, Printed, every_kind};

use super::{all_pass, judged};

#[test]
fn every_kind_that_the_product_prints_passes_both_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let printed = every_kind(401).unwrap();
    for (rank, one) in printed.iter().enumerate() {
        assert_eq!(reports::check::check(&one.bytes), [], "{}", one.kind);
        let name = format!("{rank:02}-{}.pdf", one.kind);
        fs::write(folder.path().join(name), &one.bytes).unwrap();
    }
    all_pass(folder.path(), printed.len());
}

#[test]
fn no_command_prints_what_is_not_judged_here() {
    let writes_a_file = |name: &&str| name.starts_with("print_") || name.starts_with("export_");
    let doors: BTreeSet<&str> = app::commands::NAMES
        .iter()
        .copied()
        .filter(writes_a_file)
        .collect();
    // These write no PDF, or carry the one of `export_report`.
    let others = [
        "export_calendar",
        "export_diagnostics",
        "export_mail",
        "export_received",
        "export_refused",
        "export_root_public_key",
        "export_training_plan",
        "export_visit",
    ];
    assert_eq!(doors, DOORS.into_iter().chain(others).collect());
}

/// The documents without the entry `key` of their catalog: what the checker says of each by one profile.
fn refused_without(key: &[u8], profile: &str) {
    let folder = tempfile::tempdir().unwrap();
    let printed = every_kind(402).unwrap();
    for (rank, one) in printed.iter().enumerate() {
        let name = format!("{rank:02}-{}.pdf", one.kind);
        fs::write(folder.path().join(name), without(one, key)).unwrap();
    }
    let judged = judged(folder.path());
    assert_eq!(judged.len(), printed.len());
    for (name, failures) in judged {
        let refused = failures.iter().any(|failure| failure.starts_with(profile));
        assert!(refused, "{name} passes {profile}: {failures:?}");
    }
}

fn without(printed: &Printed, key: &[u8]) -> Vec<u8> {
    let mut broken = lopdf::Document::load_mem(&printed.bytes).unwrap();
    let catalog = broken.catalog_mut().unwrap();
    catalog.remove(key).expect("our files have it");
    let mut bytes = Vec::new();
    broken.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn each_kind_without_its_language_is_refused_by_ua_1() {
    refused_without(b"Lang", "PDF_UA_1");
}

#[test]
fn each_kind_without_its_output_intent_is_refused_by_a_2a() {
    refused_without(b"OutputIntents", "PDF_A_2A");
}
