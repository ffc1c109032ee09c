//! Three laptops of one author correct the same visit before they meet: every version is shown beside the first, and one
//! rectificatif ends it on all of them.

use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use whole_product::story::import;
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};

/// What each laptop makes of the visit, in the order in which the store hears of it.
const VERSIONS: [&str; 3] = [
    "la première lecture",
    "la deuxième lecture",
    "la troisième lecture",
];

/// Three laptops that know the same visits.
fn laptops(academie: &FoundedAcademie) -> Told<[Person; 3]> {
    let invitation = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (first, code) = Person::with_code(85)?;
    first.make_up(20, 3, 85)?;
    first.take(&invitation)?;
    first.sync()?;
    let others = [86, 87].map(|seed| -> Told<Person> {
        let other = Person::recovered(seed, &invitation, &code)?;
        other.ask("keep_devices", json!({}))?;
        let annuaire = fictitious::csv(&fictitious::schools(20, 85), Columns::Of2026, &[]);
        import(&other.app, annuaire).map_err(|codes| codes.join(", "))?;
        other.sync()?;
        Ok(other)
    });
    let [second, third] = others;
    Ok([first, second?, third?])
}

fn correct(person: &Person, visit: &Value, said: &str) -> Told<()> {
    person.ask("begin_correction", json!({ "visit": visit }))?;
    let debrief = json!({ "interview": said, "strengths": [], "recommendations": [], "follow_ups": [] });
    person.ask("save_debrief", json!({ "visit": visit, "debrief": debrief }))?;
    person.ask("seal", json!({ "visit": visit, "reason": said }))?;
    Ok(())
}

fn sealed(person: &Person) -> Told<Value> {
    let all = person.ask("agenda", json!({ "from": "2020-01-01", "to": "2040-01-01" }))?;
    let mut all = all.as_array().into_iter().flatten();
    let found = all.find(|visit| visit["status"] == "sealed");
    Ok(found.ok_or("no visit is sealed")?["id"].clone())
}

#[test]
fn three_versions_are_each_shown_beside_the_first_and_ended_by_one_rectificatif() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let laptops = laptops(&academie)?;
    let visit = sealed(&laptops[0])?;
    for (laptop, said) in laptops.iter().zip(VERSIONS) {
        correct(laptop, &visit, said)?;
    }
    for laptop in &laptops {
        laptop.sync()?;
    }
    let about = json!({ "visit": visit });
    for laptop in &laptops {
        laptop.sync()?;
        let conflict = laptop.ask("conflict", about.clone())?;
        let sides = conflict["sides"].as_array().ok_or("no sides")?;
        let told: Vec<String> = sides.iter().map(|side| side["differences"].to_string()).collect();
        assert_eq!((told.len(), told[0].as_str()), (3, "[]"), "{conflict}");
        for (told, said) in told[1..].iter().zip(&VERSIONS[1..]) {
            assert!(told.contains(VERSIONS[0]) && told.contains(said), "{told}");
        }
    }
    let [first, second, third] = &laptops;
    let conflict = second.ask("conflict", about.clone())?;
    let chosen = text(&conflict["sides"][2]["sha256"]);
    second.ask("choose_revision", json!({ "visit": visit, "sha256": chosen }))?;
    second.ask("seal", json!({ "visit": visit, "reason": "les trois réunies" }))?;
    second.sync()?;
    for laptop in [first, third] {
        assert_eq!(laptop.sync()?["conflicts"], json!([]));
        assert_eq!(laptop.refused("conflict", about.clone()), ["app.no_conflict"]);
    }
    Ok(())
}
