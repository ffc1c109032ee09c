//! A store that shows two readers two things: the next checkpoint that it lets through gives it away.

use notebook::sync::Outcome;
use serde_json::json;
use sync_protocol::message::stream::{Page, Placed, Stream};
use sync_protocol::{Record, RecordKind};
use whole_product::sync::HostileStore;
use whole_product::sync::laptop::{Laptop, Trouble};

use super::forging::altered;
use super::stage::{Stage, circle, writes};

/// A member writes to the circle, and syncs.
fn colleague_writes(stage: &Stage, about: &str) -> Result<(), Trouble> {
    let entry = json!({ "format": "carnet/register-entry/2", "of": about });
    writes(
        &stage.colleague,
        RecordKind::RegisterEntry,
        &entry,
        Some(&circle()),
    )?;
    stage.agreed(&stage.colleague)
}

fn entries(laptop: &Laptop) -> Result<usize, Trouble> {
    Ok(laptop
        .notebook()
        .signed_documents(&RecordKind::RegisterEntry)?
        .len())
}

fn hides(kind: RecordKind) -> impl Fn(&Stream, &mut Page) + Send + Sync {
    move |_, page| page.records.retain(|placed| placed.record.kind != kind)
}

/// How many laptops the notebook says were given something else.
fn told(laptop: &Laptop) -> Result<usize, Trouble> {
    Ok(laptop.notebook().differing()?.len())
}

fn heard(laptop: &Laptop) -> Result<notebook::Compared, Trouble> {
    Ok(laptop.notebook().compared(laptop.device())?)
}

/// What was found to be kept back, by its code.
fn kept_back(laptop: &Laptop, code: &str) -> Result<usize, Trouble> {
    let told = laptop.notebook().disbelieved()?;
    Ok(told.iter().filter(|one| one.why == code).count())
}

fn synced(laptop: &Laptop, store: &HostileStore<'_>) -> Result<Outcome, Trouble> {
    Ok(laptop.sync(store)?)
}

/// E5: a later checkpoint of another tells.
#[test]
fn an_entry_that_is_hidden_from_one_member_is_found_out_and_read() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    colleague_writes(&stage, "hidden")?;
    let hostile = HostileStore::paging(&cable, hides(RecordKind::RegisterEntry));
    let outcome = synced(&stage.author, &hostile)?;
    assert!(hostile.told() > 0 && outcome.diverging > 0, "{outcome:?}");
    assert_eq!((entries(&stage.author)?, told(&stage.author)?), (0, 1));
    // The stream is read anew, what was hidden is there, and nobody is accused any more.
    let honest = stage.author.sync(&cable)?;
    assert_eq!(
        (honest.diverging, entries(&stage.author)?, told(&stage.author)?),
        (0, 1, 0)
    );
    Ok(())
}

#[test]
fn a_revocation_that_is_hidden_from_another_than_its_author_is_found_out() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    let text = stage.keeper.invite(
        stage.root,
        sync_protocol::trust::Role::Conseiller,
        vec![sync_protocol::trust::Scope::Academie],
    )?;
    stage.agreed(&stage.keeper)?;
    stage.keeper.end_invitation(stage.root, &text)?;
    stage.agreed(&stage.keeper)?;
    let hostile = HostileStore::paging(&cable, hides(RecordKind::Revocation));
    let outcome = synced(&stage.author, &hostile)?;
    assert!(hostile.told() > 0 && outcome.diverging > 0, "{outcome:?}");
    assert_eq!(told(&stage.author)?, 1);
    stage.agreed(&stage.author)?;
    let read = stage.author.notebook().documents(&RecordKind::Revocation)?;
    assert_eq!(read.len(), 1);
    Ok(())
}

/// The known-bad variant: without the words of others nobody is told; what is left is that they are silent.
#[test]
fn a_store_that_keeps_two_members_apart_for_good_can_only_be_silent() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    let before = heard(&stage.author)?;
    assert!(before.devices > 0, "{before:?}");
    for number in 0..3 {
        colleague_writes(&stage, &format!("hidden {number}"))?;
        let colleague = stage.colleague.device();
        let hostile = HostileStore::paging(&cable, |_, page| {
            page.records
                .retain(|placed| placed.record.signature.device != colleague);
        });
        let outcome = synced(&stage.author, &hostile)?;
        assert!(hostile.told() > 0 && outcome.diverging == 0, "{outcome:?}");
    }
    assert_eq!(heard(&stage.author)?, before);
    // The first word that it lets through gives it away: the two cannot be joined again.
    colleague_writes(&stage, "shown")?;
    assert!(stage.author.sync(&cable)?.diverging > 0);
    stage.agreed(&stage.author)?;
    assert_eq!(entries(&stage.author)?, 4);
    Ok(())
}

#[test]
fn a_checkpoint_that_the_store_made_or_altered_is_not_believed() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    colleague_writes(&stage, "true")?;
    let forged = |record: &Record| match record.kind {
        RecordKind::Checkpoint => altered(record),
        _ => record.clone(),
    };
    let hostile = HostileStore::paging(&cable, |_, page| {
        let records = page.records.iter().map(|placed| Placed {
            sequence: placed.sequence,
            record: forged(&placed.record),
        });
        page.records = records.collect();
    });
    let outcome = synced(&stage.author, &hostile)?;
    assert!(hostile.told() > 0 && outcome.disbelieved > 0, "{outcome:?}");
    assert_eq!((outcome.diverging, told(&stage.author)?), (0, 0));
    Ok(())
}

