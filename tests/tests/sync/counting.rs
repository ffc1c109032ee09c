//! What a colleague of the circle counts by: nothing of a visit before its report was handed over, nothing once somebody
//! objects.

use observation::canonical::Sha256;
use observation::visit::{Happening, Standing};
use sync_protocol::trust::Scope;
use sync_protocol::{RecordKind, StandingDocument};
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::visits::plan;

use super::laptops::{Academie, discipline};

/// What a laptop was told of the visits of its circle, the earliest first.
fn told(laptop: &Laptop) -> Result<Vec<StandingDocument>, Trouble> {
    let documents = laptop.notebook().documents(&RecordKind::Standing)?;
    let read = documents
        .iter()
        .map(|text| StandingDocument::read(text).ok_or("no standing"));
    Ok(read.collect::<Result<_, _>>()?)
}

fn opposition() -> Happening {
    Happening::Opposition {
        reason: String::new(),
    }
}

#[test]
fn facts_reach_the_circle_once_they_were_communicated_and_leave_figures_at_an_opposition()
-> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let author = academie.inspector(2, 2, discipline())?;
    academie.agreed(&author)?;
    let colleague = academie.inspector(3, 3, discipline())?;
    let stranger = academie.inspector(4, 4, vec![Scope::Discipline("L0100".to_owned())])?;
    let all_sync = || -> Result<(), Trouble> {
        for laptop in [&author, &colleague, &stranger] {
            academie.agreed(laptop)?;
        }
        Ok(())
    };
    author.edit(1, 12)?;
    author.seal(1)?;
    all_sync()?;
    assert_eq!(told(&colleague)?, [], "sealed, and not handed over");

    author.communicate(1)?;
    all_sync()?;
    let revision = author.notebook().latest_revisions()?[&plan(1).id];
    let said = told(&colleague)?;
    let sealed = author.notebook().signed_documents(&RecordKind::Revision)?;
    assert_eq!(said.len(), 1);
    assert_eq!(
        (said[0].revision, said[0].standing),
        (revision, Standing::Communicated)
    );
    assert_eq!(
        said[0].facts, sealed[0].record.facts,
        "the facts as they were signed"
    );
    assert_eq!(
        colleague.notebook().documents(&RecordKind::Revision)?.len(),
        0,
        "and no document"
    );
    assert_eq!(told(&stranger)?, [], "another circle");

    let objected = author.note(1, opposition())?.ok_or("not sealed")?;
    all_sync()?;
    let last = told(&colleague)?.pop().ok_or("nothing")?;
    assert_eq!((last.standing, last.facts), (Standing::Unsaid, None));

    let state = Sha256::of(objected.document.as_bytes());
    let reason = "à sa demande".to_owned();
    author.note(1, Happening::Lifted { state, reason })?;
    all_sync()?;
    let last = told(&colleague)?.pop().ok_or("nothing")?;
    assert_eq!(last.standing, Standing::Communicated);
    assert!(last.facts.is_some());
    // Nothing is said twice.
    all_sync()?;
    assert_eq!(told(&colleague)?.len(), 3);
    Ok(())
}

#[test]
fn a_rectificatif_counts_once_it_was_handed_over_too() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let author = academie.inspector(2, 2, discipline())?;
    academie.agreed(&author)?;
    let colleague = academie.inspector(3, 3, discipline())?;
    for laptop in [&author, &colleague, &author] {
        academie.agreed(laptop)?;
    }
    author.edit(1, 12)?;
    author.seal(1)?;
    author.communicate(1)?;
    academie.agreed(&author)?;
    author.edit(1, 3)?;
    author.seal(1)?;
    academie.agreed(&author)?;
    academie.agreed(&colleague)?;
    let standings: Vec<Standing> = told(&colleague)?.iter().map(|said| said.standing).collect();
    assert_eq!(standings, [Standing::Communicated, Standing::Unsaid]);
    author.communicate(1)?;
    academie.agreed(&author)?;
    academie.agreed(&colleague)?;
    let said = told(&colleague)?;
    let last = said.last().ok_or("nothing")?;
    assert_eq!(last.standing, Standing::Communicated);
    assert_ne!(last.revision, said[0].revision);
    Ok(())
}
