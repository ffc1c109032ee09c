//! An académie whose store holds a record of every kind, and somebody who wants more than he has.

use std::sync::atomic::{AtomicU64, Ordering};

use notebook::keys::Secrets;
use notebook::sync::{self, Access, DraftDocument, Succession};
use observation::directory::Schools;
use observation::directory::fictitious;
use observation::grid::{GridFile, check};
use observation::release::{Draft, ReleaseDocument, Rules};
use serde::Serialize;
use serde_json::json;
use sync_protocol::trust::{Circle, Grant, Identity, OpeningReason, Role, Scope};
use sync_protocol::{PublicKey, RecordKind, RecoverySlotDocument};
use tokio::runtime::Runtime;
use uuid::Uuid;
use whole_product::sync::laptop::{Laptop, Trouble, address};
use whole_product::sync::visits::{ACADEMIE, at, plan};
use whole_product::sync::{AnyStore, Cable};

/// The académie, its people and its store.
pub struct Stage {
    pub runtime: Runtime,
    pub store: AnyStore,
    pub root: PublicKey,
    pub keeper: Laptop,
    /// Whose further laptops meet the hostile store.
    pub author: Laptop,
    /// A member of the author's circle.
    pub colleague: Laptop,
    publisher: Laptop,
    /// Who has a role that writes nothing.
    pub lecteur: Laptop,
    /// Whom no chain leads to.
    pub thief: Laptop,
    laptops: AtomicU64,
}

/// Every kind that a store may give and a notebook keeps as it came. What passes by a succession is kept as its author signed
/// it: `succession.rs` has its false ones. A checkpoint is compared, and not kept: `forks` has those.
pub fn every_kind() -> Vec<RecordKind> {
    let later = RecordKind::from("harmonisation".to_owned());
    let kinds = RecordKind::VERSION_1.iter().cloned().chain([later]);
    let other_ways = [RecordKind::Succession, RecordKind::Checkpoint];
    kinds.filter(|kind| !other_ways.contains(kind)).collect()
}

pub fn circle() -> Circle {
    Circle::Discipline("L0202".to_owned())
}

/// The grid that is published.
pub fn published_grid() -> GridFile {
    let shipped = include_str!("../../../../assets/grids/tour-d-ecole.json");
    check(shipped.as_bytes()).0.unwrap()
}

/// The schools that are published.
pub fn published_schools() -> Schools {
    let schools = fictitious::schools(3, 7).into_iter();
    schools.map(|school| (school.uai, school)).collect()
}

pub fn identity(laptop: &Laptop) -> Identity {
    laptop.with(|desk| Ok(desk.identity())).unwrap()
}

impl Stage {
    /// An académie without a record but those of its founding.
    pub fn founded() -> Result<Self, Trouble> {
        let runtime = Runtime::new()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let stage = Self {
            store: AnyStore::open(&runtime, root)?,
            runtime,
            root,
            keeper,
            author: Laptop::new(2, 2)?,
            colleague: Laptop::new(3, 3)?,
            publisher: Laptop::new(4, 4)?,
            lecteur: Laptop::new(5, 5)?,
            thief: Laptop::new(66, 66)?,
            laptops: AtomicU64::new(100),
        };
        stage.keeper.join(root, &stage.cable())?;
        for (person, role) in [
            (&stage.author, Role::Inspecteur),
            (&stage.colleague, Role::Inspecteur),
            (&stage.publisher, Role::IenTice),
            (&stage.lecteur, Role::Lecteur),
        ] {
            let text = stage
                .keeper
                .invite(root, role, vec![Scope::Discipline("L0202".to_owned())])?;
            stage.agreed(&stage.keeper)?;
            person.take(&text, &stage.cable())?;
        }
        // The first draws the circle's key and gives it to the others.
        for person in [&stage.author, &stage.colleague, &stage.publisher, &stage.author] {
            stage.agreed(person)?;
        }
        Ok(stage)
    }

    /// An académie whose store holds every kind.
    pub fn with_every_kind() -> Result<Self, Trouble> {
        let stage = Self::founded()?;
        stage.author_writes()?;
        stage.others_write()?;
        for person in [&stage.keeper, &stage.publisher, &stage.colleague, &stage.author] {
            stage.agreed(person)?;
        }
        let kept = stage.store.keys(&stage.runtime)?;
        for kind in every_kind() {
            assert!(
                kept.iter().any(|(key, _)| key.kind == kind),
                "no {kind} in the store"
            );
        }
        Ok(stage)
    }

