//! Succession: a keeper opens a vault, and what an inspector sealed passes to who takes over the post; never drafts nor
//! notes, nothing unseen, and nothing that its author did not sign.
#![allow(clippy::unwrap_used)]

use std::fs;

use notebook::sync::{self, Access, Succession, SyncError};
use serde_json::{Value, json};
use sync_protocol::trust::{OpeningReason, PassedOn, Revoked, Role, Scope, SuccessionDocument};
use sync_protocol::{Fingerprint, RecordKind, VisitFile};
use tokio::runtime::Runtime;
use whole_product::sync::laptop::{Laptop, Trouble, address};
use whole_product::sync::people::{FoundedAcademie, Person, Told, text};
use whole_product::sync::visits::{at, plan};
use whole_product::sync::{AnyStore, Cable};

const CIRCLE: &str = "discipline/L0202";

/// The fingerprint by which a keeper chooses the person whom he invited by this name.
pub(super) fn chosen(persons: &Value, name: &str) -> String {
    let found = persons
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["label"] == name);
    text(&found.unwrap()["code"])
}

fn agenda(person: &Person) -> Told<Vec<Value>> {
    let all = person.ask("agenda", json!({ "from": "2020-01-01", "to": "2040-01-01" }))?;
    Ok(all.as_array().cloned().unwrap_or_default())
}

fn taken_over(person: &Person) -> Told<Vec<Value>> {
    let mut visits = agenda(person)?;
    visits.retain(|visit| visit["status"] == "taken_over");
    Ok(visits)
}

#[test]
fn who_takes_over_a_post_reads_what_was_sealed_there_and_its_author_is_told() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let keeper = &academie.keeper;
    // What she sealed before she joined passes too, for the vault was there when she did.
    let (author, successor) = (Person::new(301)?, Person::with_teachers(302, 4)?);
    author.make_up(10, 3, 303)?;
    keeper.ask("open_vault", json!({ "circle": CIRCLE }))?;
    author.take(&academie.invite("Rose Hoarau", "inspecteur", "L0202")?)?;
    successor.take(&academie.invite("Paul Payet", "inspecteur", "L0202")?)?;
    for person in [keeper, &author, &successor] {
        person.sync()?;
    }
    author.ask("share_register", json!({ "circle": CIRCLE }))?;
    author.sync()?;
    let sealed = agenda(&author)?
        .iter()
        .filter(|visit| visit["status"] == "sealed")
        .count();
    assert!(sealed > 0);

    let view = keeper.ask("academie", json!({}))?;
    let post = &view["posts"][0];
    let (leaves, takes) = (
        chosen(&post["authors"], "Rose Hoarau"),
        chosen(&post["successors"], "Paul Payet"),
    );
    let asked = |author: &str, successor: &str| json!({ "circle": CIRCLE, "author": author, "successor": successor, "reason": "new_post" });
    assert_eq!(
        keeper.refused("pass_on_visits", asked(&leaves, &leaves)),
        ["sync.no_successor"]
    );
    assert_eq!(
        author.refused("pass_on_visits", asked(&leaves, &takes)),
        ["sync.no_vault"]
    );
    keeper.ask("pass_on_visits", asked(&leaves, &takes))?;
    keeper.sync()?;
    let opening = keeper.ask("academie", json!({}))?["openings"][0].clone();
    assert!(text(&opening["words"]).contains("Rose Hoarau"), "{opening}");
    assert!(opening["passed"].as_u64() >= Some(sealed as u64), "{opening}");

    successor.sync()?;
    let visits = taken_over(&successor)?;
    assert_eq!(visits.len(), sealed, "{visits:?}");
    successor.sync()?;
    is_read_and_never_written(&successor, &visits[0])?;
    // Both are told, and what passed does not pass twice.
    let told = author.sync()?["store"]["successions"].clone();
    assert!(text(&told[0]).contains("ce que vous a scellé"), "{told}");
    assert_eq!(
        successor.sync()?["store"]["successions"].as_array().map(Vec::len),
        Some(1)
    );
    keeper.sync()?;
    assert_eq!(
        keeper.ask("academie", json!({}))?["openings"][0]["passed"],
        opening["passed"]
    );
    successor.sync()?;
    assert_eq!(taken_over(&successor)?.len(), sealed);
    Ok(())
}

