//! Streams that are reordered, doubled, replayed, cut short or never end.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use notebook::sync::{Response, SyncError};
use serde_json::json;
use sync_protocol::RecordKind;
use sync_protocol::message::stream::{Page, Placed, Stream};
use whole_product::sync::HostileStore;
use whole_product::sync::hostile::stream_of;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::visits::plan;

use super::belief::{Reading, false_beliefs};
use super::stage::{Stage, circle, writes};

/// `laptop` and one that was never lied to read the same after an honest sync of each.
fn comes_true(stage: &Stage, laptop: &Laptop, control: &Laptop) -> Result<(), Trouble> {
    // A circle's key comes with the first, what it opens with the second.
    for _ in 0..2 {
        assert!(laptop.sync(&stage.cable())?.agreed);
        stage.agreed(control)?;
    }
    let differences = Reading::of(stage, laptop)?.differences(&Reading::of(stage, control)?);
    assert_eq!(differences, Vec::<String>::new());
    Ok(())
}

/// A colleague writes an entry that no other is like.
fn colleague_writes(stage: &Stage, about: &str) -> Result<(), Trouble> {
    let entry = json!({ "format": "carnet/register-entry/2", "of": about });
    let circle = circle();
    writes(&stage.colleague, RecordKind::RegisterEntry, &entry, Some(&circle))?;
    stage.agreed(&stage.colleague)
}

#[test]
fn a_stream_that_is_reordered_doubled_or_replayed_changes_nothing() -> Result<(), Trouble> {
    let stage = Stage::with_every_kind()?;
    let control = stage.new_laptop()?;
    let cable = stage.cable();
    let reversed = HostileStore::paging(&cable, |_, page| page.records.reverse());
    let doubled = HostileStore::paging(&cable, |_, page| {
        page.records = page
            .records
            .iter()
            .flat_map(|one| [one.clone(), one.clone()])
            .collect();
    });
    let first: Mutex<BTreeMap<Stream, Response>> = Mutex::default();
    let replayed = HostileStore::answering(&cable, |request, store| {
        let answer = store.exchange(request)?;
        let Some(stream) = stream_of(request) else {
            return Ok(answer);
        };
        Ok(first.lock().unwrap().entry(stream).or_insert(answer).clone())
    });
    for hostile in [reversed, doubled, replayed] {
        let laptop = stage.new_laptop()?;
        for number in 0..2 {
            // What is new between the two is what a replay keeps back.
            colleague_writes(&stage, &format!("{:?} {number}", laptop.device()))?;
            assert_eq!(laptop.sync(&hostile)?.disbelieved, 0);
        }
        assert!(hostile.told() > 0);
        assert_eq!(false_beliefs(&stage, &laptop)?, Vec::<String>::new());
        comes_true(&stage, &laptop, &control)?;
    }
    Ok(())
}

#[test]
fn what_is_hidden_from_its_author_is_found_out() -> Result<(), Trouble> {
    let stage = Stage::with_every_kind()?;
    let control = stage.new_laptop()?;
    let cable = stage.cable();
    for hidden in [
        RecordKind::Revision,
        RecordKind::PersonalNotes,
        RecordKind::Certificate,
    ] {
        let laptop = stage.new_laptop()?;
        let hostile = HostileStore::paging(&cable, |_, page| {
            page.records.retain(|one| one.record.kind != hidden)
        });
        let outcome = laptop.sync(&hostile)?;
        assert!(hostile.told() > 0 && !outcome.agreed, "{hidden}: {outcome:?}");
        assert_eq!(false_beliefs(&stage, &laptop)?, Vec::<String>::new());
        comes_true(&stage, &laptop, &control)?;
    }
    Ok(())
}

#[test]
fn a_cursor_that_the_store_never_gave_ends_no_sync_for_ever() -> Result<(), Trouble> {
    let stage = Stage::with_every_kind()?;
    let control = stage.new_laptop()?;
    let cable = stage.cable();
    let lies = [
        "3".to_owned(),
        String::new(),
        format!("{}.la-reunion.3", "0".repeat(32)),
        format!("{}.mayotte.3", "0".repeat(32)),
        "3&after=4 HTTP/1.1\r\nhost: ailleurs\r\n".to_owned(),
        "9".repeat(100_000),
    ];
    for lie in lies {
        let laptop = stage.new_laptop()?;
        let hostile = HostileStore::paging(&cable, |_, page| page.cursor = lie.clone());
        // One that is none at all is told at once.
        let told = laptop.sync(&hostile);
        assert!(
            matches!(told, Ok(_) | Err(SyncError::StrangeAnswer(_))),
            "{told:?}"
        );
        assert!(hostile.told() > 0);
        colleague_writes(&stage, &format!("{:?}", laptop.device()))?;
        comes_true(&stage, &laptop, &control)?;
    }
    Ok(())
}

#[test]
fn a_stream_without_end_is_not_read_for_ever() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    let lies: [fn(&mut Page); 2] = [|page| page.records.clear(), |_| {}];
    for lie in lies {
        let (laptop, asked) = (stage.new_laptop()?, AtomicUsize::new(0));
        let hostile = HostileStore::answering(&cable, |request, store| {
            let mut true_one = request.clone();
            if let Some(stream) = stream_of(request) {
                true_one.path = format!("/v1/streams/{stream}");
            }
            let mut answer = store.exchange(&true_one)?;
            if let Ok(mut page) = serde_json::from_slice::<Page>(&answer.body) {
                let asked = asked.fetch_add(1, Ordering::Relaxed);
                lie(&mut page);
                (page.last, page.cursor) = (false, format!("{}{asked}", page.cursor));
                answer.body = serde_json::to_vec(&page).unwrap();
                // A person has had enough long before.
                laptop.cancelled.store(asked > 200, Ordering::Relaxed);
            }
            Ok(answer)
        });
        let told = laptop.sync(&hostile);
        assert!(matches!(told, Err(SyncError::StrangeAnswer(_))), "{told:?}");
        assert!(laptop.sync(&cable)?.agreed);
    }
    Ok(())
}

/// E4: nor by an answer of before.
#[test]
fn what_a_tombstone_took_does_not_come_back_by_an_old_answer() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.author.edit(1, 12)?;
    stage.author.seal(1)?;
    stage.agreed(&stage.author)?;
    let before: Mutex<Vec<Placed>> = Mutex::default();
    let listening = HostileStore::paging(&cable, |_, page| {
        let revisions = page
            .records
            .iter()
            .filter(|one| one.record.kind == RecordKind::Revision);
        before.lock().unwrap().extend(revisions.cloned());
    });
    stage.new_laptop()?.sync(&listening)?;
    assert_eq!(before.lock().unwrap().len(), 1);
    stage.author.purge(1)?;
    stage.agreed(&stage.author)?;
    let laptop = stage.new_laptop()?;
    let hostile = HostileStore::paging(&cable, |_, page| {
        page.records.retain(|one| one.record.kind != RecordKind::Revision);
        page.records.extend(before.lock().unwrap().iter().cloned());
    });
    laptop.sync(&hostile)?;
    assert!(hostile.told() > 0);
    assert_eq!(laptop.notebook().revisions(plan(1).id)?.len(), 0);
    assert!(laptop.notebook().visit(plan(1).id)?.is_none());
    assert!(laptop.sync(&cable)?.agreed);
    Ok(())
}