#[test]
fn honest_stores_are_never_accused() -> Result<(), Trouble> {
    let stage = Stage::with_every_kind()?;
    stage.author.edit(8, 12)?;
    stage.author.seal(8)?;
    stage.agreed(&stage.author)?;
    stage.author.purge(8)?;
    for number in 0..3 {
        colleague_writes(&stage, &format!("{number}"))?;
        let newcomer = stage.new_laptop()?;
        for laptop in [&stage.author, &stage.keeper, &stage.lecteur, &newcomer, &newcomer] {
            stage.agreed(laptop)?;
            assert_eq!(told(laptop)?, 0);
        }
        assert!(heard(&newcomer)?.devices > 2);
    }
    Ok(())
}

#[test]
fn what_is_named_and_not_given_is_found_out() -> Result<(), Trouble> {
    let stage = Stage::with_every_kind()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    colleague_writes(&stage, "stripped")?;
    let before = entries(&stage.author)?;
    let hostile = HostileStore::paging(&cable, |_, page| {
        for placed in &mut page.records {
            (placed.record.public, placed.record.private) = (None, None);
        }
    });
    synced(&stage.author, &hostile)?;
    let of_checkpoints = kept_back(&stage.author, "sync.disbelieved_document")?;
    assert!(hostile.told() > 0 && of_checkpoints > 0);
    // Whether a tombstone took it is known once the académie's stream was read again.
    assert_eq!(kept_back(&stage.author, "notebook.withheld_by_store")?, 0);
    synced(&stage.author, &hostile)?;
    synced(&stage.author, &hostile)?;
    assert_eq!(kept_back(&stage.author, "notebook.withheld_by_store")?, 1);
    assert_eq!(entries(&stage.author)?, before);
    stage.author.sync(&cable)?;
    assert_eq!(entries(&stage.author)?, before + 1);
    Ok(())
}

#[test]
fn what_the_store_says_that_it_keeps_and_shows_to_nobody_is_found_out_by_its_author() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.keeper)?;
    let role = sync_protocol::trust::Role::Conseiller;
    let invited = stage
        .keeper
        .invite(stage.root, role, vec![sync_protocol::trust::Scope::Academie])?;
    stage.agreed(&stage.keeper)?;
    stage.keeper.end_invitation(stage.root, &invited)?;
    let hostile = HostileStore::paging(&cable, hides(RecordKind::Revocation));
    let outcome = synced(&stage.keeper, &hostile)?;
    assert!(hostile.told() > 0 && outcome.diverging > 0, "{outcome:?}");
    assert_eq!(kept_back(&stage.keeper, "notebook.hidden_by_store")?, 1);
    stage.agreed(&stage.keeper)
}

#[test]
fn two_laptops_that_are_told_two_lives_of_the_store_find_out() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.agreed(&stage.author)?;
    let of_another_life = HostileStore::rewriting(&cable, "/v1/hello", |said| {
        said["epoch"] = json!("66".repeat(16));
    });
    synced(&stage.author, &of_another_life)?;
    colleague_writes(&stage, "in the true life")?;
    // Who hears of the other life first says nothing until he has read all anew.
    assert!(told(&stage.colleague)? > 0);
    stage.agreed(&stage.colleague)?;
    assert!(synced(&stage.author, &of_another_life)?.diverging > 0);
    assert!(told(&stage.author)? > 0);
    Ok(())
}

/// A laptop that lies of what it was given is told, by whom it is, and keeps nobody from anything.
#[test]
fn a_laptop_that_lies_accuses_once_and_stops_nothing() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    stage.agreed(&stage.author)?;
    for number in 0..5_u8 {
        let lie = json!({
            "format": "carnet/checkpoint/1", "device": stage.colleague.device(),
            "epoch": stage.store.epoch(&stage.runtime)?,
            "head": { "sequence": 1, "sha256": format!("{number:02x}").repeat(32) },
        });
        writes(&stage.colleague, RecordKind::Checkpoint, &lie, Some(&circle()))?;
    }
    colleague_writes(&stage, "behind the lies")?;
    stage.author.edit(4, 10)?;
    stage.author.seal(4)?;
    stage.agreed(&stage.author)?;
    assert_eq!(entries(&stage.author)?, 1);
    let differing = stage.author.notebook().differing()?;
    let who: Vec<_> = differing.iter().map(|one| one.device).collect();
    assert_eq!(who, [stage.colleague.device()]);
    // A true word takes the lies back: nobody is accused any more.
    stage.agreed(&stage.colleague)?;
    stage.agreed(&stage.author)?;
    assert_eq!(told(&stage.author)?, 0);
    let newcomer = stage.new_laptop()?;
    for _ in 0..2 {
        stage.agreed(&newcomer)?;
    }
    assert_eq!(told(&newcomer)?, 0);
    Ok(())
}
