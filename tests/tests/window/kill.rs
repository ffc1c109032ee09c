//! In the real window: Carnet is killed while keys are on their way; all that was shown as saved is there afterwards.

use std::path::{Path, PathBuf};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use thirtyfour::{By, Key, TypingData};
use whole_product::carnet;
use whole_product::rounds::rounds;
use whole_product::window::marks::Mark;
use whole_product::window::{Home, Outcome, Window, prepared};

const ROUNDS: u32 = 20;
const SOAKED: u32 = 1_000;
/// How many cuts one visit goes through.
const IN_ONE_VISIT: u32 = 20;
/// The known-bad variants that answer before the commit.
const SAVED_TOO_EARLY: [&str; 2] = [
    env!("CARGO_BIN_EXE_paragraph-saved-too-early"),
    env!("CARGO_BIN_EXE_answer-saved-too-early"),
];

#[tokio::test]
async fn what_is_shown_as_saved_outlives_a_kill_at_any_moment() -> Outcome {
    let carnet = carnet::program()?;
    let visits = rounds("coupures pendant la frappe", ROUNDS, SOAKED) / IN_ONE_VISIT;
    for visit in 0..visits {
        let mut killer = Killer::new(&carnet, visit)?;
        let mut round = 0;
        // A round whose keys all came before the cut is one more, and does not count.
        while killer.cut_while_typing < IN_ONE_VISIT {
            let lost = killer.round(round).await?;
            assert!(lost.is_empty(), "visit {visit}, round {round}: {lost:?}");
            round += 1;
            assert!(round < 3 * IN_ONE_VISIT, "the cuts come after the keys");
        }
        let lost = killer.look().await?;
        assert!(lost.is_empty(), "visit {visit}, after the last cut: {lost:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_carnet_that_says_saved_before_the_commit_is_caught() -> Outcome {
    for variant in SAVED_TOO_EARLY {
        let mut killer = Killer::new(Path::new(variant), 0)?;
        let mut found = false;
        for round in 0..=IN_ONE_VISIT {
            found = found || !killer.round(round).await?.is_empty();
            if found {
                break;
            }
        }
        assert!(found, "{variant}: nothing was found lost");
    }
    Ok(())
}

/// Cuts one application off, again and again, in one visit.
struct Killer {
    application: PathBuf,
    home: Home,
    chance: StdRng,
    /// What was shown as saved when the last round began, and when it was cut.
    began: Vec<Mark>,
    shown: Vec<Mark>,
    cut_while_typing: u32,
}

impl Killer {
    fn new(application: &Path, visit: u32) -> Outcome<Self> {
        Ok(Self {
            application: application.to_owned(),
            home: prepared::with_visit(u64::from(visit))?,
            chance: StdRng::seed_from_u64(20_261_124 + u64::from(visit)),
            began: Vec::new(),
            shown: Vec::new(),
            cut_while_typing: 0,
        })
    }

    /// Looks for what the last round left, types and scores, and cuts at a drawn moment. Gives what is lost.
    async fn round(&mut self, round: u32) -> Outcome<Vec<Mark>> {
        let strokes = strokes(round, &mut self.chance);
        let moment = self.chance.random_range(1..strokes.len());
        let window = reopened(&self.application, &self.home).await?;
        let found = window.saved().await?;
        let lost = lost(&self.began, &self.shown, &found);
        (self.began, self.shown) = (found, Vec::new());
        window.watch_changes(moment).await?;
        tokio::select! {
            shown = window.saved_at_last_change() => {
                self.shown = shown?;
                self.cut_while_typing += 1;
            }
            typed = type_all(&window, strokes) => {
                typed?;
                self.shown = window.saved().await?;
            }
        }
        window.cut().await?;
        Ok(lost)
    }

    /// Looks for what the last round left.
    async fn look(&self) -> Outcome<Vec<Mark>> {
        let window = reopened(&self.application, &self.home).await?;
        Ok(lost(&self.began, &self.shown, &window.saved().await?))
    }
}

/// The prepared visit, in its notebook, wherever the cut left it.
async fn reopened<'home>(application: &Path, home: &'home Home) -> Outcome<Window<'home>> {
    let window = Window::of(application, home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.find("the grid beside it", By::Css(".item-row")).await?;
    window.touch("the notebook", By::Css(".mode")).await?;
    window
        .find("the place to write", By::Css("#notebook-composer textarea:focus"))
        .await?;
    Ok(window)
}

/// A paragraph, some answers further down the grid, and so on; the same answer in a whole round.
fn strokes(round: u32, chance: &mut StdRng) -> Vec<TypingData> {
    let figure = (round % 3 + 1).to_string();
    let mut strokes: Vec<TypingData> = vec![Key::F2.into()];
    strokes.extend((0..8).map(|_| TypingData::from(Key::PageUp)));
    for burst in 0..3 {
        let words = format!("Tour {round}.{burst} : un binôme compare deux textes");
        let length = chance.random_range(14..words.chars().count());
        strokes.push(Key::F2.into());
        strokes.extend(words.chars().take(length).map(|one| one.to_string().into()));
        strokes.extend([Key::Enter.into(), Key::F2.into()]);
        for _ in 0..chance.random_range(2..6) {
            strokes.extend([figure.as_str().into(), Key::Down.into()]);
        }
        strokes.push(Key::PageDown.into());
    }
    strokes
}

/// Types where the focus is and goes, without a look at the screen.
async fn type_all(window: &Window<'_>, strokes: Vec<TypingData>) -> Outcome {
    let all: String = strokes.iter().map(ToString::to_string).collect();
    window.keys(all).await
}

/// What was shown as saved and is not found. A paragraph may have gone on after the look; so may a row that the hand
/// had not reached then have got another answer.
fn lost(began: &[Mark], shown: &[Mark], found: &[Mark]) -> Vec<Mark> {
    let is_kept = |mark: &Mark| {
        let mut here = found.iter().filter(|other| other.row == mark.row);
        let reached_later = !mark.row.is_empty() && began.contains(mark);
        here.any(|other| reached_later || other.text.starts_with(&mark.text))
    };
    shown.iter().filter(|mark| !is_kept(mark)).cloned().collect()
}

#[test]
fn a_lost_answer_or_paragraph_is_told_from_one_that_went_on() {
    let mark = |row: &str, text: &str| Mark {
        row: row.to_owned(),
        text: text.to_owned(),
    };
    let (before, after) = (mark("row-outils", "1 Ponctuel"), mark("row-outils", "2 Régulier"));
    let (begun, gone_on) = (mark("", "Les élèves"), mark("", "Les élèves relisent"));
    let [before, after, begun, gone_on] = [&before, &after, &begun, &gone_on].map(std::slice::from_ref);
    assert_eq!(lost(&[], begun, gone_on), []);
    assert_eq!(lost(&[], gone_on, begun), gone_on);
    assert_eq!(lost(&[], after, after), []);
    assert_eq!(lost(before, after, before), after);
    assert_eq!(lost(&[], after, &[]), after);
    assert_eq!(lost(before, before, after), []);
    assert_eq!(lost(before, before, &[]), before);
}
