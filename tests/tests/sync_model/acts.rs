//! What may happen, and when: histories in which each act does something, drawn and shrunk with that in mind.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest_state_machine::ReferenceStateMachine;
use whole_product::sync::Fault;

use crate::reference::{Carried, SECOND, Says, State};

/// What may happen.
#[derive(Debug, Clone)]
pub enum Act {
    /// Something is written in a visit, in its rectificatif where it is sealed.
    Edit(usize, u128, u32),
    /// What was written is sealed.
    Seal(usize, u128),
    /// A sealed visit is written anew and sealed.
    Correct(usize, u128, u32),
    /// The report of a sealed visit is handed over.
    Communicate(usize, u128),
    /// A visit is deleted by law.
    Purge(usize, u128),
    /// A sync from its hello to its end.
    Sync(usize),
    /// A sync each request of which comes to the store twice at once.
    SyncTwice(usize),
    /// A sync whose request of this number fails so.
    Cut(usize, usize, Fault),
    /// What was under way when a sync was cut comes to the store.
    Arrive,
    CrashLaptop(usize),
    CopyLaptop(usize),
    /// The copy takes the laptop's place: it is a new device.
    PutBackLaptop(usize),
    CrashStore,
    BackUpStore,
    /// The store is lost, and its archive takes its place: the last, or the one before.
    RestoreStore(usize),
    /// The keeper invites somebody, and syncs; a request of that sync may fail.
    Invite(Option<(usize, Fault)>),
    /// The keeper ends the device of the author's second laptop, and syncs.
    Revoke,
    /// Whoever has that laptop syncs it.
    SyncLost,
    /// The author takes a new laptop in its place.
    LetIn,
}

/// Histories of two laptops of one author, their keeper and a store.
pub struct Histories;

impl ReferenceStateMachine for Histories {
    type State = State;
    type Transition = Act;

    fn init_state() -> BoxedStrategy<State> {
        Just(State::first()).boxed()
    }

    fn transitions(state: &State) -> BoxedStrategy<Act> {
        let mut acts = Acts(vec![
            (1, Just(Act::CrashStore).boxed()),
            (1, Just(Act::BackUpStore).boxed()),
            (1, (0_usize..2).prop_map(Act::RestoreStore).boxed()),
            (
                1,
                proptest::option::of((0_usize..6, fault()))
                    .prop_map(Act::Invite)
                    .boxed(),
            ),
        ]);
        acts.at(4, state.may_write(), |place| {
            (Just(place), 1_u32..50).prop_map(|((laptop, visit), minutes)| Act::Edit(laptop, visit, minutes))
        });
        acts.at(6, state.may_seal(), |(laptop, visit)| {
            Just(Act::Seal(laptop, visit))
        });
        acts.at(3, state.may_correct(), |place| {
            (Just(place), 1_u32..50)
                .prop_map(|((laptop, visit), minutes)| Act::Correct(laptop, visit, minutes))
        });
        acts.at(2, state.sealed(), |(laptop, visit)| {
            Just(Act::Communicate(laptop, visit))
        });
        acts.at(1, state.sealed(), |(laptop, visit)| {
            Just(Act::Purge(laptop, visit))
        });
        acts.at(4, state.standing(), |laptop| Just(Act::Sync(laptop)));
        acts.at(1, state.standing(), |laptop| Just(Act::SyncTwice(laptop)));
        acts.at(5, state.standing(), |laptop| {
            (0_usize..9, fault()).prop_map(move |(at, fault)| Act::Cut(laptop, at, fault))
        });
        acts.at(1, state.standing(), |laptop| Just(Act::CrashLaptop(laptop)));
        acts.at(1, state.standing(), |laptop| Just(Act::CopyLaptop(laptop)));
        acts.at(2, state.copied(), |laptop| Just(Act::PutBackLaptop(laptop)));
        let single = [
            (2, Act::Arrive),
            (1, Act::Revoke),
            (1, Act::SyncLost),
            (3, Act::LetIn),
        ];
        let possible = single
            .into_iter()
            .filter(|(_, act)| Self::preconditions(state, act));
        acts.0
            .extend(possible.map(|(weight, act)| (weight, Just(act).boxed())));
        Union::new_weighted(acts.0).boxed()
    }

