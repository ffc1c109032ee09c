//! What the store refused: seen with its reason, written as a file that can be read, set aside and taken up again, and sent
//! once the cause has gone. By commands, with the store's own process.

use std::fs;

use observation::canonical::Sha256;
use serde_json::{Value, json};
use sync_protocol::{Record, RecordKind};
use whole_product::machine::PASSPHRASE;
use whole_product::sync::closed::ClosedNotebook;
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};

/// Somebody whose visits a store refused that read less than this one: Carnet or the store was brought up to date since.
fn refused() -> Told<(FoundedAcademie, Person)> {
    let academie = FoundedAcademie::founded()?;
    let person = Person::new(92)?;
    person.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    person.make_up(20, 3, 92)?;
    let code = text(&person.ask("sync_status", json!({}))?["store"]["academie"]);
    person.ask("lock", json!({}))?;
    ClosedNotebook::open(&person.folder.path().join("carnet"), PASSPHRASE)?.visits_were_refused(&code)?;
    person.ask("unlock", json!({ "passphrase": PASSPHRASE }))?;
    person.sync()?;
    Ok((academie, person))
}

/// The refused visits of a list of the view, by their places.
fn visits<'a>(view: &'a Value, list: &str) -> Vec<&'a Value> {
    let all = view[list].as_array().into_iter().flatten();
    all.filter(|one| one["title"] == "Visite scellée").collect()
}

/// The visits of which the store keeps a version.
fn kept(academie: FoundedAcademie) -> Told<(FoundedAcademie, Vec<String>)> {
    let (academie, all) = academie.kept()?;
    let visits = all
        .into_iter()
        .filter(|one| one.record.kind == RecordKind::Revision);
    Ok((academie, visits.map(|one| one.record.id.to_string()).collect()))
}

#[test]
fn what_was_refused_is_seen_written_and_set_aside_until_it_can_go() -> Told<()> {
    let (academie, person) = refused()?;
    let view = person.ask("sync_status", json!({}))?;
    let told = visits(&view, "refused");
    let count = told.len();
    assert!(count > 1, "{view}");
    let reason = &told[0]["reason"];
    assert_eq!(reason["code"], "sync.refused_facts");
    assert!(text(&reason["message"]).contains("mettez Carnet à jour, puis réessayez"));
    let place = json!({ "position": told[0]["position"] });

    // Its file can be read: it is the record, signed, with its document in clear.
    let written = person.ask("export_refused", place.clone())?;
    let file: Value = serde_json::from_slice(&fs::read(text(&written["path"]))?)?;
    let record: Record = serde_json::from_value(file["record"].clone())?;
    let visit = text(&told[0]["visit"]);
    assert_eq!(
        (&record.kind, record.id.to_string()),
        (&RecordKind::Revision, visit.clone())
    );
    assert_eq!(Sha256::of(text(&file["document"]).as_bytes()), record.sha256);
    let none = json!({ "position": 1_000_000 });
    assert_eq!(person.refused("export_refused", none), ["app.visit_unknown"]);

    // Set aside, it is told apart; no sync sends it, nor what was refused.
    let view = person.ask("set_refused_aside", place.clone())?;
    let lists = |view: &Value| (visits(view, "refused").len(), visits(view, "set_aside").len());
    assert_eq!(lists(&view), (count - 1, 1));
    assert_eq!(lists(&person.sync()?), (count - 1, 1));
    let (academie, held) = kept(academie)?;
    assert_eq!(held, [""; 0]);

    // Taken up again it goes, and it alone.
    let view = person.ask("send_again", place)?;
    assert_eq!((lists(&view), &view["waiting"]), ((count - 1, 0), &json!(1)));
    assert_eq!(lists(&person.sync()?), (count - 1, 0));
    let (academie, held) = kept(academie)?;
    assert_eq!(held, [visit]);

    // The others are tried again, and what rests on them.
    for _ in 0..2 {
        let view = person.ask("sync_status", json!({}))?;
        for one in view["refused"].as_array().into_iter().flatten() {
            person.ask("send_again", json!({ "position": one["position"] }))?;
        }
        person.sync()?;
    }
    let view = person.ask("sync_status", json!({}))?;
    assert_eq!((&view["refused"], &view["waiting"]), (&json!([]), &json!(0)));
    assert_eq!(kept(academie)?.1.len(), count);
    Ok(())
}

#[test]
fn what_no_role_allows_waits_for_one_and_goes_by_itself() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let person = Person::new(92)?;
    person.take(&academie.invite("Une collègue", "inspecteur", "L0202")?)?;
    person.sync()?;
    person.make_up(20, 3, 92)?;
    let keeper = &academie.keeper;
    keeper.sync()?;
    let sha256 = keeper.ask("academie", json!({}))?["invitations"][0]["sha256"].clone();
    keeper.ask("end_invitation", json!({ "sha256": sha256 }))?;
    keeper.sync()?;
    // The store refuses what he sends before he knows; then he knows why, and it waits.
    let view = person.ask("sync_now", json!({}))?;
    assert_eq!((&view["refused"], &view["waiting"]), (&json!([]), &json!(0)));
    assert!(view["held_back"].as_u64() > Some(2), "{view}");
    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (academie, held) = kept(academie)?;
    assert_eq!(held, [""; 0]);
    person.take(&given)?;
    let view = person.sync()?;
    assert_eq!(
        (&view["held_back"], &view["waiting"]),
        (&json!(0), &json!(0)),
        "{view}"
    );
    assert!(kept(academie)?.1.len() > 1);
    Ok(())
}
