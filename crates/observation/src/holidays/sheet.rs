//! Holidays from a table: one row each, its columns mapped by a person.

use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Tz;

use super::codes;
use super::found::{Found, sorted};
use crate::folding::{column_key, search_key};
use crate::preset::SchoolYear;
use crate::problem::Problem;
use crate::table::{Row, Table, french_date, read_date};

/// What a column of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The zone, where the table has several.
    Zone,
    /// What the holiday is called.
    Description,
    /// Its beginning.
    Start,
    /// Its end.
    End,
    /// Whom it is for: what is for teachers alone is left out.
    Population,
}

/// What a column may be: its code, its name in French, and the keys of its usual headers, those of the national file first.
pub const COLUMNS: [(Column, &str, &str, &[&str]); 5] = [
    (Column::Zone, "zone", "Zone", &["zones", "zone"]),
    (
        Column::Description,
        "description",
        "Nom des vacances",
        &["description", "vacances", "libelle", "nom"],
    ),
    (
        Column::Start,
        "start",
        "Début",
        &["date_de_debut", "start_date", "debut", "du", "start"],
    ),
    (
        Column::End,
        "end",
        "Fin",
        &["date_de_fin", "end_date", "fin", "au", "end"],
    ),
    (
        Column::Population,
        "population",
        "Pour qui (élèves, enseignants)",
        &["population"],
    ),
];

/// The columns without which nothing is read.
pub const NEEDED: [Column; 3] = [Column::Description, Column::Start, Column::End];

/// How a table is to be read.
#[derive(Debug, Clone, Copy)]
pub struct SheetOrder<'a> {
    /// What each column is; none for one that is left aside.
    pub columns: &'a [Option<Column>],
    /// The zone to keep, where a column holds it.
    pub zone: &'a str,
    /// Whether the end is the day on which school begins again, as in the national file; else the last day without.
    pub ends_on_return: bool,
    /// The zone of the clocks, for ends that are instants.
    pub clocks: Tz,
}

/// What a table gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it names, by day, each once.
    pub found: Vec<Found>,
    /// Rows that were left out, each with why.
    pub problems: Vec<Problem>,
}

/// What each column of `table` seems to be: each once.
#[must_use]
pub fn columns_guess(table: &Table) -> Vec<Option<Column>> {
    let mut guessed: Vec<Option<Column>> = Vec::new();
    for position in 0..table.usual_width() {
        let key = column_key(table.header.cell(position));
        let named = COLUMNS.iter().find(|(.., names)| names.contains(&key.as_str()));
        let column = named.map(|(column, ..)| *column);
        guessed.push(column.filter(|column| !guessed.contains(&Some(*column))));
    }
    guessed
}

/// The zones that the table names, each once, in order.
#[must_use]
pub fn zones(table: &Table, columns: &[Option<Column>]) -> Vec<String> {
    let Some(position) = position(columns, Column::Zone) else {
        return Vec::new();
    };
    let mut zones: Vec<String> = table
        .rows
        .iter()
        .map(|row| row.cell(position).to_owned())
        .collect();
    zones.retain(|zone| !zone.is_empty());
    zones.sort_by_key(|zone| search_key(zone));
    zones.dedup();
    zones
}

/// What `table` names of the zone that is asked for.
///
/// # Errors
/// Every column that is needed and not said, or that nothing was found.
pub fn from_table(
    table: &Table,
    order: SheetOrder<'_>,
    years: &[SchoolYear],
) -> Result<Reading, Vec<Problem>> {
    let missing = NEEDED
        .iter()
        .filter(|column| position(order.columns, **column).is_none());
    let missing: Vec<Problem> = missing
        .map(|column| Problem::error(codes::COLUMN_UNMAPPED, "").with("field", name_of(*column)))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for row in table.rows.iter().filter(|row| is_asked(row, order)) {
        match read_row(row, order, years) {
            Ok(one) => found.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if found.is_empty() {
        problems.push(Problem::error(codes::NONE_FOUND, ""));
        return Err(problems);
    }
    let found = sorted(found);
    Ok(Reading { found, problems })
}

fn name_of(column: Column) -> &'static str {
    let known = COLUMNS.iter().find(|(known, ..)| *known == column);
    known.map_or("", |(_, _, name, _)| name)
}

fn position(columns: &[Option<Column>], column: Column) -> Option<usize> {
    columns.iter().position(|known| *known == Some(column))
}

fn cell<'a>(row: &'a Row, columns: &[Option<Column>], column: Column) -> &'a str {
    position(columns, column).map_or("", |position| row.cell(position))
}

fn is_asked(row: &Row, order: SheetOrder<'_>) -> bool {
    let zone = cell(row, order.columns, Column::Zone);
    let population = search_key(cell(row, order.columns, Column::Population));
    (zone == order.zone || position(order.columns, Column::Zone).is_none())
        && !population.starts_with("enseignant")
}