/// The visit has its people and its report, and a file whose proofs are its author's; it takes nothing more.
fn is_read_and_never_written(successor: &Person, visit: &Value) -> Told<()> {
    assert_ne!(text(&visit["subject"]), "", "{visit}");
    let about = json!({ "visit": visit["id"] });
    assert_eq!(
        successor.refused("begin_correction", about.clone()),
        ["notebook.taken_over"]
    );
    let whole = successor.ask("visit", about.clone())?;
    assert_eq!(whole["has_personal_notes"], false);
    let report = json!({
        "visit": visit["id"], "teacher": whole["teachers"][0]["id"], "in_force": true, "with_course": false,
        "as_workbook": false,
    });
    assert!(fs::read(text(&successor.ask("export_report", report)?["path"]))?.starts_with(b"%PDF"));
    let file = successor.ask("export_visit", about)?;
    let file =
        VisitFile::read(&fs::read(text(&file["path"]))?).map_err(|problems| format!("{problems:?}"))?;
    let signer = file.revisions[0].record.signature.clone();
    let vouched = file.certificates.iter().find(|one| one.device == signer.device);
    assert_eq!(vouched.map(|one| one.author_fingerprint()), Some(signer.author));
    let discipline = text(&whole["plan"]["seances"][0]["discipline"]);
    let found = successor.ask("search_notes", json!({ "query": discipline }))?;
    let kinds: Vec<String> = found["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["kind"]))
        .collect();
    assert!(kinds.contains(&"seance".to_owned()), "« {discipline} »: {found}");
    let reminders = successor.ask("reminders", json!({}))?;
    let asks = reminders.as_array().unwrap().iter();
    assert!(
        asks.into_iter()
            .all(|one| one["visit"] != visit["id"] || one["task"] == "recommendation")
    );
    Ok(())
}

/// A keeper, the inspector who leaves a post, who takes it over, and their store.
struct Post {
    runtime: Runtime,
    store: AnyStore,
    keeper: Laptop,
    author: Laptop,
    successor: Laptop,
    root: sync_protocol::PublicKey,
}

impl Post {
    fn with_vault() -> Result<Self, Trouble> {
        let runtime = Runtime::new()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let store = AnyStore::open(&runtime, root)?;
        let (author, successor) = (Laptop::new(2, 2)?, Laptop::new(3, 3)?);
        let post = Self {
            runtime,
            store,
            keeper,
            author,
            successor,
            root,
        };
        post.keeper.join(root, &post.cable())?;
        let scopes = vec![Scope::Discipline("L0202".to_owned())];
        for laptop in [&post.author, &post.successor] {
            let text = post.keeper.invite(root, Role::Inspecteur, scopes.clone())?;
            post.keeper.sync(&post.cable())?;
            laptop.take(&text, &post.cable())?;
        }
        post.all_sync()?;
        Ok(post)
    }

    fn cable(&self) -> Cable {
        Cable::new(self.store.router(), self.runtime.handle().clone(), Vec::new())
    }

    fn all_sync(&self) -> Result<(), Trouble> {
        for laptop in [&self.keeper, &self.author, &self.successor] {
            let outcome = laptop.sync(&self.cable())?;
            assert!(outcome.agreed && outcome.disbelieved == 0, "{outcome:?}");
        }
        Ok(())
    }

    fn make_vault(&self) -> Result<(), Trouble> {
        let vault = notebook::keys::Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(77));
        let circle = CIRCLE.parse()?;
        Ok(self
            .keeper
            .with(|desk| sync::make_vault(desk, &address(self.root), &circle, &vault, at(5)))?)
    }

    fn open_vault(&self, author: Fingerprint) -> Result<(), SyncError> {
        let successor = self.successor.with(|desk| Ok(desk.identity()))?;
        let succession = Succession {
            circle: CIRCLE.parse()?,
            author,
            successor,
            reason: OpeningReason::Interim,
        };
        let day = at(900).date_in(chrono_tz::Europe::Paris);
        self.keeper
            .with(|desk| sync::open_vault(desk, &address(self.root), &succession, (day, at(900))))
    }

    fn seal(&self, visit: u128) -> Result<(), Trouble> {
        self.author.edit(visit, 10)?;
        self.author.seal(visit)?;
        self.author.communicate(visit).map(drop)
    }
}

