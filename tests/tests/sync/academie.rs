//! An académie as its people live it, by commands and with a store's own process: founded, invited to, its register shared, a
//! grid published, a second keeper named, a role ended.

use std::fs;

use notebook::sync::Access;
use serde_json::{Value, json};
use sync_protocol::RecordKind;
use sync_protocol::trust::Circle;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};
use whole_product::sync::visits::at;

#[test]
fn a_keeper_invites_names_a_second_one_and_ends_a_role() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let keeper = &academie.keeper;
    // All that is wrong with an invitation is said at once, and none is made.
    let nothing = json!({
        "person": " ", "role": "recteur", "whole_academie": false, "circonscriptions": [],
        "disciplines": [], "until": "2020-01-01", "expires": "demain",
    });
    let wrong = keeper.refused("make_invitation", nothing);
    assert_eq!(
        wrong,
        ["app.blank", "app.blank", "app.blank", "app.date", "app.day_over"]
    );
    assert_eq!(keeper.ask("academie", json!({}))?["invitations"], json!([]));

    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let colleague = Person::new(92)?;
    colleague.take(&given)?;
    keeper.sync()?;
    let view = keeper.ask("academie", json!({}))?;
    let line = &view["invitations"][0];
    assert_eq!(
        (&line["state"], &line["is_open"], &line["person"]),
        (&json!("prise"), &json!(false), &json!("Une collègue"))
    );
    let own = colleague.ask("academie", json!({}))?;
    assert_eq!(line["taken_by"], own["fingerprint"]);

    // The second keeper: by his identity, whose fingerprint both read; the file opens for him alone.
    assert_eq!(
        keeper.refused("name_keeper", json!({ "identity": "abc" })),
        ["app.not_an_identity"]
    );
    let identity = json!({ "identity": own["identity"] });
    let read = keeper.ask("read_identity", identity.clone())?;
    assert_eq!(read["fingerprint"], own["fingerprint"]);
    let named = keeper.ask("name_keeper", identity)?;
    assert_eq!(named["academie"]["keepers"].as_array().map(Vec::len), Some(2));
    keeper.sync()?;
    colleague.sync()?;
    let encrypted = fs::read(text(&named["file"]["path"]))?;
    let stranger = Person::new(93)?;
    stranger.take(&academie.invite("Un autre", "lecteur", "L0100")?)?;
    let file = stranger.staged("Racine chiffrée.age", encrypted.clone())?;
    assert_eq!(stranger.refused("take_root", file), ["sync.root_not_for_me"]);
    let file = colleague.staged("Racine chiffrée.age", encrypted)?;
    let kept = colleague.ask("take_root", file)?;
    assert_eq!(
        (&kept["has_root"], &kept["is_keeper"]),
        (&json!(true), &json!(true))
    );

    // A role that is ended takes nothing more; the invitation is not to be shown again.
    let sha256 = keeper.ask("academie", json!({}))?["invitations"][0]["sha256"].clone();
    let ended = keeper.ask("end_invitation", json!({ "sha256": sha256 }))?;
    assert_eq!(ended["invitations"][0]["state"], "arrêtée");
    assert_eq!(
        keeper.refused("invitation", json!({ "sha256": sha256 })),
        ["app.invitation_ended"]
    );
    keeper.sync()?;
    let after = stranger.ask("sync_now", json!({}))?;
    assert_eq!(after["store"]["roles"], json!([]), "{after}");
    Ok(())
}

