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

/// The sentences by which the author is told that others were given something else.
fn told(laptop: &Laptop) -> Result<usize, Trouble> {
    let told = laptop.notebook().disbelieved()?;
    Ok(told.iter().filter(|one| one.why == "sync.diverging").count())
}

fn synced(laptop: &Laptop, store: &HostileStore<'_>) -> Result<Outcome, Trouble> {
    Ok(laptop.sync(store)?)
}

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
    // It was told once; the stream is read anew, and what was hidden is there.
    let honest = stage.author.sync(&cable)?;
    assert_eq!(
        (honest.diverging, entries(&stage.author)?, told(&stage.author)?),
        (0, 1, 1)
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
    let before = stage.author.notebook().compared()?;
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
    assert_eq!(stage.author.notebook().compared()?, before);
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
        assert!(newcomer.notebook().compared()?.devices > 2);
    }
    Ok(())
}
