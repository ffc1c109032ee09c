//! The competences that answers show at work, as the grid says which do.

use observation::answers::Value;
use observation::visit::competences_at_work;

use super::sample::{FIRST, SECOND, answered, choices, grid, sealed, visit};

/// The competences that one answer shows.
fn shown(item: &str, value: Value) -> Vec<String> {
    let file = grid();
    let scope = file.grid().find(item).unwrap().item.scope;
    let seance = (scope == observation::grid::Scope::Seance).then_some(FIRST);
    let document = sealed(&answered(visit(), seance, item, value));
    let competences = competences_at_work(&document, file.grid());
    competences.iter().map(|one| one.designation()).collect()
}

#[test]
fn what_is_there_shows_them() {
    assert_eq!(shown("ia_generative", choices(&["etudiee"])), ["CRCN-Édu 1.5"]);
    assert_eq!(shown("retours", Value::Level(2)), ["CRCN-Édu 3.3"]);
    assert_eq!(shown("traces", choices(&["cahier"])), ["CRCN-Édu 3.3"]);
    assert_eq!(
        shown("place_numerique", Value::Choice("support".into())),
        ["CRCN-Édu 3.2"]
    );
}

#[test]
fn an_absence_a_wish_or_nothing_chosen_shows_none() {
    let none: Vec<String> = Vec::new();
    for (item, value) in [
        ("ia_generative", choices(&["absente"])),
        ("themes_responsables", choices(&["aucun"])),
        ("ent_usage", choices(&["pas_d_ent"])),
        ("traces", choices(&["aucune"])),
        ("retours", Value::Level(1)),
        ("usage_responsable", Value::Level(1)),
        ("souhaits_formation", choices(&["aucun"])),
        ("souhaits_formation", choices(&["ia", "ent"])),
        ("tache", choices(&[])),
    ] {
        assert_eq!(shown(item, value.clone()), none, "{item}: {value:?}");
    }
}

#[test]
fn what_another_answer_sets_aside_shows_none_and_another_seance_still_does() {
    let file = grid();
    let visit = answered(visit(), Some(FIRST), "usage_numerique", Value::YesNo(false));
    let visit = answered(visit, Some(FIRST), "retours", Value::Level(3));
    assert!(competences_at_work(&sealed(&visit), file.grid()).is_empty());
    let visit = answered(visit, Some(SECOND), "retours", Value::Level(3));
    assert_eq!(competences_at_work(&sealed(&visit), file.grid()).len(), 1);
}