fn read_row(row: &Row, order: SheetOrder<'_>, years: &[SchoolYear]) -> Result<Found, Problem> {
    let label = cell(row, order.columns, Column::Description);
    if label.is_empty() {
        return Err(Problem::warning(codes::LABEL_MISSING, row.place()));
    }
    let date = |column: Column| {
        let text = cell(row, order.columns, column);
        let unreadable = || Problem::warning(codes::DATE_UNREADABLE, row.place()).with("value", text);
        day(text, order.clocks).ok_or_else(unreadable)
    };
    let first = date(Column::Start)?;
    if cell(row, order.columns, Column::End).is_empty() {
        return Ok(Found::new(label, first, first, years));
    }
    let end = date(Column::End)?;
    let before = end.checked_sub_days(Days::new(u64::from(order.ends_on_return)));
    let last = before.unwrap_or(end);
    if last < first && end != first {
        return Err(Problem::warning(codes::END_BEFORE_START, row.place())
            .with("first", french_date(first))
            .with("last", french_date(end)));
    }
    Ok(Found::new(label, first, last.max(first), years))
}

/// A day, or an instant on the clocks of `zone`: the national file gives midnights there as instants in UTC.
fn day(text: &str, zone: Tz) -> Option<NaiveDate> {
    let instant = DateTime::parse_from_rfc3339(text).ok();
    instant.map_or_else(
        || read_date(text),
        |instant| Some(instant.with_timezone(&zone).date_naive()),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::table;

    /// As the national file is: instants, the day of return as the end, one row for each place.
    const NATIONAL: &str = "Description;Population;Date de début;Date de fin;Lieu;Zones;annee_scolaire
Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;Créteil;Zone C;2026-2027
Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;Paris;Zone C;2026-2027
Vacances d'Hiver;-;2027-02-12T23:00:00+00:00;2027-02-28T23:00:00+00:00;Lille;Zone B;2026-2027
Prérentrée des enseignants;Enseignants;2026-08-30T22:00:00+00:00;2026-08-30T22:00:00+00:00;Paris;Zone C;2026-2027
Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-07-02T22:00:00+00:00;Paris;Zone C;2026-2027
";

    fn order<'a>(columns: &'a [Option<Column>], zone: &'a str) -> SheetOrder<'a> {
        SheetOrder {
            columns,
            zone,
            ends_on_return: true,
            clocks: chrono_tz::Europe::Paris,
        }
    }

    fn told(reading: &Reading) -> Vec<String> {
        let line = |one: &Found| format!("{} {} {}", one.holiday.first, one.holiday.last, one.holiday.label);
        reading.found.iter().map(line).collect()
    }

    #[test]
    fn the_national_file_gives_the_days_of_one_zone() {
        let table = table::read(NATIONAL.as_bytes()).unwrap();
        let columns = columns_guess(&table);
        assert_eq!(zones(&table, &columns), ["Zone B", "Zone C"]);
        let reading = from_table(&table, order(&columns, "Zone C"), &[]).unwrap();
        assert_eq!(
            told(&reading),
            [
                "2026-12-19 2027-01-03 Vacances de Noël",
                "2027-07-03 2027-08-31 Vacances d'Été",
            ]
        );
        assert_eq!(reading.problems, []);
        // Read as UTC dates, each would be a day too early.
        assert_ne!(
            reading.found[0].holiday.first,
            read_date("2026-12-18T23:00:00+00:00").unwrap()
        );
    }

    #[test]
    fn a_plain_list_may_give_the_last_day() {
        let list = "Vacances;Du;Au\nToussaint;17/10/2026;01/11/2026\nNoël;19/12/2026;03/01/2026\n;01/05/2027;01/05/2027\nPont;32/05/2027;9/5/2027\n";
        let table = table::read(list.as_bytes()).unwrap();
        let columns = columns_guess(&table);
        let last = SheetOrder {
            ends_on_return: false,
            ..order(&columns, "")
        };
        let reading = from_table(&table, last, &[]).unwrap();
        assert_eq!(told(&reading), ["2026-10-17 2026-11-01 Toussaint"]);
        let problems: Vec<(&str, &str)> = reading
            .problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.at.as_str()))
            .collect();
        assert_eq!(
            problems,
            [
                (codes::END_BEFORE_START, "ligne 3"),
                (codes::LABEL_MISSING, "ligne 4"),
                (codes::DATE_UNREADABLE, "ligne 5"),
            ]
        );
    }

    #[test]
    fn every_column_that_is_missing_is_said_at_once() {
        let table = table::read(b"Ville;Date\nParis;2026-01-01\n").unwrap();
        let columns = columns_guess(&table);
        let problems = from_table(&table, order(&columns, ""), &[]).unwrap_err();
        assert_eq!(problems.len(), 3);
    }
}