#[test]
fn what_was_sealed_before_the_vault_is_told_as_unread_and_a_purge_takes_the_copy() -> Result<(), Trouble> {
    let post = Post::with_vault()?;
    let author = post.author.fingerprint();
    assert!(matches!(
        post.open_vault(author),
        Err(SyncError::Given("sync.no_vault"))
    ));
    post.seal(1)?;
    post.all_sync()?;
    post.make_vault()?;
    post.all_sync()?;
    post.seal(2)?;
    post.author.write_own_notes(2, "pour moi seule")?;
    post.author.edit(3, 10)?;
    post.all_sync()?;
    post.open_vault(author)?;
    post.all_sync()?;
    let day = |visit| plan(visit).id;
    let received = |visit| post.successor.notebook().revisions(day(visit));
    assert_eq!((received(1)?.len(), received(2)?.len()), (0, 1));
    assert_eq!(post.successor.notebook().states(day(2))?.len(), 1);
    assert!(
        post.successor.notebook().visit(day(3))?.is_none(),
        "a draft stays where it is"
    );
    assert!(post.successor.notebook().personal_note(day(2))?.is_none());
    assert_eq!(post.successor.notebook().taken_over_from(day(2))?, Some(author));
    let openings = post.keeper.with(|desk| {
        let chain = sync::chain_of(desk.notebook, &address(post.root))?;
        sync::vault_openings(desk.notebook, &chain)
    })?;
    assert_eq!(post.keeper.notebook().vault_unread(openings[0].id)?, 2);

    // What the author seals meanwhile passes as long as the vault is open.
    post.seal(4)?;
    post.author.sync(&post.cable())?;
    post.keeper.sync(&post.cable())?;
    post.successor.sync(&post.cable())?;
    assert_eq!(received(4)?.len(), 1);
    // The author's purge takes the copy too, and it does not come back.
    post.author.purge(2)?;
    post.author.sync(&post.cable())?;
    post.successor.sync(&post.cable())?;
    assert_eq!(received(2)?.len(), 0);
    post.successor.notebook().forget_cursors()?;
    post.all_sync()?;
    assert!(post.successor.notebook().visit(day(2))?.is_none());
    // Who took it over purges his own copy, and takes nothing from its author.
    post.successor.purge(4)?;
    post.all_sync()?;
    assert_eq!(
        (
            received(4)?.len(),
            post.author.notebook().revisions(day(4))?.len()
        ),
        (0, 1)
    );
    Ok(())
}

#[test]
fn a_keeper_passes_nothing_that_its_author_did_not_seal() -> Result<(), Trouble> {
    let post = Post::with_vault()?;
    post.make_vault()?;
    post.all_sync()?;
    post.seal(1)?;
    post.all_sync()?;
    let sealed = post.author.notebook().revisions(plan(1).id)?.remove(0);
    let invented = post
        .keeper
        .signed(RecordKind::Revision, plan(9).id, &[], "{}", None)?;
    let altered = sealed.document.replace("10", "11");
    let passed = [
        PassedOn {
            record: sealed.record.clone(),
            document: altered,
        },
        PassedOn {
            record: invented.record.clone(),
            document: invented.document.clone(),
        },
        // And one as it is: the same way is believed.
        PassedOn {
            record: sealed.record.clone(),
            document: sealed.document.clone(),
        },
    ];
    let successor = post.successor.with(|desk| Ok(desk.identity()))?;
    for (number, one) in passed.iter().enumerate() {
        let wrapped = notebook::keys::encrypt(&serde_json::to_vec(one)?, &[successor.agreement])?;
        let said = SuccessionDocument {
            format: SuccessionDocument::FORMAT.to_owned(),
            opening: plan(100).id,
            of: one.record.key(),
            successor: successor.fingerprint(),
            wrapped: sync_protocol::encoding::Ciphertext(wrapped),
        };
        post.keeper.with(|desk| {
            let academie = address(post.root).academie;
            let circle = CIRCLE.parse()?;
            let signed = desk.sign(&academie, RecordKind::Succession, &said, Some(&circle))?;
            Ok(desk.notebook.append_records(&[signed], at(900)).map(drop)?)
        })?;
        post.keeper.sync(&post.cable())?;
        post.successor.sync(&post.cable())?;
        let believed = usize::from(number == 2);
        assert_eq!(
            post.successor.notebook().revisions(one.record.id)?.len(),
            believed,
            "{number}"
        );
    }
    Ok(())
}