    fn author_writes(&self) -> Result<(), Trouble> {
        let author = &self.author;
        author.edit(1, 12)?;
        author.seal(1)?;
        author.communicate(1)?;
        author.write_own_notes(1, "Voir la salle informatique.")?;
        author.edit(2, 5)?;
        author.seal(2)?;
        author.purge(2)?;
        author.edit(3, 7)?;
        let draft = author.notebook().visit_content(plan(3).id)?.ok_or("no draft")?;
        let draft = DraftDocument::of(draft.visit(), None, [3; 32]);
        let text = serde_json::to_string(&draft)?;
        let handed = author.signed(RecordKind::DraftHandOver, Uuid::from_u128(33), &[], &text, None)?;
        author.notebook().hand_over(plan(3).id, &handed, at(30))?;
        let slot = RecoverySlotDocument {
            format: RecoverySlotDocument::FORMAT.to_owned(),
            proof: [5; 32].into(),
            keys: "{}".to_owned(),
        };
        writes(author, RecordKind::RecoverySlot, &slot, None)?;
        let lesson = json!({ "format": "carnet/calibration/1", "lesson": 1 });
        writes(author, RecordKind::Calibration, &lesson, None)?;
        let later = RecordKind::from("harmonisation".to_owned());
        writes(
            author,
            later,
            &json!({ "format": "carnet/harmonisation/1" }),
            None,
        )
    }

    fn others_write(&self) -> Result<(), Trouble> {
        let entry = json!({ "format": "carnet/register-entry/2", "of": "a later version" });
        writes(
            &self.colleague,
            RecordKind::RegisterEntry,
            &entry,
            Some(&circle()),
        )?;
        let (day, now) = (at(0).date_in(chrono_tz::Europe::Paris), at(1));
        let (grid, there) = (published_grid(), address(self.root));
        self.publisher
            .notebook()
            .add_grids(std::slice::from_ref(&grid), now)?;
        self.publisher.with(|desk| {
            sync::publish_grid(desk, &there, grid.sha256(), (day, now))?;
            sync::publish_schools(desk, &there, &published_schools(), (day, now)).map(drop)?;
            sync::publish_release(desk, &there.academie, &an_empty_release(&there.academie), now)
        })?;
        for kind in [RecordKind::RoadmapChange, RecordKind::Series] {
            let document = json!({ "format": format!("carnet/{kind}/1"), "of": "the académie" });
            writes(&self.publisher, kind, &document, None)?;
        }
        self.keeper_writes()
    }

    fn keeper_writes(&self) -> Result<(), Trouble> {
        let vault = Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(0x55));
        let grant = Grant {
            role: Role::Dpd,
            scopes: vec![Scope::Academie],
            until: None,
        };
        let (there, colleague) = (address(self.root), identity(&self.colleague));
        let (day, now) = (at(2).date_in(chrono_tz::Europe::Paris), at(2));
        let succession = Succession {
            circle: circle(),
            author: self.author.fingerprint(),
            successor: colleague,
            reason: OpeningReason::Interim,
        };
        // Who is a member is known to the keeper by what he has read.
        self.agreed(&self.keeper)?;
        self.keeper.with(|desk| {
            sync::make_vault(desk, &there, &circle(), &vault, at(2))?;
            sync::open_vault(desk, &there, &succession, (day, now))?;
            sync::grant_role(desk, &there, colleague, grant, at(2))
        })?;
        let text = self
            .keeper
            .invite(self.root, Role::Conseiller, vec![Scope::Academie])?;
        self.keeper.end_invitation(self.root, &text)
    }

    /// The way to the true store.
    pub fn cable(&self) -> Cable {
        Cable::new(self.store.router(), self.runtime.handle().clone(), Vec::new())
    }

    /// Another laptop of the author, let in, that has read nothing.
    pub fn new_laptop(&self) -> Result<Laptop, Trouble> {
        let laptop = Laptop::new(2, self.laptops.fetch_add(1, Ordering::Relaxed))?;
        laptop.join(self.root, &self.cable())?;
        Ok(laptop)
    }

    /// A sync with the true store, in which all is believed.
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

/// `laptop` writes a document of `kind`, to be sent.
pub fn writes(
    laptop: &Laptop,
    kind: RecordKind,
    document: &impl Serialize,
    circle: Option<&Circle>,
) -> Result<(), Trouble> {
    laptop.with(|desk| {
        let signed = desk.sign(ACADEMIE, kind, document, circle)?;
        desk.notebook.append_records(&[signed], at(1))?;
        Ok(())
    })?;
    Ok(())
}

/// A release that tells nothing.
fn an_empty_release(academie: &str) -> Draft {
    let head = ReleaseDocument {
        format: ReleaseDocument::FORMAT.to_owned(),
        academie: academie.to_owned(),
        number: 1,
        name: "Une parution".to_owned(),
        on: at(0).date_in(chrono_tz::Europe::Paris),
        rules: Rules::default(),
        anchor: "2023-2024".to_owned(),
        complete: Vec::new(),
        fictitious: false,
        indicators: Vec::new(),
        withdrawn: Vec::new(),
        reason: None,
        parts: Vec::new(),
    };
    Draft {
        head: observation::canonical::to_text(&head).unwrap_or_default(),
        parts: Vec::new(),
        untold: Vec::new(),
    }
}
