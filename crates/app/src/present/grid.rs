//! Grids for a page.

use observation::grid::framework::FrameworkReference;
use observation::grid::timeline::{TimelineCode, Track};
use observation::grid::{Answer, Degree, Evidence, Grid, GridFile, Group, Item, Scope, SubjectKind, Walk};
use observation::text::Text;

use crate::views::{
    AnswerKindView, ChoiceView, GridSummary, GridView, IndicatorView, ItemView, LevelView, SectionView,
    TrackCodeView, TrackView,
};

/// The grid as a list shows it.
#[must_use]
pub fn summary(file: &GridFile) -> GridSummary {
    let grid = file.grid();
    GridSummary {
        sha256: file.sha256().to_string(),
        code: grid.code.clone(),
        version: grid.version.clone(),
        title: text(grid, &grid.title),
        description: grid
            .description
            .as_ref()
            .map(|words| text(grid, words))
            .unwrap_or_default(),
        subject: subject(grid.subject).to_owned(),
        degrees: grid
            .applies_to
            .degrees
            .iter()
            .map(|one| degree(*one).to_owned())
            .collect(),
        levels: grid.applies_to.levels.clone(),
        items: Walk::of(grid)
            .places()
            .iter()
            .filter(|place| place.item.is_asked())
            .count(),
        indicators: grid.indicators.len(),
        published: String::new(),
    }
}

/// The grid as a page shows it.
#[must_use]
pub fn page(file: &GridFile) -> GridView {
    let grid = file.grid();
    GridView {
        summary: summary(file),
        sections: sections(grid),
        indicators: grid
            .indicators
            .iter()
            .map(|one| IndicatorView {
                code: one.code.clone(),
                label: text(grid, &one.label),
                sentence: text(grid, &one.sentence),
            })
            .collect(),
        tracks: grid
            .timeline
            .iter()
            .flat_map(|timeline| &timeline.tracks)
            .map(|one| track(grid, one))
            .collect(),
        interval_minutes: grid
            .timeline
            .as_ref()
            .map_or(0, |timeline| timeline.interval_minutes),
        may_publish: String::new(),
    }
}

fn track(grid: &Grid, track: &Track) -> TrackView {
    let code = |one: &TimelineCode| TrackCodeView {
        code: one.code.clone(),
        label: text(grid, &one.label),
        look_for: one
            .look_for
            .as_ref()
            .map(|words| text(grid, words))
            .unwrap_or_default(),
    };
    TrackView {
        code: track.code.clone(),
        label: text(grid, &track.label),
        several: track.several,
        codes: track.codes.iter().map(code).collect(),
    }
}

/// Items outside any group come first, under a section without heading; those in repeats are left to forms that know them.
fn sections(grid: &Grid) -> Vec<SectionView> {
    let walk = Walk::of(grid);
    let mut sections: Vec<SectionView> = Vec::new();
    for place in walk.places().iter().filter(|place| place.repeat.is_none()) {
        let code = place.section.map_or("", |group| group.code.as_str());
        if sections.last().is_none_or(|last| last.code != code) {
            sections.push(section(grid, place.section));
        }
        if let Some(last) = sections.last_mut() {
            last.items.push(item(grid, place.item));
        }
    }
    sections
}

fn section(grid: &Grid, group: Option<&Group>) -> SectionView {
    SectionView {
        code: group.map(|group| group.code.clone()).unwrap_or_default(),
        label: group.map(|group| text(grid, &group.label)).unwrap_or_default(),
        items: Vec::new(),
    }
}

fn item(grid: &Grid, item: &Item) -> ItemView {
    ItemView {
        code: item.code.clone(),
        label: text(grid, &item.label),
        look_for: item
            .look_for
            .as_ref()
            .map(|words| text(grid, words))
            .unwrap_or_default(),
        answer: answer_kind(grid, item),
        evidence: match item.evidence {
            Evidence::Observed => "observed",
            Evidence::Declared => "declared",
            Evidence::Document => "document",
        }
        .to_owned(),
        scope: match item.scope {
            Scope::Seance => "seance",
            Scope::Visit => "visit",
        }
        .to_owned(),
        competences: item.frameworks.iter().map(competence).collect(),
    }
}

/// A competence in words: « CRCN-Édu 3.2 Mettre en œuvre ».
#[must_use]
pub fn competence(reference: &FrameworkReference) -> String {
    format!(
        "{} {}",
        reference.designation(),
        reference.label().unwrap_or_default()
    )
    .trim_end()
    .to_owned()
}

fn answer_kind(grid: &Grid, item: &Item) -> AnswerKindView {
    match &item.answer {
        Answer::Level { scale } => AnswerKindView::Level {
            levels: levels(grid, scale, item),
        },
        Answer::Single { or_other, .. } => AnswerKindView::Single {
            choices: choices(grid, item),
            or_other: *or_other,
        },
        Answer::Multiple { .. } => AnswerKindView::Multiple {
            choices: choices(grid, item),
        },
        Answer::YesNo => AnswerKindView::YesNo,
        Answer::Count { min, max } => AnswerKindView::Count { min: *min, max: *max },
        Answer::Duration { max } => AnswerKindView::Duration { max: *max },
        Answer::Text { multiline } => AnswerKindView::Text {
            multiline: *multiline,
        },
        Answer::Note => AnswerKindView::Note,
        _ => AnswerKindView::Unsupported,
    }
}

fn levels(grid: &Grid, scale: &str, item: &Item) -> Vec<LevelView> {
    let levels = grid.scale(scale).map_or(&[][..], |scale| &scale.levels);
    let descriptor = |value: u8| item.descriptors.iter().find(|one| one.level == value);
    let level = |one: &observation::grid::Level| LevelView {
        value: one.value,
        label: text(grid, &one.label),
        descriptor: descriptor(one.value)
            .map(|found| text(grid, &found.text))
            .unwrap_or_default(),
    };
    levels.iter().map(level).collect()
}

fn choices(grid: &Grid, item: &Item) -> Vec<ChoiceView> {
    let choices = grid.choices_of(item).iter();
    choices
        .map(|one| ChoiceView {
            code: one.code.clone(),
            label: text(grid, &one.label),
        })
        .collect()
}

fn text(grid: &Grid, words: &Text) -> String {
    words.in_language(&grid.language).to_owned()
}

/// The name of a degree in data.
#[must_use]
pub fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::Premier => "premier",
        Degree::Second => "second",
    }
}

fn subject(subject: SubjectKind) -> &'static str {
    match subject {
        SubjectKind::Teachers => "teachers",
        SubjectKind::School => "school",
        SubjectKind::Calibration => "calibration",
    }
}
