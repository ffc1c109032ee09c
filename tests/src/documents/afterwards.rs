//! What became of earlier recommendations, and what happened once the report was sealed, drawn by seed.

use chrono::{Days, NaiveDate};
use observation::canonical::Sha256;
use observation::visit::{
    FollowUp, Happening, Means, Progress, ReceivedFile, STATE_FORMAT, StateDocument, VisitDocument,
};

use super::texts::{any_text, line};
use super::{Hand, SCHOOL_YEAR};
use observation::instant::Instant;

/// What became of up to six earlier recommendations.
pub(super) fn follow_ups(hand: &mut Hand) -> Vec<FollowUp> {
    let all = [
        Progress::Agreed,
        Progress::UnderWay,
        Progress::Done,
        Progress::Dropped,
    ];
    let one = |hand: &mut Hand| {
        let progress = all[hand.upto(3)];
        FollowUp::new(hand.id(), progress, &any_text(hand), &any_text(hand))
    };
    (0..hand.upto(6)).map(|_| one(hand)).collect()
}

/// What happened to a sealed report: nothing, or some of its course, in order.
pub(super) fn happened(hand: &mut Hand, document: &VisitDocument) -> Vec<StateDocument> {
    let sealed = document.date + Days::new(1);
    let all = [
        communicated(hand, sealed),
        reply(hand),
        remark(hand),
        closed(hand),
    ];
    let steps = hand.upto(4);
    let dated = all.into_iter().take(steps).zip(0u64..);
    dated
        .map(|(happened, days)| state(hand, document, sealed + Days::new(days), happened))
        .collect()
}

fn state(hand: &mut Hand, document: &VisitDocument, on: NaiveDate, happened: Happening) -> StateDocument {
    // Some are written down long after.
    let later = if hand.one_in(3) { 300 } else { 1 };
    StateDocument {
        format: STATE_FORMAT.to_owned(),
        nonce: hand.hash(),
        visit: document.visit,
        revision: hand.hash(),
        teacher: None,
        on,
        noted_at: Instant::from_milliseconds(SCHOOL_YEAR + later * super::DAY),
        zone: document.zone.clone(),
        happened,
    }
}

fn communicated(hand: &mut Hand, on: NaiveDate) -> Happening {
    Happening::Communicated {
        means: [Means::ByHand, Means::Mail, Means::Post][hand.upto(2)],
        recipients: (0..=hand.upto(2)).map(|_| line(hand)).collect(),
        reply_due: hand.one_in(2).then(|| on + Days::new(15)),
    }
}

fn reply(hand: &mut Hand) -> Happening {
    Happening::Reply {
        text: any_text(hand),
        file: hand.one_in(2).then(|| ReceivedFile {
            name: line(hand),
            sha256: Sha256::of(b"reply"),
            bytes: 20,
        }),
    }
}

fn remark(hand: &mut Hand) -> Happening {
    Happening::Remark { text: any_text(hand) }
}

fn closed(hand: &mut Hand) -> Happening {
    Happening::Closed {
        reason: any_text(hand),
    }
}
