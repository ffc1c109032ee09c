//! Every kind of record that carries a key, a right or a document, replaced by a false one.

use std::collections::BTreeSet;

use notebook::{Arrived, Effect, Landed};
use sync_protocol::message::stream::Stream;
use sync_protocol::{RecordKind, SignedDocument};
use whole_product::sync::HostileStore;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::visits::{ACADEMIE, at, plan};

use super::belief::{BEGUN, Reading, false_beliefs, thief_opens_anything};
use super::forging::Forgery;
use super::stage::{Stage, every_kind};

/// What `laptop` says of the records of `kind` that it was given and did not believe.
fn said_of(laptop: &Laptop, kind: &RecordKind) -> Result<BTreeSet<String>, Trouble> {
    let told = laptop.notebook().disbelieved()?.into_iter();
    Ok(told
        .filter(|one| one.kind == kind.as_str())
        .map(|one| one.why)
        .collect())
}

#[test]
fn each_kind_that_is_forged_is_refused_and_shown_and_its_true_records_come_afterwards() -> Result<(), Trouble>
{
    let stage = Stage::with_every_kind()?;
    let control = stage.new_laptop()?;
    let cable = stage.cable();
    let expected: BTreeSet<String> = Forgery::ALL.iter().map(|one| one.told().to_owned()).collect();
    for kind in every_kind() {
        let laptop = stage.new_laptop()?;
        let hostile = HostileStore::paging(&cable, |_, page| stage.forge(page, &kind));
        let outcome = laptop.sync(&hostile)?;
        assert!(
            hostile.told() > 0 && outcome.disbelieved > 0,
            "{kind}: {outcome:?}"
        );
        if kind == RecordKind::RegisterEntry {
            // The circle's key, by which it is read at all, came with the first.
            laptop.sync(&hostile)?;
        }
        assert_eq!(said_of(&laptop, &kind)?, expected, "{kind}");
        assert_eq!(false_beliefs(&stage, &laptop)?, Vec::<String>::new(), "{kind}");
        // The notebook works on.
        laptop.edit(BEGUN, 20)?;
        assert!(laptop.notebook().visit(plan(BEGUN).id)?.is_some());
        for _ in 0..2 {
            assert!(laptop.sync(&cable)?.agreed, "{kind}");
            stage.agreed(&control)?;
        }
        let (here, there) = (Reading::of(&stage, &laptop)?, Reading::of(&stage, &control)?);
        assert_eq!(here.differences(&there), Vec::<String>::new(), "{kind}");
    }
    assert!(!thief_opens_anything(&stage)?);
    Ok(())
}

/// A notebook that keeps what comes without judging it.
fn believes(laptop: &Laptop, signed: SignedDocument) -> Result<(), Trouble> {
    let arrived = Arrived {
        stream: &Stream::Academie,
        cursor: None,
        last: false,
        device: laptop.device(),
        order: Vec::new(),
        landed: vec![Landed {
            sequence: 1,
            key: signed.record.key(),
            signed: Some(signed),
            effect: Effect::None,
        }],
        disbelieved: Vec::new(),
        secrets: laptop.secrets(),
    };
    laptop.notebook().receive(&arrived, at(1))?;
    Ok(())
}

#[test]
fn a_notebook_that_believes_without_judging_is_caught() -> Result<(), Trouble> {
    use indicator_store::store::Store;
    let stage = Stage::with_every_kind()?;
    let kept = stage.store.store().kept(ACADEMIE, 0, usize::MAX >> 1);
    let kept = stage.runtime.block_on(kept)?;
    for (number, kind) in (200..).zip(every_kind()) {
        let laptop = Laptop::new(2, number)?;
        let genuine = kept.iter().find(|one| one.record.kind == kind && !one.purged);
        let genuine = &genuine.ok_or("nothing of the kind")?.record;
        let forged = stage.forged(genuine, Forgery::ByStranger);
        let document = match &forged.private {
            Some(private) => {
                String::from_utf8(laptop.secrets().decrypt(&private.0)?.ok_or("sealed")?.to_vec())?
            }
            None => forged.public.clone().ok_or("no document")?,
        };
        believes(&laptop, SignedDocument::new(forged.envelope(), document))?;
        let found = false_beliefs(&stage, &laptop)?;
        assert!(
            found.iter().any(|one| one.starts_with(kind.as_str())),
            "{kind} goes unseen"
        );
    }
    Ok(())
}