#[test]
fn colleagues_of_a_circle_share_their_register_and_nobody_else_reads_it() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let (one, other) = (Person::with_teachers(94, 12)?, Person::with_teachers(95, 8)?);
    let stranger = Person::with_teachers(96, 4)?;
    for (person, name, discipline) in [
        (&one, "La première", "L0202"),
        (&other, "La seconde", "L0202"),
        (&stranger, "Le troisième", "L0100"),
    ] {
        person.take(&academie.invite(name, "inspecteur", discipline)?)?;
    }
    let before = (one.teachers()?, other.teachers()?, stranger.teachers()?);
    assert_eq!((before.0.len(), before.1.len(), before.2.len()), (12, 8, 4));
    let circle = json!({ "circle": "discipline/L0202" });
    assert_eq!(
        stranger.refused("share_register", circle.clone()),
        ["app.not_a_member"]
    );
    let shared = one.ask("share_register", circle.clone())?;
    assert_eq!(shared["shared"], "discipline L0202");
    other.ask("share_register", circle)?;
    // The first gives the key to the second, who then can read and write.
    for person in [&one, &other, &one, &other, &stranger] {
        person.sync()?;
    }
    let mut all: Vec<String> = before.0.iter().chain(&before.1).cloned().collect();
    all.sort();
    for person in [&one, &other] {
        let mut read = person.teachers()?;
        read.sort();
        assert_eq!(read, all);
    }
    assert_eq!(stranger.teachers()?, before.2);
    // What one writes from then on, the other reads.
    let new =
        json!({ "id": null, "family_name": "Técher", "given_name": "Ambre", "function": "", "mail": "" });
    one.ask("save_teacher", new)?;
    one.sync()?;
    other.sync()?;
    assert!(other.teachers()?.iter().any(|name| name.contains("Técher")));
    // The same once the circle has another key.
    assert_eq!(
        stranger.refused("renew_circle_key", json!({ "circle": "discipline/L0202" })),
        ["app.not_a_member"]
    );
    other.ask("renew_circle_key", json!({ "circle": "discipline/L0202" }))?;
    let waiting = other.ask("sync_status", json!({}))?["waiting"].clone();
    assert_eq!(waiting, 2, "a key for each member");
    for person in [&other, &one] {
        person.sync()?;
    }
    let new = json!({ "id": null, "family_name": "Zitte", "given_name": "Noé", "function": "", "mail": "" });
    one.ask("save_teacher", new)?;
    one.sync()?;
    other.sync()?;
    assert!(other.teachers()?.iter().any(|name| name.contains("Zitte")));
    // What a colleague wrote is not withdrawn by another.
    let found = other.ask("teachers", json!({ "query": "Técher", "uai": null }))?;
    let refused = other.refused("withdraw_teacher", json!({ "id": found[0]["id"] }));
    assert_eq!(refused, ["app.teacher_of_circle"]);
    Ok(())
}

#[test]
fn a_grid_that_an_ien_tice_publishes_is_offered_to_his_scope_alone() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let people: Vec<Person> = (97..100).map(Person::new).collect::<Told<_>>()?;
    let [publisher, colleague, stranger] = people.as_slice() else {
        return Err("three people".into());
    };
    publisher.take(&academie.invite("L’IEN TICE", "ien-tice", "L0202")?)?;
    colleague.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    stranger.take(&academie.invite("Ailleurs", "inspecteur", "L0100")?)?;

    let shipped = fs::read_to_string("../assets/grids/tour-d-ecole.json")?;
    let own = shipped.replace("\"version\": \"2026.1\"", "\"version\": \"2026.1-bassin\"");
    assert_ne!(own, shipped, "another grid");
    let broken = publisher.staged("grille.json", b"{}".to_vec())?;
    assert!(!publisher.refused("add_grid", broken).is_empty());
    let file = publisher.staged("grille.json", own.into_bytes())?;
    let added = publisher.ask("add_grid", file)?;
    assert_eq!(added["may_publish"], "discipline L0202");
    let sha256 = added["summary"]["sha256"].clone();
    let grid = json!({ "sha256": sha256 });
    let published = publisher.ask("publish_grid", grid.clone())?;
    assert_eq!(published["summary"]["published"], "discipline L0202");
    for person in [publisher, colleague, stranger] {
        person.sync()?;
    }
    let offered = |person: &Person| -> Told<bool> {
        let grids = person.ask("grids", json!({}))?;
        let mut grids = grids.as_array().into_iter().flatten();
        Ok(grids.any(|grid| grid["sha256"] == sha256))
    };
    assert_eq!([offered(colleague)?, offered(stranger)?], [true, false]);
    assert_eq!(colleague.refused("publish_grid", grid), ["sync.may_not_publish"]);
    Ok(())
}

#[test]
fn a_conseiller_makes_visits_of_support_alone() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let person = Person::new(90)?;
    let kinds = |person: &Person| -> Told<Vec<bool>> {
        let lists = person.ask("preparation_lists", json!({}))?;
        let kinds = lists["kinds"].as_array().into_iter().flatten();
        Ok(kinds.map(|kind| kind["support"] == true).collect())
    };
    assert!(kinds(&person)?.contains(&false), "an inspector, by function");
    person.take(&academie.invite("Un conseiller", "conseiller", "L0202")?)?;
    let offered = kinds(&person)?;
    assert!(
        !offered.is_empty() && offered.iter().all(|support| *support),
        "{offered:?}"
    );
    Ok(())
}

