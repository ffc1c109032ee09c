//! « Mon portable est perdu », by commands: every synced visit, its follow-ups, personal notes and drafts that were handed over
//! are back on a new laptop; each laptop is known by what it did, and the lost one is ended.

use app::sample::Sample;
use serde_json::{Value, json};
use whole_product::machine::PASSPHRASE;
use whole_product::sync::people::{FoundedAcademie, Person, RECOVERED, Told, text};

/// What was written of one visit for oneself alone.
const NOTE: &str = "Revoir la salle informatique avant la rentrée.";

/// The visits of a laptop whose status is among these, by their identifiers.
fn visits(person: &Person, statuses: &[&str]) -> Told<Vec<String>> {
    let span = json!({ "from": "2020-01-01", "to": "2040-01-01" });
    let all = person.ask("agenda", span)?;
    let all = all.as_array().into_iter().flatten();
    let found = all.filter(|visit| statuses.contains(&text(&visit["status"]).as_str()));
    let mut ids: Vec<String> = found.map(|visit| text(&visit["id"])).collect();
    ids.sort();
    Ok(ids)
}

/// What is to come back of a sealed visit.
fn whole(person: &Person, visit: &str) -> Told<[Value; 5]> {
    let about = json!({ "visit": visit });
    let view = person.ask("visit", about.clone())?;
    let notes = person.ask("personal_notes", about.clone())?;
    let exported = person.ask("export_visit", about)?;
    let file: Value = serde_json::from_slice(&std::fs::read(text(&exported["path"]))?)?;
    let [plan, revisions, status] = ["plan", "revisions", "summary"].map(|member| view[member].clone());
    let signed = file["revisions"].clone();
    Ok([
        plan,
        revisions,
        status["status"].clone(),
        notes["text"].clone(),
        signed,
    ])
}

/// The laptop that will be lost, with what the store holds of it: its visits that were handed over, and the recovery code.
fn first(invitation: &str) -> Told<(Person, Vec<String>, String)> {
    let (person, code) = Person::with_code(81)?;
    person.app.make_up(Sample {
        schools: 20,
        teachers: 20,
        past_visits: 5,
        coming_visits: 2,
        seed: 81,
    })?;
    person.take(invitation)?;
    let sealed = visits(&person, &["sealed", "closed"])?;
    assert!(sealed.len() > 2, "{sealed:?}");
    person.ask(
        "save_personal_notes",
        json!({ "visit": sealed[0], "before": "", "text": NOTE }),
    )?;
    let coming = visits(&person, &["planned"])?;
    person.ask("hand_over", json!({ "visit": coming[0] }))?;
    person.sync()?;
    Ok((person, vec![coming[0].clone()], code))
}

