//! Laptops of one académie and its store: what one seals another of its author sees, and nobody else reads.

use sync_protocol::trust::{Circle, Revoked, Role, Scope};
use sync_protocol::{PseudonymDocument, PublicKey, RecordKind};
use tokio::runtime::Runtime;
use uuid::Uuid;
use whole_product::sync::laptop::{Laptop, Trouble, address};
use whole_product::sync::visits::{PROSE, TEACHER, at, plan};
use whole_product::sync::{AnyStore, Cable, Fault};

use notebook::sync::{self, Access, SyncError};

/// A keeper, an académie, and its store.
pub struct Academie {
    runtime: Runtime,
    store: AnyStore,
    keeper: Laptop,
    root: PublicKey,
}

impl Academie {
    pub fn founded() -> Result<Self, Trouble> {
        let runtime = Runtime::new()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let store = AnyStore::open(&runtime, root)?;
        let academie = Self {
            runtime,
            store,
            keeper,
            root,
        };
        academie.keeper.join(root, &academie.cable())?;
        academie.keeper.sync(&academie.cable())?;
        Ok(academie)
    }

    pub fn cable(&self) -> Cable {
        self.cable_with(Vec::new())
    }

    fn cable_with(&self, faults: Vec<(usize, Fault)>) -> Cable {
        Cable::new(self.store.router(), self.runtime.handle().clone(), faults)
    }

    /// An inspector of these scopes, who took an invitation on the laptop `device`.
    pub fn inspector(&self, author: u64, device: u64, scopes: Vec<Scope>) -> Result<Laptop, Trouble> {
        self.person(Role::Inspecteur, (author, device), scopes)
    }

    /// Somebody of this role.
    pub fn person(
        &self,
        role: Role,
        (author, device): (u64, u64),
        scopes: Vec<Scope>,
    ) -> Result<Laptop, Trouble> {
        let laptop = Laptop::new(author, device)?;
        let text = self.keeper.invite(self.root, role, scopes)?;
        self.keeper.sync(&self.cable())?;
        laptop.take(&text, &self.cable())?;
        Ok(laptop)
    }

    pub fn agreed(&self, laptop: &Laptop) -> Result<(), Trouble> {
        let outcome = laptop.sync(&self.cable())?;
        let disbelieved = laptop.notebook().disbelieved()?;
        assert!(
            outcome.agreed && outcome.disbelieved == 0,
            "{outcome:?} {disbelieved:?}"
        );
        Ok(())
    }
}

pub fn discipline() -> Vec<Scope> {
    vec![Scope::Discipline("L0202".to_owned())]
}

#[test]
fn what_is_sealed_on_one_laptop_is_seen_on_the_other() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    first.edit(1, 12)?;
    first.seal(1)?;
    first.communicate(1)?;
    academie.agreed(&first)?;
    // The author's second laptop needs no invitation: he has his role.
    let second = Laptop::new(2, 3)?;
    second.join(academie.root, &academie.cable())?;
    academie.agreed(&second)?;
    let (here, there) = (first.notebook(), second.notebook());
    let visit = plan(1).id;
    assert_eq!(there.revisions(visit)?, here.revisions(visit)?);
    assert_eq!(there.states(visit)?, here.states(visit)?);
    let (one, other) = (here.visit_content(visit)?, there.visit_content(visit)?);
    let (one, other) = (one.ok_or("no visit here")?, other.ok_or("no visit there")?);
    assert_eq!(other.visit().answers, one.visit().answers);
    assert_eq!((other.row.status, other.row.last_revision), (one.row.status, 1));
    // A rectificatif made there comes back here.
    second.edit(1, 33)?;
    second.seal(1)?;
    academie.agreed(&second)?;
    academie.agreed(&first)?;
    assert_eq!(first.notebook().visit(visit)?.ok_or("gone")?.last_revision, 2);
    assert_eq!(academie.store.faults(&academie.runtime)?, Vec::<String>::new());
    Ok(())
}

/// S2: on both laptops the first that the store had counts, until one names both.
#[test]
fn two_revisions_of_one_number_are_both_kept_until_the_author_has_chosen() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    first.edit(1, 12)?;
    first.seal(1)?;
    academie.agreed(&first)?;
    let second = Laptop::new(2, 3)?;
    second.join(academie.root, &academie.cable())?;
    academie.agreed(&second)?;
    for (laptop, minutes) in [(&first, 20), (&second, 30)] {
        laptop.edit(1, minutes)?;
        laptop.seal(1)?;
    }
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    academie.agreed(&first)?;
    let visit = plan(1).id;
    for laptop in [&first, &second] {
        assert_eq!(laptop.notebook().conflicts()?, [visit]);
        let counts = laptop.notebook().revisions(visit)?;
        assert_eq!(
            counts[1].record.signature.device,
            first.device(),
            "the first that the store had counts"
        );
    }
    // The author chooses: a revision that names both.
    first.edit(1, 40)?;
    let chosen = first.seal(1)?.ok_or("nothing sealed")?;
    assert_eq!(chosen.record.parents.len(), 2);
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    for laptop in [&first, &second] {
        assert!(laptop.notebook().conflicts()?.is_empty());
    }
    Ok(())
}

