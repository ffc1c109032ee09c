//! A release of an académie: three inspectors' visits go to the store, the store counts, an IEN TICE signs, everybody reads.

use indicator_store::releasing::published;
use indicator_store::sqlite::SqliteStore;
use notebook::sync::{self, SyncError};
use observation::release::{CellScope, Order, ReleasedValue, Rules};
use serde_json::{Value, json};
use sync_protocol::trust::Role;
use tokio::runtime::Runtime;
use whole_product::inspecting::Inspecting;
use whole_product::sync::laptop::Trouble;
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};
use whole_product::sync::process::operator;
use whole_product::sync::store::Still;

use super::laptops::{Academie, discipline};

/// The circle in which all of them inspect.
const CIRCLE: &str = "L0202";

fn order(name: &str) -> Value {
    json!({ "name": name, "anchor": "2023-2024", "teachers": 5, "withdrawn": [], "reason": "" })
}

/// An académie with three inspectors, whose visits of two schools were synced: six teachers in each, half of whom use tools.
struct Visited {
    academie: FoundedAcademie,
    inspectors: Vec<Person>,
    circonscription: String,
    schools: [String; 2],
}

impl Visited {
    fn new() -> Told<Self> {
        let academie = FoundedAcademie::founded()?;
        let (mut circonscription, mut schools) = (String::new(), [String::new(), String::new()]);
        let mut inspectors = Vec::new();
        for rank in 0..3 {
            let person = Person::new(310 + rank)?;
            let at_work = Inspecting::begun(&person.app).map_err(|codes| codes.join(", "))?;
            for number in 0..4 {
                let (school, uses) = (number % 2, (number / 2 + rank as usize).is_multiple_of(2));
                let name = format!("Nom-{rank}-{number}");
                at_work
                    .visit(&name, school, uses)
                    .map_err(|codes| codes.join(", "))?;
            }
            circonscription = at_work.circonscription();
            schools = [0, 1].map(|school| at_work.uai(school));
            person.take(&academie.invite("Une inspectrice", "inspecteur", CIRCLE)?)?;
            inspectors.push(person);
        }
        // What a colleague's circle key names comes with the second sync.
        for _ in 0..2 {
            for person in &inspectors {
                person.sync()?;
            }
        }
        Ok(Self {
            academie,
            inspectors,
            circonscription,
            schools,
        })
    }

    fn with_role(&self, seed: u64, role: &str) -> Told<Person> {
        let person = Person::new(seed)?;
        person.take(&self.academie.invite("Quelqu’un", role, CIRCLE)?)?;
        person.sync()?;
        Ok(person)
    }
}

#[test]
fn the_store_counts_an_ien_tice_signs_and_everybody_reads() -> Told<()> {
    let visited = Visited::new()?;
    let ien_tice = visited.with_role(320, "ien-tice")?;
    let draft = ien_tice.ask("prepare_release", order("Rentrée 2026"))?;
    assert!(text(&draft["schools"]).contains("2 sur 2"), "{draft}");
    let view = ien_tice.ask("publish_release", json!({ "sha256": draft["sha256"] }))?;
    assert_eq!(view["releases"][0]["waiting"], true);
    ien_tice.sync()?;
    assert_eq!(
        ien_tice.ask("releases", json!({}))?["releases"][0]["waiting"],
        false
    );

    // An inspector reads it, and hands a school its report.
    let inspector = &visited.inspectors[0];
    inspector.sync()?;
    let view = inspector.ask("releases", json!({}))?;
    assert_eq!(view["releases"][0]["name"], "Rentrée 2026");
    assert_eq!(view["may_publish"], false);
    for scope in [
        format!("school/{}", visited.schools[0]),
        format!("circonscription/{}", visited.circonscription),
    ] {
        let report = inspector
            .ask("released_report", json!({ "scope": scope }))?
            .to_string();
        assert!(report.contains("50\u{a0}%"), "{scope}: {report}");
        assert!(!report.contains("Nom-"), "{scope} names somebody");
    }

    // What the store tells its operator is what was signed.
    let code = text(&visited.academie.keeper.ask("academie", json!({}))?["academie"]);
    let school = visited.schools[0].parse()?;
    let FoundedAcademie {
        store, place, data, ..
    } = visited.academie;
    store.kill()?;
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let list = operator(&place, &["release", "list", &code, "--json"])?.stdout;
    let told: Value = serde_json::from_slice(&list)?;
    assert_eq!(
        (&told[0]["number"], &told[0]["sha256"]),
        (&json!(1), &draft["sha256"])
    );
    let shown = operator(&place, &["release", "show", &code, "1", "--json"])?.stdout;
    let shown: Value = serde_json::from_slice(&shown)?;
    assert!(
        shown["cells"].as_array().is_some_and(|cells| !cells.is_empty()),
        "{shown}"
    );
    let store = SqliteStore::open(data.path(), &Still(1))?;
    let stands = Runtime::new()?.block_on(published(&store, &code))?;
    let usage = stands
        .standing()
        .iter()
        .find(|(key, _)| key.indicator == "part_usage" && key.cell.scope == CellScope::School(school));
    assert_eq!(
        usage.map(|(_, figure)| figure.value),
        Some(ReleasedValue::Told(0.5))
    );
    Ok(())
}

