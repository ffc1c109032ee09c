//! A sync that a person ends: at once, be it while nothing answers; the next one begins again and ends as if it had not been.

use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use whole_product::sync::people::{FoundedAcademie, Person, Told};
use whole_product::sync::process::operator;
use whole_product::sync::{Breakage, Wire};

/// How long who presses « Arrêter » may wait; what answers nothing is waited for a minute.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Somebody with visits to send, whose store is at the end of a wire.
struct Bench {
    academie: FoundedAcademie,
    wire: Wire,
    person: Person,
}

impl Bench {
    fn new() -> Told<Self> {
        let academie = FoundedAcademie::founded()?;
        let wire = Wire::to(academie.store.address)?;
        let here = format!("http://{}", academie.store.address);
        let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
        let person = Person::new(92)?;
        person.take(&given.replace(&here, &wire.url()))?;
        person.make_up(20, 8, 92)?;
        Ok(Self {
            academie,
            wire,
            person,
        })
    }

    /// One sync, which the person ends once so many bytes have passed: how it ended, and how long after; none where it was
    /// through before.
    fn ended_after(&self, bytes: u64, breakage: Breakage) -> Told<(Value, Option<Duration>)> {
        self.wire.breaks(breakage);
        let (passes, passed) = channel();
        self.wire.at(bytes, move || {
            let _ = passes.send(());
        });
        let (person, wire) = (&self.person, &self.wire);
        thread::scope(|scope| {
            let syncing = scope.spawn(move || {
                let view = person.ask("sync_now", json!({}));
                // Who waits for bytes that never come waits no more.
                let _ = wire.forget_act();
                view
            });
            let pressed = passed.recv().is_ok().then(Instant::now);
            if pressed.is_some() {
                person.ask("cancel_sync", json!({}))?;
            }
            let view = syncing.join().map_err(|_| "the sync panicked")??;
            Ok((view, pressed.map(|pressed| pressed.elapsed())))
        })
    }

    /// The next sync sends all that waits; the store then holds each record once, and its own check finds nothing.
    fn ends_the_same(self) -> Told<()> {
        self.wire.breaks(Breakage::Whole);
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
        (bytes, ended) = (bytes * 3, ended + 1);
    }
    assert!(ended > 2, "{ended}");
    bench.ends_the_same()
}