#[test]
fn a_cable_cut_anywhere_loses_and_doubles_nothing() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let laptop = academie.inspector(2, 2, discipline())?;
    for (number, fault) in [Fault::Before, Fault::AfterCommit, Fault::Portal]
        .into_iter()
        .enumerate()
    {
        for at in 0..12 {
            let visit = (number * 100 + at) as u128;
            laptop.edit(visit, 10)?;
            laptop.seal(visit)?;
            let cut = laptop.sync(&academie.cable_with(vec![(at, fault)]));
            let expected =
                |error: &SyncError| matches!(error, SyncError::Unreachable(_) | SyncError::NotTheStore);
            assert!(cut.as_ref().err().is_none_or(expected), "{cut:?}");
            academie.agreed(&laptop)?;
        }
    }
    let kept = academie.store.keys(&academie.runtime)?;
    let revisions = kept.iter().filter(|(key, _)| key.kind == RecordKind::Revision);
    assert_eq!(revisions.count(), 36);
    Ok(())
}

#[test]
fn nothing_nominative_leaves_in_clear() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let laptop = academie.inspector(2, 2, discipline())?;
    laptop.edit(1, 12)?;
    let note = serde_json::from_value(
        serde_json::json!({ "id": plan(9).id, "at": "2026-11-24T05:00:00.000Z", "text": PROSE }),
    )?;
    laptop.notebook().save_note(plan(1).id, &note, at(1))?;
    laptop.seal(1)?;
    let cable = academie.cable();
    laptop.sync(&cable)?;
    let (family, given) = TEACHER.split_once(' ').ok_or("a name")?;
    let planted = [
        PROSE,
        family,
        given,
        "Camille Dubreuil",
        "École des Filaos",
        "Saint-Paul",
        "2026-11-24",
    ];
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let mut disk = Vec::new();
    for file in std::fs::read_dir(academie.store.folder())? {
        disk.push(std::fs::read(file?.path())?);
    }
    for word in planted {
        assert!(
            cable.sent().iter().all(|bytes| !holds(bytes, word)),
            "{word} went out in clear"
        );
        assert!(
            disk.iter().all(|bytes| !holds(bytes, word)),
            "{word} lies on the store's disk"
        );
    }
    // What would not be found would prove nothing.
    assert!(disk.iter().any(|bytes| holds(bytes, "9749901U")));
    Ok(())
}

#[test]
fn a_laptop_that_was_lost_is_answered_no_more_and_its_author_goes_on() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let lost = academie.inspector(2, 2, discipline())?;
    lost.edit(1, 12)?;
    lost.seal(1)?;
    academie.agreed(&lost)?;
    let next = Laptop::new(2, 3)?;
    next.join(academie.root, &academie.cable())?;
    academie.agreed(&next)?;
    let gone = Revoked::Device(lost.device());
    next.with(|desk| sync::revoke(desk, &address(academie.root), gone, at(5)))?;
    academie.agreed(&next)?;
    assert!(matches!(lost.sync(&academie.cable()), Err(SyncError::Revoked)));
    assert_eq!(next.notebook().revisions(plan(1).id)?.len(), 1);
    next.edit(1, 13)?;
    next.seal(1)?;
    academie.agreed(&next)?;
    Ok(())
}

