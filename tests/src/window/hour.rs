//! An hour's visit, played at speed by keys: sixty items scored, forty paragraphs written, thirty samples noted.

use std::collections::BTreeSet;
use std::fs;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use thirtyfour::{By, Key};

use super::prepared::AN_HOUR_AGO;
use super::{Home, Outcome, Window, prepared};

/// How many items are scored.
pub const ITEMS: usize = crate::sixty::ITEMS;
/// How many paragraphs are written.
pub const PARAGRAPHS: usize = 40;
/// How many samples are noted.
pub const SAMPLES: usize = 30;
/// How much memory may grow from the start of the hour to its end.
pub const GROWTH: f64 = 1.2;

/// In how many rounds: a person goes from one thing to another.
pub const ROUNDS: usize = 10;

/// Keeps the longest time between two frames, in milliseconds.
const WATCH: &str = "
    window.longest = 0;
    let last = performance.now();
    const frame = (now) => {
        window.longest = Math.max(window.longest, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);";

/// What an hour took.
#[derive(Debug, Clone, Copy)]
pub struct Hour {
    /// Bytes of memory once the screen is in use.
    pub before: u64,
    /// Bytes of memory at the end.
    pub after: u64,
    /// The longest time between two frames, in milliseconds.
    pub longest_frame: f64,
}

impl Hour {
    /// How many times the memory of the start that of the end is.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn growth(&self) -> f64 {
        self.after as f64 / self.before as f64
    }
}

/// A home with a visit of sixty items, whose timeline was begun an hour ago, a sample every two minutes.
///
/// # Errors
/// What was refused.
pub fn home(seed: u64) -> Outcome<Home> {
    prepared::with_an_hour(seed)
}

/// Plays so many rounds of the hour in the window of such a home.
///
/// # Errors
/// What did not come on the screen, or was not saved.
pub async fn play(window: &Window<'_>, rounds: usize) -> Outcome<Hour> {
    prepared::unlock(window).await?;
    to_its_week(window).await?;
    window.touch("the visit", By::Css(".visit-card button")).await?;
    window.title("Observer · ").await?;
    round(window, 0).await?;
    let before = memory(window)?;
    window.ask(WATCH, Vec::new()).await?;
    for rank in 1..rounds {
        round(window, rank).await?;
    }
    let longest = window.ask("return window.longest", Vec::new()).await?;
    Ok(Hour {
        before,
        after: memory(window)?,
        longest_frame: longest.as_f64().unwrap_or(f64::INFINITY),
    })
}

/// The agenda shows the week of today: an hour that began on a Sunday night stands in the one before.
async fn to_its_week(window: &Window<'_>) -> Outcome {
    let week = |at: DateTime<Utc>| at.with_timezone(&chrono_tz::Indian::Reunion).iso_week();
    let now = Utc::now();
    if week(now) == week(now - TimeDelta::minutes(AN_HOUR_AGO)) {
        return Ok(());
    }
    window.press("Semaine d’avant").await
}

async fn round(window: &Window<'_>, rank: usize) -> Outcome {
    score(window, rank).await?;
    write(window, rank).await?;
    sample(window, rank).await
}

async fn score(window: &Window<'_>, rank: usize) -> Outcome {
    window.press("Grille").await?;
    window
        .find("the focus in the grid", By::Css(".item-row:focus-within"))
        .await?;
    if rank == 0 {
        window.keys(Key::Home + "").await?;
    }
    let levels = (0..ITEMS / ROUNDS).map(|item| (1 + (rank + item) % 3).to_string());
    window.keys(levels.collect::<String>()).await?;
    window.gone(By::Css("[data-saved=no]")).await
}

async fn write(window: &Window<'_>, rank: usize) -> Outcome {
    window.press("Carnet").await?;
    for note in 0..PARAGRAPHS / ROUNDS {
        window
            .write(&format!("Un groupe relit, tour {rank}, {note}."))
            .await?;
    }
    window.gone(By::Css("[data-saved=no]")).await
}

/// Each round goes further back from the sample that is due.
async fn sample(window: &Window<'_>, rank: usize) -> Outcome {
    let each = SAMPLES / ROUNDS;
    window.keys(Key::F8 + "").await?;
    window.find("the strip", By::Css(".timeline-track")).await?;
    let back = char::from(Key::PageUp);
    let steps = std::iter::repeat_n(back, each * rank).collect::<String>();
    let noted = format!("111{back}").repeat(each);
    window.keys(steps + noted.as_str()).await?;
    window
        .find("what is saved", By::Css(".timeline .saved[data-state=saved]"))
        .await?;
    window.keys(Key::Escape + "").await
}

/// The memory of Carnet and of all that it started, shared pages shared out, in bytes.
fn memory(window: &Window<'_>) -> Outcome<u64> {
    let carnet = window.running().ok_or("no Carnet runs in this home")?;
    let family = descendants(carnet)?;
    let sizes = family.iter().map(|number| proportional_size(*number));
    Ok(sizes.sum())
}

fn descendants(ancestor: u32) -> Outcome<BTreeSet<u32>> {
    let mut family = BTreeSet::from([ancestor]);
    let processes: Vec<(u32, u32)> = fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| parent_of(entry.file_name().to_str()?.parse().ok()?))
        .collect();
    loop {
        let children = processes.iter().filter(|(_, parent)| family.contains(parent));
        let known = family.len();
        let children: Vec<u32> = children.map(|(number, _)| *number).collect();
        family.extend(children);
        if family.len() == known {
            return Ok(family);
        }
    }
}

/// A process, and its parent.
fn parent_of(number: u32) -> Option<(u32, u32)> {
    let status = fs::read_to_string(format!("/proc/{number}/status")).ok()?;
    let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
    Some((number, parent.trim().parse().ok()?))
}

fn proportional_size(number: u32) -> u64 {
    let sizes = fs::read_to_string(format!("/proc/{number}/smaps_rollup")).unwrap_or_default();
    let pss = sizes.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = pss.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    1_024 * kilobytes.unwrap_or_default()
}