#[test]
fn all_that_was_synced_is_back_and_the_lost_laptop_is_offered_to_be_ended() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let invitation = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (lost, handed_over, code) = first(&invitation)?;
    let next = Person::recovered(82, &invitation, &code)?;
    next.sync()?;
    let sealed = visits(&lost, &["sealed", "closed"])?;
    assert_eq!(visits(&next, &["sealed", "closed"])?, sealed);
    for visit in &sealed {
        assert_eq!(whole(&next, visit)?, whole(&lost, visit)?);
    }
    assert_eq!(whole(&next, &sealed[0])?[3], NOTE);
    // What was handed over goes on here, and what was neither sealed nor handed over was on the lost laptop alone.
    assert_eq!(visits(&next, &["planned", "prepared", "underway"])?, handed_over);

    // Each laptop is known by what it did.
    let view = next.ask("sync_status", json!({}))?;
    let store = &view["store"];
    let devices = store["devices"].as_array().ok_or("no devices")?;
    assert_eq!(devices.len(), 2, "{store}");
    assert_eq!(
        (&devices[0]["here"], &devices[0]["sealed"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(
        (&devices[1]["here"], &devices[1]["sealed"]),
        (&json!(false), &json!(sealed.len()))
    );
    assert!(devices.iter().all(|device| device["since"] != ""), "{store}");
    assert_eq!(
        (&devices[0]["last"], devices[1]["last"] != ""),
        (&json!(""), true)
    );

    // The lost one is offered to be ended, wherever one is, until it was.
    assert_eq!(store["laptop_lost"], true);
    let told = |person: &Person| -> Told<bool> {
        let attention = person.ask("attention", json!({}))?;
        let mut sync = attention["sync"].as_array().into_iter().flatten();
        Ok(sync.any(|problem| problem["code"] == "app.sync_laptop_lost"))
    };
    assert_eq!([told(&next)?, told(&lost)?], [true, false]);
    let view = next.ask("revoke_device", json!({ "key": devices[1]["key"] }))?;
    assert_eq!(
        (&view["store"]["laptop_lost"], told(&next)?),
        (&json!(false), false)
    );
    assert_eq!(view["store"]["devices"].as_array().map(Vec::len), Some(1));
    let refused = lost.ask("sync_now", json!({}))?;
    assert_eq!(refused["problem"]["code"], "sync.revoked", "{refused}");
    next.sync()?;
    Ok(())
}

#[test]
fn a_laptop_that_was_found_again_is_kept() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let invitation = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (found, _, code) = first(&invitation)?;
    let next = Person::recovered(82, &invitation, &code)?;
    let view = next.ask("keep_devices", json!({}))?;
    assert_eq!(view["store"]["laptop_lost"], false);
    assert_eq!(view["store"]["devices"].as_array().map(Vec::len), Some(2));
    next.sync()?;
    found.sync()?;
    Ok(())
}

/// Makes another recovery code.
fn renewed(person: &Person, passphrase: &str) -> Told<String> {
    person.ask("renew_recovery", json!({ "passphrase": passphrase }))?;
    let code = person.ask("recovery_code", json!({}))?;
    let groups: Vec<String> = code["groups"]
        .as_array()
        .into_iter()
        .flatten()
        .map(text)
        .collect();
    let asked = code["to_confirm"].as_array().into_iter().flatten();
    let asked: Vec<&String> = asked
        .filter_map(|rank| groups.get(usize::try_from(rank.as_u64()?).ok()?))
        .collect();
    person.ask("confirm_recovery", json!({ "groups": asked }))?;
    Ok(groups.join("-"))
}

/// The laptops of one author, synced one after the other, twice: nothing of theirs is refused.
fn meet(laptops: &[&Person]) -> Told<()> {
    for laptop in laptops.iter().chain(laptops) {
        assert_eq!(laptop.sync()?["refused"], json!([]));
    }
    Ok(())
}

/// That `code` gives nothing back.
fn gives_nothing(invitation: &str, code: &str) -> bool {
    let refused = Person::recovered(83, invitation, code).map(drop);
    refused.is_err_and(|refused| refused.to_string().contains("sync.no_recovery"))
}

/// The former code is on a paper that somebody may have, and on other laptops that sync after the change.
#[test]
fn a_code_that_was_replaced_gives_nothing_back_whatever_laptop_syncs_after() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let invitation = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (first, _, code) = first(&invitation)?;
    let second = Person::recovered(82, &invitation, &code)?;
    second.ask("keep_devices", json!({}))?;
    meet(&[&first, &second])?;
    let next = renewed(&first, PASSPHRASE)?;
    meet(&[&first, &second])?;
    assert!(gives_nothing(&invitation, &code), "the former code still opens");
    // A laptop made by the second code makes the third.
    let third = Person::recovered(84, &invitation, &next)?;
    third.ask("keep_devices", json!({}))?;
    meet(&[&third, &first, &second])?;
    let last = renewed(&third, RECOVERED)?;
    meet(&[&third, &first, &second])?;
    for former in [&code, &next] {
        assert!(gives_nothing(&invitation, former), "a former code still opens");
    }
    let fourth = Person::recovered(85, &invitation, &last)?;
    let sealed = visits(&first, &["sealed", "closed"])?;
    assert_eq!(visits(&fourth, &["sealed", "closed"])?, sealed);
    Ok(())
}

/// A backup holds what the database knew of the former code; the keys beside it stay those of the new one.
#[test]
fn a_code_that_was_replaced_stays_so_after_a_restore() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let invitation = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let (person, _, code) = first(&invitation)?;
    let folder = tempfile::tempdir()?;
    person.ask("save_backup_folder", json!({ "folder": folder.path() }))?;
    person.ask("back_up", json!({}))?;
    let backups = person.ask("backups", json!({}))?;
    let next = renewed(&person, PASSPHRASE)?;
    person.ask(
        "restore_backup",
        json!({ "place": backups["backups"][0]["place"] }),
    )?;
    person.ask("unlock", json!({ "passphrase": PASSPHRASE }))?;
    meet(&[&person])?;
    assert!(gives_nothing(&invitation, &code), "the former code still opens");
    Person::recovered(84, &invitation, &next).map(drop)
}