#[test]
fn a_store_restored_from_yesterday_is_given_back_what_it_lost() -> Result<(), Trouble> {
    let mut academie = Academie::founded()?;
    let laptop = academie.inspector(2, 2, discipline())?;
    laptop.edit(1, 12)?;
    laptop.seal(1)?;
    academie.agreed(&laptop)?;
    let archive = academie.store.back_up(&academie.runtime)?;
    laptop.edit(2, 12)?;
    laptop.seal(2)?;
    laptop.purge(1)?;
    academie.agreed(&laptop)?;
    let late = academie.inspector(5, 5, discipline())?;
    late.edit(3, 1)?;
    late.seal(3)?;
    academie.agreed(&late)?;
    academie.store.restore(&academie.runtime, &archive, true)?;
    // Who was let in since introduces himself again, once his keeper has said again who he is.
    academie.agreed(&academie.keeper)?;
    academie.agreed(&laptop)?;
    academie.agreed(&late)?;
    let kept = academie.store.keys(&academie.runtime)?;
    let said = |number: u128| {
        kept.iter()
            .filter(|(key, says)| key.id == plan(number).id && *says)
            .count()
    };
    assert_eq!([said(1), said(2), said(3)], [0, 1, 1]);
    assert_eq!(academie.store.faults(&academie.runtime)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_charter_is_told_again_to_a_store_that_was_restored_twice() -> Result<(), Trouble> {
    let mut academie = Academie::founded()?;
    let laptop = academie.inspector(2, 2, discipline())?;
    let archive = academie.store.back_up(&academie.runtime)?;
    academie.keeper.with(|desk| {
        let keepers = [desk.identity()];
        sync::name_keepers(desk, &address(academie.root), &keepers, at(6))
    })?;
    academie.agreed(&academie.keeper)?;
    academie.store.restore(&academie.runtime, &archive, true)?;
    // Others write in the second life, whose numbers pass that of the charter in the first.
    for visit in 1..6 {
        laptop.edit(visit, 12)?;
        laptop.seal(visit)?;
    }
    academie.agreed(&laptop)?;
    let archive = academie.store.back_up(&academie.runtime)?;
    academie.store.restore(&academie.runtime, &archive, true)?;
    academie.agreed(&academie.keeper)?;
    let kept = academie.store.keys(&academie.runtime)?;
    let charters = kept.iter().filter(|(key, _)| key.kind == RecordKind::Charter);
    assert_eq!(charters.count(), 2);
    Ok(())
}

#[test]
fn a_circle_shares_its_keys_with_each_member_and_with_nobody_else() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    academie.agreed(&first)?;
    let second = academie.inspector(3, 3, discipline())?;
    let stranger = academie.inspector(4, 4, vec![Scope::Discipline("L0100".to_owned())])?;
    academie.agreed(&second)?;
    academie.agreed(&stranger)?;
    let keys = |laptop: &Laptop| {
        laptop.with(|desk| {
            let keys = sync::circle_keys(desk.notebook, desk.secrets, desk.fingerprint())?;
            Ok(keys
                .iter()
                .map(|key| (key.circle().to_string(), key.epoch()))
                .collect::<Vec<_>>())
        })
    };
    assert_eq!(keys(&second)?, [], "no member has synced since");
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    assert_eq!(keys(&second)?, keys(&first)?);
    assert_eq!(keys(&first)?.len(), 1);
    assert_eq!(keys(&stranger)?[0].0, "discipline/L0100");
    // Pseudonyms of a visit stand beside its facts.
    first.edit(1, 12)?;
    first.seal(1)?;
    academie.agreed(&first)?;
    assert_eq!(first.notebook().documents(&RecordKind::Pseudonym)?.len(), 1);
    Ok(())
}

/// Starts a new epoch of the circle's key.
fn renew_key(laptop: &Laptop, root: PublicKey) -> Result<(), SyncError> {
    let circle = "discipline/L0202".parse()?;
    let about = (&circle, at(9).date_in(chrono_tz::Europe::Paris));
    let mut random = |bytes: &mut [u8]| bytes.fill(5);
    laptop.with(|desk| sync::renew_circle_key(desk, &address(root), about, &mut random, at(9)))
}

#[test]
fn a_renewed_key_of_a_circle_reaches_its_members_who_write_with_it_from_then_on() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    academie.agreed(&first)?;
    let second = academie.inspector(3, 3, discipline())?;
    let stranger = academie.inspector(4, 4, vec![Scope::Discipline("L0100".to_owned())])?;
    academie.agreed(&second)?;
    academie.agreed(&stranger)?;
    // Who is no member, or has not the key yet, would part the circle.
    for without in [&second, &stranger] {
        assert!(matches!(
            renew_key(without, academie.root),
            Err(SyncError::Given("sync.no_circle_key"))
        ));
    }
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    let circle: Circle = "discipline/L0202".parse()?;
    let former = second.epochs_of(&circle)?;
    renew_key(&first, academie.root)?;
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    let epochs = second.epochs_of(&circle)?;
    assert_eq!((epochs.len(), &epochs[..1]), (2, &former[..]));
    assert_eq!(first.epochs_of(&circle)?, epochs);
    second.edit(1, 12)?;
    second.seal(1)?;
    academie.agreed(&second)?;
    assert_eq!(epochs_written(&second)?, [epochs[1]]);
    Ok(())
}

/// The epochs under which a laptop wrote its pseudonyms.
fn epochs_written(laptop: &Laptop) -> Result<Vec<Uuid>, Trouble> {
    let said = laptop.notebook().documents(&RecordKind::Pseudonym)?;
    let read = said
        .iter()
        .map(|text| serde_json::from_str::<PseudonymDocument>(text));
    Ok(read
        .map(|one| one.map(|one| one.epoch))
        .collect::<Result<_, _>>()?)
}

