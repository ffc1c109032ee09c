//! What a review finds, and where it leads.

use observation::answers::{AnswerKey, Value};
use observation::problem::Problem;
use observation::visit::{Finding, FollowUp, Progress, Spot, Visit, codes, review};
use uuid::Uuid;

use super::sample::{FIRST, SECOND, answered, choices, grid, noted, visit};

fn found(visit: &Visit) -> Vec<Finding> {
    let zone = chrono_tz::Indian::Reunion;
    review(visit, grid().grid(), &["Delphine Hoarau"], zone)
}

fn with_code(visit: &Visit, code: &str) -> Vec<Finding> {
    let mut all = found(visit);
    all.retain(|one| one.problem.code == code);
    all
}

fn spot(item: &str, label: &str) -> Spot {
    Spot::Item {
        seance: Some(FIRST),
        item: item.into(),
        label: label.into(),
    }
}

#[test]
fn a_broken_constraint_and_a_missing_answer_are_named_by_seance_and_block_nothing() {
    let visit = answered(
        visit(),
        Some(FIRST),
        "outils_presents",
        choices(&["aucun", "tablettes"]),
    );
    let broken = with_code(&visit, "answer.constraint");
    assert_eq!(broken[0].problem.at, "séance 1, Outils numériques présents");
    assert_eq!(
        broken[0].spots,
        [spot("outils_presents", "Outils numériques présents")]
    );
    let missing = with_code(&visit, "answer.required_unsaid");
    let places: Vec<_> = missing.iter().map(|one| one.problem.at.as_str()).collect();
    let label = "Un outil numérique sert pendant la séance";
    assert_eq!(
        places,
        [format!("séance 1, {label}"), format!("séance 2, {label}")]
    );
    assert!(found(&visit).iter().all(|one| !one.problem.is_error()));
}

#[test]
fn unanswered_items_are_counted_and_named_in_the_order_of_the_page() {
    let visit = answered(visit(), Some(FIRST), "effectif_present", Value::Count(20));
    let unanswered = with_code(&visit, codes::UNANSWERED);
    let counts: Vec<_> = unanswered.iter().map(|one| one.spots.len()).collect();
    assert_eq!(counts[0] + 1, counts[1], "{counts:?}");
    assert_eq!(unanswered[0].problem.parameters["nombre"], counts[0].to_string());
    assert_eq!(
        unanswered[0].spots[0],
        spot("outils_presents", "Outils numériques présents")
    );
}

#[test]
fn a_paragraph_at_another_level_than_the_grid_is_a_contradiction() {
    let at_one = answered(visit(), Some(FIRST), "retours", Value::Level(1));
    let both = noted(at_one.clone(), 20, "Reprise du travail", "retours", Some(3));
    let told = with_code(&both, codes::NOTE_LEVEL);
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].problem.at,
        "séance 1, Retours aux élèves sur leur travail"
    );
    let said = |name: &str| told[0].problem.parameters[name].as_str();
    assert_eq!(
        (said("heure"), said("carnet"), said("grille")),
        ("8\u{a0}h\u{a0}20", "3", "1")
    );
    assert!(matches!(
        told[0].spots[1],
        Spot::Note {
            seance: Some(FIRST),
            ..
        }
    ));
    let settled = noted(both, 40, "Plus aucun retour", "retours", Some(1));
    assert_eq!(with_code(&settled, codes::NOTE_LEVEL), []);
    let elsewhere = answered(visit(), Some(SECOND), "retours", Value::Level(1));
    let elsewhere = noted(elsewhere, 20, "Reprise", "retours", Some(3));
    assert_eq!(with_code(&elsewhere, codes::NOTE_LEVEL), []);
}

#[test]
fn a_passage_to_read_again_is_told_by_label_and_minute() {
    let visit = answered(visit(), None, "remarques", Value::Text("Léa était malade".into()));
    let visit = noted(visit, 17, "Léa répond", "retours", None);
    let names = with_code(&visit, codes::FIRST_NAME);
    let places: Vec<_> = names.iter().map(|one| one.problem.at.as_str()).collect();
    assert_eq!(
        places,
        ["carnet, 8\u{a0}h\u{a0}17", "Précisions utiles au lecteur"]
    );
    assert!(matches!(&names[1].spots[0], Spot::Item { item, seance: None, .. } if item == "remarques"));
}

#[test]
fn a_comment_is_told_with_its_seance() {
    let mut visit = answered(visit(), Some(SECOND), "retours", Value::Level(2));
    let key = AnswerKey::of("retours", Some(SECOND));
    visit.answers.get_mut(&key).unwrap().comment = "Un jour de grève".into();
    let told = with_code(&visit, codes::STRIKE);
    assert_eq!(
        told[0].problem.at,
        "séance 2, Retours aux élèves sur leur travail"
    );
}

#[test]
fn a_recommendation_that_is_dropped_without_a_reason_is_named() {
    let followed = |progress, said: &str| {
        let mut visit = visit();
        let one = FollowUp::new(Uuid::from_u128(77), progress, "Garder une trace audio", said);
        visit.debrief.follow_ups = vec![one];
        let named = with_code(&visit, codes::DROPPED).into_iter();
        named.map(|one| one.problem).collect::<Vec<_>>()
    };
    assert_eq!(
        followed(Progress::Dropped, "  "),
        [Problem::error(codes::DROPPED, "Garder une trace audio")]
    );
    assert!(followed(Progress::Dropped, "La classe a changé de salle").is_empty());
    assert!(followed(Progress::Done, "").is_empty());
}