    fn preconditions(state: &State, act: &Act) -> bool {
        match act {
            Act::Edit(laptop, visit, _) => state.may_write().contains(&(*laptop, *visit)),
            Act::Seal(laptop, visit) => state.may_seal().contains(&(*laptop, *visit)),
            Act::Correct(laptop, visit, _) => state.may_correct().contains(&(*laptop, *visit)),
            Act::Communicate(laptop, visit) | Act::Purge(laptop, visit) => {
                state.sealed().contains(&(*laptop, *visit))
            }
            Act::Sync(laptop)
            | Act::SyncTwice(laptop)
            | Act::Cut(laptop, ..)
            | Act::CrashLaptop(laptop)
            | Act::CopyLaptop(laptop) => state.laptops[*laptop].is_some(),
            Act::PutBackLaptop(laptop) => state.copied().contains(laptop),
            Act::Arrive => state.under_way,
            Act::Revoke => state.laptops[SECOND].is_some(),
            Act::SyncLost => state.lost.is_some(),
            Act::LetIn => state.laptops[SECOND].is_none(),
            Act::CrashStore | Act::BackUpStore | Act::RestoreStore(_) | Act::Invite(_) => true,
        }
    }

    fn apply(mut state: State, act: &Act) -> State {
        match act {
            Act::Edit(laptop, visit, _) => {
                if let Some(carried) = state.laptop(*laptop) {
                    carried.held.drafts.insert(*visit);
                }
            }
            Act::Seal(laptop, visit) | Act::Correct(laptop, visit, _) => {
                state.write(*laptop, *visit, Says::Sealed);
                if let Some(carried) = state.laptop(*laptop) {
                    carried.held.drafts.remove(visit);
                }
            }
            Act::Communicate(laptop, visit) => state.write(*laptop, *visit, Says::Noted),
            Act::Purge(laptop, visit) => state.purge(*laptop, *visit),
            Act::Sync(laptop) | Act::SyncTwice(laptop) => state.sync(*laptop),
            Act::Cut(_, _, fault) | Act::Invite(Some((_, fault))) => state.under_way |= *fault == Fault::Late,
            Act::Arrive => state.under_way = false,
            Act::CopyLaptop(laptop) => {
                if let Some(carried) = state.laptop(*laptop) {
                    carried.copy = Some(carried.held.clone());
                }
            }
            Act::PutBackLaptop(laptop) => state.put_back(*laptop),
            Act::BackUpStore => {
                let [_, last] = std::mem::take(&mut state.archives);
                state.archives = [last, state.store.clone()];
            }
            Act::RestoreStore(archive) => state.store = state.archives[*archive].clone(),
            Act::Invite(None) => state.store.extend(&state.keeper),
            Act::Revoke => state.revoke(),
            Act::LetIn => {
                state.laptops[SECOND] = Some(Carried::new(state.next_device));
                state.next_device += 1;
                state.sync(SECOND);
            }
            // Where it is not refused, nobody owes anything to what it tells.
            Act::CrashLaptop(_) | Act::CrashStore | Act::SyncLost => {}
        }
        state
    }
}

/// What may happen next, each with its weight.
struct Acts(Vec<(u32, BoxedStrategy<Act>)>);

impl Acts {
    /// Adds what may happen at any of `places`, where there is any.
    fn at<Place, Next>(&mut self, weight: u32, places: Vec<Place>, act: impl Fn(Place) -> Next + 'static)
    where
        Place: Copy + std::fmt::Debug + 'static,
        Next: Strategy<Value = Act> + 'static,
    {
        if !places.is_empty() {
            self.0.push((weight, select(places).prop_flat_map(act).boxed()));
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    select(vec![
        Fault::Before,
        Fault::DuringRequest,
        Fault::AfterCommit,
        Fault::DuringAnswer,
        Fault::Portal,
        Fault::Late,
    ])
}