#[test]
fn a_key_that_was_renewed_does_not_come_back_when_the_laptop_that_renewed_it_is_revoked()
-> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    academie.agreed(&first)?;
    let second = academie.inspector(3, 3, discipline())?;
    for laptop in [&second, &first, &second] {
        academie.agreed(laptop)?;
    }
    renew_key(&first, academie.root)?;
    academie.agreed(&first)?;
    academie.agreed(&second)?;
    let next = Laptop::new(2, 4)?;
    next.join(academie.root, &academie.cable())?;
    academie.agreed(&next)?;
    let gone = Revoked::Device(first.device());
    next.with(|desk| sync::revoke(desk, &address(academie.root), gone, at(5)))?;
    for laptop in [&next, &second, &next] {
        academie.agreed(laptop)?;
    }
    let epochs = second.epochs_of(&"discipline/L0202".parse()?)?;
    assert_eq!(epochs.len(), 3);
    second.edit(1, 12)?;
    second.seal(1)?;
    academie.agreed(&second)?;
    assert_eq!(epochs_written(&second)?, epochs[2..]);
    Ok(())
}

#[test]
fn notes_of_ones_own_written_on_two_laptops_are_both_kept() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let first = academie.inspector(2, 2, discipline())?;
    first.edit(1, 12)?;
    first.seal(1)?;
    first.write_own_notes(1, "Voir la salle informatique.")?;
    academie.agreed(&first)?;
    let second = Laptop::new(2, 3)?;
    second.join(academie.root, &academie.cable())?;
    academie.agreed(&second)?;
    assert_eq!(second.own_notes(1)?, "Voir la salle informatique.");
    // Both write without a network, and sync in turn.
    first.write_own_notes(1, "Demander les clés.")?;
    second.write_own_notes(1, "Rappeler le collège.")?;
    for laptop in [&first, &second, &first, &second, &first] {
        academie.agreed(laptop)?;
    }
    let both = "Demander les clés.\n\nRappeler le collège.";
    for laptop in [&first, &second] {
        assert_eq!(laptop.own_notes(1)?, both);
    }
    // What follows both goes on as before: nothing comes back of what was struck out.
    second.write_own_notes(1, "Rappeler le collège.")?;
    academie.agreed(&second)?;
    academie.agreed(&first)?;
    assert_eq!(first.own_notes(1)?, "Rappeler le collège.");
    Ok(())
}

#[test]
fn who_left_a_circle_agrees_with_the_store_on_a_new_laptop() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let former = Laptop::new(2, 2)?;
    let text = academie
        .keeper
        .invite(academie.root, Role::Inspecteur, discipline())?;
    academie.agreed(&academie.keeper)?;
    former.take(&text, &academie.cable())?;
    former.edit(1, 12)?;
    former.seal(1)?;
    academie.agreed(&former)?;
    let own = |laptop: &Laptop| -> Result<usize, Trouble> {
        Ok(laptop.notebook().signed_documents(&RecordKind::Pseudonym)?.len())
    };
    assert_eq!(own(&former)?, 1, "what he wrote to the circle");
    academie.keeper.end_invitation(academie.root, &text)?;
    let elsewhere = vec![Scope::Discipline("L0100".to_owned())];
    let text = academie
        .keeper
        .invite(academie.root, Role::Inspecteur, elsewhere)?;
    academie.agreed(&academie.keeper)?;
    let next = Laptop::new(2, 3)?;
    next.take(&text, &academie.cable())?;
    academie.agreed(&next)?;
    academie.agreed(&former)?;
    assert_eq!(next.notebook().revisions(plan(1).id)?.len(), 1);
    Ok(())
}

#[test]
fn a_restored_notebook_is_let_in_by_the_role_that_holds_where_another_is_at_its_end() -> Result<(), Trouble> {
    let academie = Academie::founded()?;
    let mut laptop = Laptop::new(2, 2)?;
    let mut texts = Vec::new();
    for discipline in ["L0202", "L0100"] {
        let scopes = vec![Scope::Discipline(discipline.to_owned())];
        let text = academie.keeper.invite(academie.root, Role::Inspecteur, scopes)?;
        academie.agreed(&academie.keeper)?;
        laptop.take(&text, &academie.cable())?;
        academie.agreed(&laptop)?;
        texts.push(text);
    }
    let copy = laptop.copy()?;
    academie.keeper.end_invitation(academie.root, &texts[0])?;
    academie.agreed(&academie.keeper)?;
    laptop.put_back(&copy, 4)?;
    academie.agreed(&laptop)?;
    Ok(())
}
