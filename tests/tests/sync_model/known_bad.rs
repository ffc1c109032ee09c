//! What is broken on purpose is found out: each by a short history, which holds where nothing is broken.

use proptest_state_machine::ReferenceStateMachine;
use whole_product::sync::Fault;
use whole_product::sync::laptop::Trouble;

use crate::acts::{Act, Histories};
use crate::faulty::Bug;
use crate::judging::ending;
use crate::reference::State;
use crate::world::World;

/// A history that is played on a world in which something is broken.
pub struct Played {
    world: World,
    state: State,
}

impl Played {
    pub fn with(bug: Bug) -> Result<Self, Trouble> {
        Ok(Self {
            world: World::new(bug)?,
            state: State::first(),
        })
    }

    pub fn history(&mut self, acts: &[Act]) -> Result<(), Trouble> {
        for act in acts {
            assert!(Histories::preconditions(&self.state, act), "{act:?} cannot be");
            self.act(act)?;
        }
        Ok(())
    }

    fn act(&mut self, act: &Act) -> Result<(), Trouble> {
        self.state = Histories::apply(self.state.clone(), act);
        self.world.play(act, &self.state)
    }

    pub fn ending(&mut self) -> Result<(), Trouble> {
        ending(&self.state).iter().try_for_each(|act| self.act(act))?;
        self.world.judge(&self.state)
    }
}

/// How a history ends on a world with `bug`, by what must hold at the end alone.
fn ends(bug: Bug, history: &[Act]) -> Result<(), Trouble> {
    let mut played = Played::with(bug)?;
    played.history(history)?;
    played.ending()
}

/// A history at whose end the harm of `bug` shows, and which holds where nothing is broken.
fn is_caught(bug: Bug, history: &[Act], told: &str) {
    let sound = ends(Bug::None, history);
    assert!(sound.is_ok(), "{sound:?}");
    let harm = ends(bug, history).err().map(|trouble| trouble.to_string());
    assert!(
        harm.as_ref().is_some_and(|harm| harm.contains(told)),
        "{bug:?}: {harm:?}"
    );
}

/// A history after which what was acknowledged is not there, with `bug`.
fn is_caught_at_once(bug: Bug, history: &[Act]) {
    for (broken, holds) in [(Bug::None, true), (bug, false)] {
        let mut played = Played::with(broken).expect("a world");
        played.history(history).expect("its acts");
        let told = played
            .world
            .is_acknowledged(&history[history.len() - 1], &played.state);
        assert_eq!(told.is_ok(), holds, "{broken:?}: {told:?}");
    }
}

/// A visit is sealed, and its sync is cut at the request that brings it, by `fault`.
fn cut_while_sending(fault: Fault) -> Vec<Act> {
    let (laptop, visit, batch) = (0, 1, 1);
    vec![
        Act::Sync(laptop),
        Act::Edit(laptop, visit, 5),
        Act::Seal(laptop, visit),
        Act::Cut(laptop, batch, fault),
    ]
}

#[test]
fn a_restore_without_a_new_life_is_caught() {
    // The cursors of the laptops stand beyond where the restored store gives its next number.
    let history = [
        Act::Edit(0, 1, 5),
        Act::Seal(0, 1),
        Act::Sync(0),
        Act::Invite(None),
        Act::Sync(0),
        Act::Sync(1),
        Act::RestoreStore(0),
        Act::Invite(None),
    ];
    is_caught(Bug::RestoreWithoutNewLife, &history, "is not in");
}

#[test]
fn a_record_that_counts_as_sent_before_the_answer_is_caught() {
    let history = cut_while_sending(Fault::Before);
    is_caught_at_once(Bug::DeliveredBeforeTheAnswer, &history);
    let mended = ends(Bug::DeliveredBeforeTheAnswer, &history);
    assert!(mended.is_ok(), "the comparison mends it: {mended:?}");
}

#[test]
fn a_store_that_answers_before_it_keeps_is_caught() {
    let mut history = cut_while_sending(Fault::Before);
    // The batch is answered, and the laptop asks nothing more.
    history.pop();
    history.extend([Act::Cut(0, 2, Fault::Before), Act::CrashStore]);
    is_caught_at_once(Bug::AnswersBeforeCommit, &history);
}

#[test]
fn a_sync_that_compares_nothing_is_caught() {
    // The second life gave numbers that the laptop knows from the first, and the archive of the third holds them: by its
    // numbers alone, the laptop would believe its visit among them.
    let history = [
        Act::Edit(0, 1, 5),
        Act::Seal(0, 1),
        Act::Sync(0),
        Act::RestoreStore(0),
        Act::Invite(None),
        Act::Invite(None),
        Act::Invite(None),
        Act::BackUpStore,
        Act::RestoreStore(1),
    ];
    is_caught(Bug::NoComparison, &history, "is not in the store");
}

#[test]
fn a_store_that_stores_again_what_is_sent_again_is_caught() {
    let history = cut_while_sending(Fault::AfterCommit);
    is_caught(Bug::StoresAgain, &history, "twice");
}

#[test]
fn a_store_that_numbers_what_comes_and_not_what_is_seen_is_caught() {
    // The keeper's invitation has its number, and waits; a new device takes the next, and both laptops read beyond.
    let history = [
        Act::Sync(0),
        Act::Sync(1),
        Act::CopyLaptop(0),
        Act::Invite(Some((1, Fault::Late))),
        Act::PutBackLaptop(0),
        Act::Sync(0),
        Act::Sync(1),
        Act::Arrive,
    ];
    is_caught(Bug::PlainSequence, &history, "is not in a notebook");
}
