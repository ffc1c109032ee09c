//! The préréglage for a page, and back.

use observation::grid::Degree;
use observation::preset::{DisciplineChoice, FORMAT, Preset, SchoolYear, Stated, VisitKind};
use observation::problem::Problem;

use super::{date, grid};
use crate::problem::codes;
use crate::views::{DisciplineChoiceView, PresetView, SchoolYearView, StatedView, VisitKindView};

/// The préréglage as a page shows it.
#[must_use]
pub fn view(preset: &Preset) -> PresetView {
    let text = |stated: &Stated<String>| stated_view(stated, Clone::clone);
    PresetView {
        code: preset.code.clone(),
        academie: preset.academie.clone(),
        zone: preset.zone.clone(),
        school_years: preset.school_years.iter().map(school_year_view).collect(),
        kinds: preset.kinds.iter().map(kind_view).collect(),
        functions: preset.functions.clone(),
        disciplines: preset.disciplines.iter().map(discipline_view).collect(),
        reply_days: stated_view(&preset.reply_days, u16::to_string),
        recipients: preset.recipients.clone(),
        controller: text(&preset.controller),
        dpd_contact: text(&preset.dpd_contact),
        retention: text(&preset.retention),
    }
}

fn stated_view<T>(stated: &Stated<T>, write: impl Fn(&T) -> String) -> StatedView {
    StatedView {
        value: stated.value.as_ref().map(write).unwrap_or_default(),
        verified: stated.verified,
        source: stated.source.clone(),
    }
}

fn school_year_view(year: &SchoolYear) -> SchoolYearView {
    SchoolYearView {
        label: year.label.clone(),
        starts_on: year.starts_on.to_string(),
        verified: year.verified,
    }
}

/// A kind of visit as a page shows it.
#[must_use]
pub fn kind_view(kind: &VisitKind) -> VisitKindView {
    VisitKindView {
        code: kind.code.clone(),
        label: kind.label.clone(),
        meaning: kind.meaning.clone(),
        degrees: kind
            .degrees
            .iter()
            .map(|one| grid::degree(*one).to_owned())
            .collect(),
        notes_only: kind.notes_only,
        of_school: kind.of_school,
        support: kind.support,
    }
}

/// A discipline as a page shows it.
#[must_use]
pub fn discipline_view(choice: &DisciplineChoice) -> DisciplineChoiceView {
    DisciplineChoiceView {
        code: choice.code.clone(),
        label: choice.label.clone(),
        degrees: choice
            .degrees
            .iter()
            .map(|one| grid::degree(*one).to_owned())
            .collect(),
    }
}

/// The préréglage that a page sent.
///
/// # Errors
/// All dates, numbers and zones that cannot be read.
pub fn read(view: PresetView) -> Result<Preset, Vec<Problem>> {
    let mut problems = Vec::new();
    if view.zone.parse::<chrono_tz::Tz>().is_err() {
        problems.push(Problem::error(codes::DATE, "fuseau horaire").with("valeur", &view.zone));
    }
    let years = view.school_years.into_iter().map(|year| {
        let starts_on = date(&year.starts_on, &year.label)?;
        Ok(SchoolYear {
            label: year.label,
            starts_on,
            verified: year.verified,
        })
    });
    let years: Vec<Result<SchoolYear, Problem>> = years.collect();
    problems.extend(years.iter().filter_map(|year| year.as_ref().err().cloned()));
    let reply_days = view.reply_days.value.trim().parse::<u16>();
    if reply_days.is_err() {
        let problem = Problem::error(codes::NUMBER, "délai de réponse");
        problems.push(problem.with("valeur", &view.reply_days.value));
    }
    let (Ok(reply_days), true) = (reply_days, problems.is_empty()) else {
        return Err(problems);
    };
    Ok(Preset {
        format: FORMAT.to_owned(),
        code: view.code,
        academie: view.academie,
        zone: view.zone,
        school_years: years.into_iter().flatten().collect(),
        kinds: view.kinds.into_iter().map(kind).collect(),
        functions: view.functions,
        disciplines: view.disciplines.into_iter().map(discipline).collect(),
        reply_days: Stated {
            value: Some(reply_days),
            verified: view.reply_days.verified,
            source: view.reply_days.source,
        },
        recipients: view.recipients,
        controller: stated(view.controller),
        dpd_contact: stated(view.dpd_contact),
        retention: stated(view.retention),
    })
}

fn stated(view: StatedView) -> Stated<String> {
    let value = Some(view.value.trim().to_owned()).filter(|value| !value.is_empty());
    Stated {
        value,
        verified: view.verified,
        source: view.source,
    }
}

fn kind(view: VisitKindView) -> VisitKind {
    VisitKind {
        code: view.code,
        label: view.label,
        meaning: view.meaning,
        degrees: degrees(&view.degrees),
        notes_only: view.notes_only,
        of_school: view.of_school,
        support: view.support,
    }
}

fn discipline(view: DisciplineChoiceView) -> DisciplineChoice {
    DisciplineChoice {
        code: view.code,
        label: view.label,
        degrees: degrees(&view.degrees),
    }
}

fn degrees(names: &[String]) -> Vec<Degree> {
    let degree = |name: &String| {
        [Degree::Premier, Degree::Second]
            .into_iter()
            .find(|one| grid::degree(*one) == name)
    };
    names.iter().filter_map(degree).collect()
}