#[test]
fn the_directory_that_was_published_is_on_a_laptop_that_imported_none() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let (publisher, colleague) = (Person::with_teachers(87, 1)?, Person::new(88)?);
    publisher.take(&academie.invite("L’IEN TICE", "ien-tice", "L0202")?)?;
    colleague.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    let status = publisher.ask("directory_status", json!({}))?;
    let schools = status["schools"].as_u64().unwrap_or_default();
    let offered = &status["publishable"][0];
    assert_eq!(offered["schools"].as_u64(), Some(schools), "{status}");
    let chosen = json!({ "academie": offered["academie"] });
    assert_eq!(
        colleague.refused("publish_directory", chosen.clone()),
        ["sync.may_not_publish"]
    );
    let after = publisher.ask("publish_directory", chosen.clone())?;
    assert_eq!(after["publishable"], json!([]), "told once");
    publisher.ask("publish_directory", chosen)?;
    assert_eq!(publisher.sync()?["waiting"], 0);
    assert_eq!(colleague.ask("directory_status", json!({}))?["schools"], 0);
    colleague.sync()?;
    let there = colleague.ask("directory_status", json!({}))?;
    assert_eq!(there["schools"].as_u64(), Some(schools));
    assert_eq!(there["publishable"], json!([]));
    Ok(())
}

#[test]
fn what_a_later_version_wrote_stops_nobody_s_register() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let person = Person::with_teachers(86, 5)?;
    person.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    let circle: Circle = "discipline/L0202".parse()?;
    person.ask("share_register", json!({ "circle": circle.to_string() }))?;
    let later = Laptop::new(40, 40)?;
    later.take_over_network(&academie.invite("Un collègue", "inspecteur", "L0202")?.parse()?)?;
    later.sync_over_network()?;
    person.sync()?;
    later.sync_over_network()?;
    later.with(|desk| {
        let entry = json!({ "format": "carnet/register-entry/2", "op": "portrait", "counter": 9_007_199_254_740_991_u64 });
        let signed = desk.sign("la-reunion", RecordKind::RegisterEntry, &entry, Some(&circle))?;
        desk.notebook.append_records(&[signed], at(1))?;
        Ok(())
    })?;
    assert!(later.sync_over_network()?.agreed);
    person.sync()?;
    assert_eq!(person.teachers()?.len(), 5);
    let new =
        json!({ "id": null, "family_name": "Técher", "given_name": "Ambre", "function": "", "mail": "" });
    person.ask("save_teacher", new)?;
    assert_eq!(person.teachers()?.len(), 6);
    Ok(())
}

#[test]
fn a_register_that_was_shared_with_one_circle_stays_with_it_when_its_author_joins_another() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let person = Person::with_teachers(85, 5)?;
    person.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    person.ask("share_register", json!({ "circle": "discipline/L0202" }))?;
    person.sync()?;
    let lines = academie.keeper.ask("academie", json!({}))?["invitations"].clone();
    academie
        .keeper
        .ask("end_invitation", json!({ "sha256": lines[0]["sha256"] }))?;
    academie.keeper.sync()?;
    person.take(&academie.invite("La même", "inspecteur", "L0100")?)?;
    let new =
        json!({ "id": null, "family_name": "Técher", "given_name": "Ambre", "function": "", "mail": "" });
    person.ask("save_teacher", new)?;
    let before = person.ask("circle_register", json!({}))?;
    assert_eq!(before["shared"], "", "{before}");
    let shared = person.ask("share_register", json!({ "circle": "discipline/L0100" }))?;
    assert_eq!(shared["missing"], Value::Null, "{shared}");
    let view = person.sync()?;
    assert_eq!(
        (&view["refused"], &view["waiting"]),
        (&json!([]), &json!(0)),
        "{view}"
    );
    // Who is of the new circle reads the new teacher alone.
    let colleague = Person::new(84)?;
    colleague.take(&academie.invite("Ailleurs", "inspecteur", "L0100")?)?;
    person.sync()?;
    // The key comes with the first sync, what it opens with the second.
    colleague.sync()?;
    colleague.sync()?;
    assert_eq!(colleague.teachers()?, ["Técher Ambre"]);
    Ok(())
}

#[test]
fn notes_that_another_laptop_changed_meanwhile_are_kept_by_a_field_that_was_open() -> Told<()> {
    let person = Person::new(83)?;
    person.make_up(3, 1, 83)?;
    let visits = person.ask("agenda", json!({ "from": "2020-01-01", "to": "2040-01-01" }))?;
    let visit = &visits[0]["id"];
    let save = |written: &str, before: Value| -> Told<String> {
        let request = json!({ "visit": visit, "text": written, "before": before });
        Ok(text(&person.ask("save_personal_notes", request)?["text"]))
    };
    save("Voir la salle.", Value::Null)?;
    // The field read this; what another laptop wrote came since.
    save("Voir la salle. Rappeler le collège.", Value::Null)?;
    let kept = save("Demander les clés.", json!("Voir la salle."))?;
    assert!(
        kept.contains("Rappeler le collège.") && kept.contains("Demander les clés."),
        "{kept}"
    );
    assert_eq!(save("Demander les clés.", json!(kept))?, "Demander les clés.");
    assert_eq!(save("", json!("Demander les clés."))?, "");
    Ok(())
}
