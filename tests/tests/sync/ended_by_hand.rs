//! A sync that a person ends: at once, be it while nothing answers; the next one begins again and ends as if it had not been.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use whole_product::machine::PASSPHRASE;
use whole_product::sync::people::{FoundedAcademie, Person, Told};
use whole_product::sync::process::operator;
use whole_product::sync::{Breakage, Wire};

/// How long who presses « Arrêter » may wait; what answers nothing is waited for a minute.
const AT_ONCE: Duration = Duration::from_secs(5);
/// How long another thread is waited for; longer than any patience of a sync.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often « Arrêter » is pressed, where a sync does not end.
const AGAIN: Duration = Duration::from_millis(500);

/// Somebody with visits to send, whose store is behind an address that stays and a wire that is another at each sync.
struct Bench {
    academie: FoundedAcademie,
    front: Wire,
    person: Person,
}

impl Bench {
    fn new() -> Told<Self> {
        let academie = FoundedAcademie::founded()?;
        let front = Wire::to(academie.store.address)?;
        let here = format!("http://{}", academie.store.address);
        let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
        let person = Person::new(92)?;
        person.take(&given.replace(&here, &front.url()))?;
        person.make_up(20, 8, 92)?;
        Ok(Self {
            academie,
            front,
            person,
        })
    }

    /// One sync, which the person ends once so many bytes have passed: how it ended, and how long after; none where it was
    /// through before.
    fn ended_after(&self, bytes: u64, breakage: Breakage) -> Told<(Value, Option<Duration>)> {
        let (view, after) = self.ended_by("cancel_sync", bytes, breakage)?;
        Ok((view?, after))
    }

    /// The same, which this command ends; what the sync answers then.
    fn ended_by(
        &self,
        command: &str,
        bytes: u64,
        breakage: Breakage,
    ) -> Told<(Told<Value>, Option<Duration>)> {
        // What a request that nobody waits for any more still carries passes by a wire of before, and is not counted.
        let wire = Wire::to(self.academie.store.address)?;
        wire.breaks(breakage);
        self.front.leads_to(wire.address);
        let ((passes, passed), (ends, ended)) = (channel(), channel::<()>());
        let (done, goes_on) = channel::<()>();
        wire.at(bytes, move || {
            let _ = passes.send(());
            // A store that answers is held here, so that the sync is not through before it is ended.
            if !breakage.is_silent() {
                let _ = goes_on.recv_timeout(PATIENCE);
            }
        });
        let (person, wire) = (&self.person, &wire);
        thread::scope(|scope| {
            let syncing = scope.spawn(move || {
                let view = person.ask("sync_now", json!({}));
                // Who waits for bytes that never come waits no more.
                let _ = wire.forget_act();
                drop(ends);
                view
            });
            let pressed = passed.recv_timeout(PATIENCE).is_ok().then(Instant::now);
            if pressed.is_some() {
                self.press(command, &ended)?;
            }
            drop(done);
            let view = syncing.join().map_err(|_| "the sync panicked")?;
            Ok((view, pressed.map(|pressed| pressed.elapsed())))
        })
    }

    /// Asks for the end of a sync until it has ended: asked before it began, it would be forgotten.
    fn press(&self, command: &str, ended: &Receiver<()>) -> Told<()> {
        loop {
            self.person.ask(command, json!({}))?;
            if ended.recv_timeout(AGAIN) != Err(RecvTimeoutError::Timeout) {
                return Ok(());
            }
        }
    }

    /// The next sync sends all that waits; the store then holds each record once, and its own check finds nothing.
    fn ends_the_same(self) -> Told<()> {
        self.front.leads_to(self.academie.store.address);
        let view = self.person.sync()?;
        assert_eq!((&view["waiting"], &view["refused"]), (&json!(0), &json!([])));
        assert_ne!(view["store"]["synced"], "");
        self.academie.store.kill()?;
        let data = self.academie.data.path().display().to_string();
        operator(&["--data", &data], &["check"]).map(drop)
    }
}

#[test]
fn a_sync_is_ended_at_once_while_the_store_says_nothing_and_the_next_ends_the_same() -> Told<()> {
    let bench = Bench::new()?;
    let waiting = bench.person.ask("sync_status", json!({}))?["waiting"].clone();
    assert!(waiting.as_u64() > Some(8), "{waiting}");
    for (bytes, breakage) in [
        (1, Breakage::SilentDownAfter(0)),
        (1, Breakage::SilentUpAfter(20)),
        (2_000, Breakage::SilentUpAfter(4_000)),
        (300, Breakage::SilentDownAfter(200)),
    ] {
        let (view, after) = bench.ended_after(bytes, breakage)?;
        assert!(
            after.is_some_and(|after| after < AT_ONCE),
            "{breakage:?}: {after:?}"
        );
        let problem = &view["problem"];
        assert_eq!(
            (&problem["code"], &problem["severity"], &view["running"]),
            (&json!("sync.cancelled"), &json!("warning"), &json!(false)),
            "{breakage:?}: {view}"
        );
    }
    bench.ends_the_same()
}

#[test]
fn a_sync_that_was_ended_in_its_midst_goes_on_where_it_was() -> Told<()> {
    let bench = Bench::new()?;
    let (mut bytes, mut ended) = (500, 0);
    // Each is ended a little later, until one is through before it could be.
    loop {
        let (view, after) = bench.ended_after(bytes, Breakage::Slow(Duration::from_millis(2)))?;
        if after.is_none() || view["problem"] == Value::Null {
            break;
        }
        assert_eq!(view["problem"]["code"], "sync.cancelled", "{view}");
        (bytes, ended) = (bytes * 2, ended + 1);
    }
    assert!(ended > 2, "{ended}");
    bench.ends_the_same()
}

#[test]
fn locking_ends_a_sync_at_once_and_the_next_ends_the_same() -> Told<()> {
    let bench = Bench::new()?;
    let (refused, after) = bench.ended_by("lock", 1, Breakage::SilentDownAfter(0))?;
    assert!(refused.is_err(), "{refused:?}");
    assert!(after.is_some_and(|after| after < AT_ONCE), "{after:?}");
    bench.person.ask("unlock", json!({ "passphrase": PASSPHRASE }))?;
    bench.ends_the_same()
}
