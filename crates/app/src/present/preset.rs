//! The préréglage for a page, and back.

use observation::grid::Degree;
use observation::preset::{
    self, DisciplineChoice, FORMAT, Part, Preset, SchoolYear, Stated, VisitKind, check_school_years,
};
use observation::problem::Problem;
use observation::visit::recipients::names_director;

use super::{date, grid};
use crate::problem::codes;
use crate::views::{
    DisciplineChoiceView, PresetPartView, PresetView, SchoolYearView, StatedView, VisitKindView,
};

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
        legal_basis: text(&preset.legal_basis),
        to_verify: preset.to_verify.iter().map(|part| part_view(*part)).collect(),
    }
}

fn part_view(part: Part) -> PresetPartView {
    match part {
        Part::Zone => PresetPartView::Zone,
        Part::Kinds => PresetPartView::Kinds,
        Part::Functions => PresetPartView::Functions,
        Part::Recipients => PresetPartView::Recipients,
    }
}

fn part(view: PresetPartView) -> Part {
    match view {
        PresetPartView::Zone => Part::Zone,
        PresetPartView::Kinds => Part::Kinds,
        PresetPartView::Functions => Part::Functions,
        PresetPartView::Recipients => Part::Recipients,
    }
}

fn stated_view<T>(stated: &Stated<T>, write: impl Fn(&T) -> String) -> StatedView {
    StatedView {
        value: stated.value.as_ref().map(write).unwrap_or_default(),
        verified: stated.verified,
        source: stated.source.clone(),
    }
}

/// A school year as a page shows it.
#[must_use]
pub fn school_year_view(year: &SchoolYear) -> SchoolYearView {
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
/// All that is blank or cannot be read.
pub fn read(view: PresetView) -> Result<Preset, Vec<Problem>> {
    let mut problems = blanks(&view);
    if view.zone.parse::<chrono_tz::Tz>().is_err() {
        problems.push(Problem::error(codes::DATE, "fuseau horaire").with("valeur", &view.zone));
    }
    problems.extend(directors(&view));
    let mut collect = |found: Vec<Problem>| problems.extend(found);
    let school_years = school_years(view.school_years)
        .map_err(&mut collect)
        .unwrap_or_default();
    let reply_days = reply_days(view.reply_days)
        .map_err(|one| collect(vec![one]))
        .unwrap_or_default();
    if !problems.is_empty() {
        return Err(problems);
    }
    let preset = Preset {
        format: FORMAT.to_owned(),
        code: view.code,
        academie: view.academie.trim().to_owned(),
        zone: view.zone,
        school_years,
        kinds: view.kinds.into_iter().map(kind).collect(),
        functions: lines(&view.functions),
        disciplines: view.disciplines.into_iter().map(discipline).collect(),
        reply_days,
        recipients: lines(&view.recipients),
        controller: stated(view.controller),
        dpd_contact: stated(view.dpd_contact),
        retention: stated(view.retention),
        legal_basis: stated(view.legal_basis),
        to_verify: view.to_verify.into_iter().map(part).collect(),
    };
    Ok(preset.coded())
}

/// The recipients who would be a director, who is no superior of the teachers.
fn directors(view: &PresetView) -> Vec<Problem> {
    let found = view.recipients.iter().filter(|one| names_director(one));
    found
        .map(|one| Problem::error(preset::codes::DIRECTOR, "destinataires").with("recipient", one.trim()))
        .collect()
}

/// What must be there and is blank.
fn blanks(view: &PresetView) -> Vec<Problem> {
    let mut blank = Vec::new();
    if view.academie.trim().is_empty() {
        blank.push("nom de l’académie");
    }
    if lines(&view.functions).is_empty() {
        blank.push("fonctions proposées");
    }
    if view.kinds.iter().any(|kind| kind.label.trim().is_empty()) {
        blank.push("nom d’un type de visite");
    }
    if view.kinds.iter().any(|kind| kind.meaning.trim().is_empty()) {
        blank.push("sens d’un type de visite");
    }
    blank
        .into_iter()
        .map(|field| Problem::error(codes::BLANK, field))
        .collect()
}

/// Those that hold something, trimmed.
fn lines(lines: &[String]) -> Vec<String> {
    let trimmed = lines.iter().map(|line| line.trim());
    trimmed
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The school years that a page sent, in order.
///
/// # Errors
/// All dates that cannot be read; or all that is out of order.
pub fn school_years(views: Vec<SchoolYearView>) -> Result<Vec<SchoolYear>, Vec<Problem>> {
    let read = views.into_iter().map(|year| {
        let starts_on = date(&year.starts_on, &year.label)?;
        Ok(SchoolYear {
            label: year.label,
            starts_on,
            verified: year.verified,
        })
    });
    let (years, unread): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    let unread: Vec<Problem> = unread.into_iter().filter_map(Result::err).collect();
    let years: Vec<SchoolYear> = years.into_iter().flatten().collect();
    let problems = if unread.is_empty() {
        check_school_years(&years)
    } else {
        unread
    };
    if problems.is_empty() {
        Ok(years)
    } else {
        Err(problems)
    }
}

/// A blank is a fact that is missing: the report then leaves a blank too.
fn reply_days(view: StatedView) -> Result<Stated<u16>, Problem> {
    let typed = view.value.trim();
    let unread = |_| Problem::error(codes::NUMBER, "délai de réponse").with("valeur", typed);
    let value = (!typed.is_empty()).then(|| typed.parse::<u16>()).transpose();
    Ok(Stated {
        value: value.map_err(unread)?,
        verified: view.verified,
        source: view.source,
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
        label: view.label.trim().to_owned(),
        meaning: view.meaning.trim().to_owned(),
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
