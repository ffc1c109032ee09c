//! School holidays: kept in the notebook, shown in the agenda.

mod file;

use observation::holidays::{Holiday, LONGEST, Period, added, periods, replaced};
use observation::preset::Preset;
use observation::problem::Problem;

use crate::App;
use crate::present::date;
use crate::problem::{AppError, Outcome, codes};
use crate::session::Open;
use crate::views::{
    AgendaRequest, HolidayView, HolidaysView, KeepHolidaysRequest, Nothing, PeriodView, SchoolDaysView,
};

/// The setting that keeps the holidays.
const KEY: &str = "holidays";

impl App {
    /// The school holidays that were given, and the periods that they leave.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn school_holidays(&self, _: Nothing) -> Outcome<HolidaysView> {
        self.with_set_up(|open, set_up| Ok(view(&known(open)?, &set_up.preset)))
    }

    /// Keeps holidays: in place of what files gave of the same stretch of time, or beside the rest.
    ///
    /// # Errors
    /// When one has no name, days that cannot be read, or too many of them, all told at once, the notebook is locked, or the
    /// disk refuses; nothing is then kept.
    pub fn keep_holidays(&self, request: KeepHolidaysRequest) -> Outcome<HolidaysView> {
        self.with_set_up(|open, set_up| {
            let (new, known) = (all_read(&request.holidays)?, known(open)?);
            let all = if request.replaces {
                replaced(&known, &new)
            } else {
                added(&known, &new)
            };
            open.notebook.save_setting(KEY, &all)?;
            Ok(view(&all, &set_up.preset))
        })
    }

    /// Forgets one holiday; one that is not known is no error.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn remove_holiday(&self, request: HolidayView) -> Outcome<HolidaysView> {
        self.with_set_up(|open, set_up| {
            let mut all = known(open)?;
            all.retain(|one| holiday_view(one) != request);
            open.notebook.save_setting(KEY, &all)?;
            Ok(view(&all, &set_up.preset))
        })
    }

    /// What a span of days is for the school: its holidays, its periods.
    ///
    /// # Errors
    /// When a day cannot be read, the notebook is locked, or the disk refuses.
    pub fn school_days(&self, request: AgendaRequest) -> Outcome<SchoolDaysView> {
        self.with_set_up(|open, set_up| {
            let (from, to) = (date(&request.from, "du")?, date(&request.to, "au")?);
            let mut holidays = known(open)?;
            let periods = all_periods(&holidays, &set_up.preset).into_iter();
            let met = periods.filter(|(_, period)| period.first <= to && from <= period.last);
            let names: Vec<String> = met.map(|(_, period)| name(period.number)).collect();
            holidays.retain(|one| one.meets(from, to));
            Ok(SchoolDaysView {
                holidays: holidays.iter().map(holiday_view).collect(),
                periods: names.join(" et "),
            })
        })
    }
}

fn known(open: &Open) -> Outcome<Vec<Holiday>> {
    Ok(open.notebook.setting(KEY)?.unwrap_or_default())
}

fn all_read(views: &[HolidayView]) -> Outcome<Vec<Holiday>> {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for view in views {
        match holiday(view) {
            Ok(holiday) => read.push(holiday),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(AppError::Refused(problems))
    }
}

fn holiday(view: &HolidayView) -> Result<Holiday, Problem> {
    let label = view.label.trim();
    if label.is_empty() {
        return Err(Problem::error(codes::HOLIDAY_UNNAMED, ""));
    }
    let (first, last) = (date(&view.first, label)?, date(&view.last, label)?);
    if last < first {
        return Err(Problem::error(codes::HOLIDAY_REVERSED, label));
    }
    let holiday = Holiday {
        first,
        last,
        label: label.to_owned(),
        by_hand: view.by_hand,
    };
    if holiday.days() > LONGEST {
        return Err(Problem::error(codes::HOLIDAY_LONG, label).with("days", holiday.days()));
    }
    Ok(holiday)
}

fn holiday_view(holiday: &Holiday) -> HolidayView {
    HolidayView {
        label: holiday.label.clone(),
        first: holiday.first.to_string(),
        last: holiday.last.to_string(),
        by_hand: holiday.by_hand,
    }
}

fn view(holidays: &[Holiday], preset: &Preset) -> HolidaysView {
    let periods = all_periods(holidays, preset).into_iter();
    let period_view = |(year, period): (String, Period)| PeriodView {
        name: name(period.number),
        year,
        first: period.first.to_string(),
        last: period.last.to_string(),
    };
    HolidaysView {
        holidays: holidays.iter().map(holiday_view).collect(),
        periods: periods.map(period_view).collect(),
    }
}

/// « P2 ».
fn name(number: usize) -> String {
    format!("P{number}")
}

/// The periods of each school year of the préréglage that has holidays, by the name of the year.
fn all_periods(holidays: &[Holiday], preset: &Preset) -> Vec<(String, Period)> {
    let years = preset
        .school_years
        .iter()
        .map(|year| (year, preset.last_day(year)));
    let told = years.filter(|(year, last)| holidays.iter().any(|one| one.meets(year.starts_on, *last)));
    told.flat_map(|(year, last)| {
        let found = periods(year.starts_on, last, holidays);
        found.into_iter().map(|period| (year.label.clone(), period))
    })
    .collect()
}