#[test]
fn who_may_publish_and_who_may_not() -> Told<()> {
    let visited = Visited::new()?;
    for (seed, role, may) in [
        (321, "inspecteur", false),
        (322, "conseiller", false),
        (323, "ien-tice", true),
        (324, "dan", true),
        (325, "dpd", false),
        (326, "lecteur", false),
    ] {
        let person = visited.with_role(seed, role)?;
        assert_eq!(person.ask("releases", json!({}))?["may_publish"], may, "{role}");
        let refused = person.refused("prepare_release", order("Une parution"));
        let expected: &[&str] = if may { &[] } else { &["app.release_not_allowed"] };
        assert_eq!(refused, expected, "{role}");
    }
    Ok(())
}

#[test]
fn of_two_releases_of_one_number_the_first_stands_and_the_other_is_refused() -> Told<()> {
    let visited = Visited::new()?;
    let (one, other) = (
        visited.with_role(327, "ien-tice")?,
        visited.with_role(328, "dan")?,
    );
    for (person, name) in [(&one, "La première"), (&other, "La seconde")] {
        let draft = person.ask("prepare_release", order(name))?;
        person.ask("publish_release", json!({ "sha256": draft["sha256"] }))?;
    }
    one.sync()?;
    let view = other.ask("sync_now", json!({}))?;
    assert_eq!(
        view["refused"][0]["reason"]["code"], "sync.refused_overtaken",
        "{view}"
    );
    other.ask("sync_now", json!({}))?;
    let known = other.ask("releases", json!({}))?;
    assert_eq!(known["releases"][0]["name"], "La première", "{known}");
    assert_eq!(known["releases"].as_array().map(Vec::len), Some(1));
    Ok(())
}

/// The store itself asks for the role: a notebook may have been made to forget it.
#[test]
fn the_store_prepares_a_release_for_no_role_that_may_not_publish() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let order = Order {
        name: "Une parution".to_owned(),
        anchor: "2023-2024".to_owned(),
        rules: Rules::default(),
        withdrawn: Vec::new(),
        reason: None,
    };
    for (rank, role) in (20..).zip(Role::ALL) {
        let laptop = academie.person(role, (rank, rank), discipline())?;
        let enrolment = laptop.notebook().enrolment()?.ok_or("not enrolled")?;
        let prepared = sync::prepare_release(&academie.cable(), &enrolment, &order);
        match role {
            Role::IenTice | Role::Dan => {
                assert!(
                    matches!(prepared, Err(SyncError::Given(sync::NOTHING_NEW))),
                    "{role:?}"
                );
            }
            _ => assert!(
                matches!(prepared, Err(SyncError::NoMember)),
                "{role:?}: {prepared:?}"
            ),
        }
    }
    Ok(())
}