/// A vault that a former keeper still opens is given nothing more; what went to it before is still passed on.
#[test]
fn a_keeper_who_is_none_any_more_is_given_nothing_more() -> Result<(), Trouble> {
    let post = Post::with_vault()?;
    let second = Laptop::new(4, 4)?;
    let (first, other) = (
        post.keeper.with(|desk| Ok(desk.identity()))?,
        second.with(|desk| Ok(desk.identity()))?,
    );
    post.keeper
        .with(|desk| sync::name_keepers(desk, &address(post.root), &[first, other], at(2)))?;
    post.make_vault()?;
    post.all_sync()?;
    post.seal(1)?;
    post.all_sync()?;
    post.keeper
        .revoke(post.root, Revoked::Author(other.fingerprint()))?;
    post.all_sync()?;
    post.seal(2)?;
    post.all_sync()?;
    post.open_vault(post.author.fingerprint())?;
    post.all_sync()?;
    let received = |visit| post.successor.notebook().revisions(plan(visit).id);
    assert_eq!(
        (received(1)?.len(), received(2)?.len()),
        (1, 0),
        "what was sealed after is to its author alone"
    );
    // The keeper who stays makes another vault: what is sealed from then on passes.
    let anew = notebook::keys::Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(78));
    let circle = CIRCLE.parse()?;
    post.keeper
        .with(|desk| sync::make_vault(desk, &address(post.root), &circle, &anew, at(6)))?;
    post.all_sync()?;
    post.seal(3)?;
    post.author.sync(&post.cable())?;
    post.keeper.sync(&post.cable())?;
    post.successor.sync(&post.cable())?;
    assert_eq!(received(3)?.len(), 1);
    Ok(())
}

#[test]
fn a_vault_that_does_not_open_to_every_keeper_of_now_is_said_to_be_made_anew() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let keeper = &academie.keeper;
    academie.invite("Rose Hoarau", "inspecteur", "L0202")?;
    keeper.ask("open_vault", json!({ "circle": CIRCLE }))?;
    let told = || -> Told<(Value, Value)> {
        let circles = keeper.ask("academie", json!({}))?["lapsed"].clone();
        Ok((
            circles,
            keeper.ask("sync_status", json!({}))?["store"]["lapsed_vaults"].clone(),
        ))
    };
    assert_eq!(told()?, (json!([]), json!(0)));
    let second = Person::new(305)?;
    let identity = second.ask("sync_status", json!({}))?["identity"].clone();
    keeper.ask("name_keeper", json!({ "identity": identity }))?;
    let (circles, count) = told()?;
    assert_eq!((circles[0]["code"].clone(), count), (json!(CIRCLE), json!(1)));
    keeper.ask("open_vault", json!({ "circle": CIRCLE }))?;
    assert_eq!(told()?, (json!([]), json!(0)));
    Ok(())
}

/// A keeper whom no charter names any more made vaults all the same: they are to be made anew.
#[test]
fn a_vault_of_a_keeper_who_is_none_any_more_is_still_to_be_made_anew() -> Result<(), Trouble> {
    let post = Post::with_vault()?;
    let identity = |laptop: &Laptop| laptop.with(|desk| Ok(desk.identity()));
    let (second, third) = (Laptop::new(4, 4)?, Laptop::new(5, 5)?);
    let named = |others: &[&Laptop]| -> Result<(), Trouble> {
        let all = [&[&post.keeper], others].concat();
        let keepers = all.into_iter().map(identity).collect::<Result<Vec<_>, _>>()?;
        Ok(post
            .keeper
            .with(|desk| sync::name_keepers(desk, &address(post.root), &keepers, at(2)))?)
    };
    named(&[&second])?;
    post.keeper.sync(&post.cable())?;
    second.join(post.root, &post.cable())?;
    second.sync(&post.cable())?;
    let vault = notebook::keys::Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(77));
    let circle = CIRCLE.parse()?;
    second.with(|desk| sync::make_vault(desk, &address(post.root), &circle, &vault, at(3)))?;
    second.sync(&post.cable())?;
    post.keeper.sync(&post.cable())?;
    post.keeper
        .revoke(post.root, Revoked::Author(second.fingerprint()))?;
    for others in [&[&second][..], &[&third]] {
        named(others)?;
        let (ever, counting) = post.keeper.with(|desk| {
            let chain = sync::chain_of(desk.notebook, &address(post.root))?;
            let ever = sync::circles_with_vault(desk.notebook, &chain)?;
            Ok((ever, sync::vault_documents(desk.notebook, &chain)?))
        })?;
        assert_eq!((ever.contains(&circle), counting), (true, Vec::new()));
    }
    // Who joins later believes what was theirs to say.
    post.keeper.sync(&post.cable())?;
    third.join(post.root, &post.cable())?;
    assert_eq!(third.sync(&post.cable())?.disbelieved, 0);
    Ok(())
}
