//! Holidays from a table: one row each, its columns mapped by a person.

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use chrono_tz::Europe::Paris;

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

impl Column {
    /// The column of that code, of those of [`COLUMNS`].
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let known = COLUMNS.iter().find(|(_, known, ..)| *known == code);
        known.map(|(column, ..)| *column)
    }

    /// Its code, as in [`COLUMNS`].
    #[must_use]
    pub fn code(self) -> &'static str {
        COLUMNS
            .iter()
            .find(|(known, ..)| *known == self)
            .map_or("", |(_, code, ..)| code)
    }
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
        &[
            "date_de_fin",
            "end_date",
            "fin",
            "au",
            "end",
            "reprise",
            "date_de_reprise",
            "rentree",
            "retour",
        ],
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

/// Whether the end of the holidays in `table` seems to be the day on which school begins again: by its name, or because they
/// are instants as in the national file.
#[must_use]
pub fn ends_on_return(table: &Table) -> bool {
    const RETURN: [&str; 4] = ["reprise", "date_de_reprise", "rentree", "retour"];
    position(&columns_guess(table), Column::End).is_some_and(|end| {
        let named = RETURN.contains(&column_key(table.header.cell(end)).as_str());
        let is_instant = |row: &Row| DateTime::parse_from_rfc3339(row.cell(end)).is_ok();
        named || table.rows.iter().any(is_instant)
    })
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
        day(text).ok_or_else(unreadable)
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

/// A day, or an instant: a midnight where it was written, else one of Paris, as the national file gives for the schools
/// overseas too.
fn day(text: &str) -> Option<NaiveDate> {
    let Ok(instant) = DateTime::parse_from_rfc3339(text) else {
        return read_date(text);
    };
    let is_midnight = instant.time() == NaiveTime::MIN;
    let in_paris = instant.with_timezone(&Paris).date_naive();
    Some(if is_midnight {
        instant.date_naive()
    } else {
        in_paris
    })
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
    fn the_schools_overseas_have_their_days_by_the_clocks_of_paris() {
        let file = "Description;Date de début;Date de fin;Zones
Vacances de Printemps;2023-04-04T22:00:00+00:00;2023-04-19T22:00:00+00:00;Guyane
Début des Vacances d'Été;2023-07-07T22:00:00+00:00;2023-07-07T22:00:00+00:00;Guyane
Début des Grandes Vacances;2023-07-01T00:00:00+02:00;2023-07-01T00:00:00+02:00;Polynésie
Vacances d'Hiver austral;2023-07-08T00:00:00+02:00;2023-08-16T00:00:00+02:00;Réunion
Début des Vacances d'Hiver austral;2024-07-06T00:00:00+02:00;2024-07-06T00:00:00+02:00;Réunion
";
        let table = table::read(file.as_bytes()).unwrap();
        let columns = columns_guess(&table);
        let of = |zone| told(&from_table(&table, order(&columns, zone), &[]).unwrap());
        assert_eq!(
            of("Guyane"),
            [
                "2023-04-05 2023-04-19 Vacances de Printemps",
                "2023-07-08 2023-08-31 Début des Vacances d'Été",
            ]
        );
        assert_eq!(
            of("Polynésie"),
            ["2023-07-01 2023-08-31 Début des Grandes Vacances"]
        );
        assert_eq!(
            of("Réunion"),
            [
                "2023-07-08 2023-08-15 Vacances d'Hiver austral",
                "2024-07-06 2024-08-31 Début des Vacances d'Hiver austral",
            ]
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
    fn the_day_of_return_is_known_by_its_name_or_by_the_national_form() {
        let guess = |text: &str| ends_on_return(&table::read(text.as_bytes()).unwrap());
        assert!(guess(NATIONAL));
        assert!(guess("Vacances;Du;Reprise\nNoël;19/12/2026;04/01/2027\n"));
        assert!(!guess("Vacances;Du;Au\nNoël;19/12/2026;03/01/2027\n"));
        assert!(!guess("Vacances;Du\nNoël;19/12/2026\n"));
    }

    #[test]
    fn every_column_that_is_missing_is_said_at_once() {
        let table = table::read(b"Ville;Date\nParis;2026-01-01\n").unwrap();
        let columns = columns_guess(&table);
        let problems = from_table(&table, order(&columns, ""), &[]).unwrap_err();
        assert_eq!(problems.len(), 3);
    }
}
