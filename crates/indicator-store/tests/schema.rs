//! The académie comes first in every key, every index, every join and every statement, on both databases: what spreads
//! académies over machines asks for nothing else, and no row of one is reached from another.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// The tables that hold what is of one académie.
const TABLES: [&str; 13] = [
    "record",
    "private",
    // While they are made anew.
    "record_in_order",
    "private_in_order",
    "purged",
    "recovery",
    "device",
    "spent",
    "audit",
    "packing",
    "packed_stale",
    "packed_about",
    "packed_block",
];
/// Those of the store as a whole.
const OF_THE_STORE: [&str; 2] = ["life", "migration"];

/// What other statements complete; their ends are looked at by themselves.
const BEGINNING: &str = "SELECT academie, key, author, enrolled_at, revoked_at FROM device";

fn folder(database: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(database)
}

/// What is wrong with a schema: keys and indexes that begin with something else.
fn schema_faults(schema: &str) -> Vec<String> {
    let bare = schema
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default().trim_end());
    let schema = bare
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
        + "\n";
    let of_tables = schema.split("CREATE TABLE ").skip(1).filter_map(|rest| {
        let (name, body) = rest.split_once('(')?;
        let body = body.split_once(";\n").map_or(body, |(body, _)| body);
        (!OF_THE_STORE.contains(&name.trim())).then_some((name.trim(), body))
    });
    let mut faults = Vec::new();
    for (name, body) in of_tables {
        let is_first_column = body.trim_start().starts_with("academie ");
        let keys = ["PRIMARY KEY (", "UNIQUE ("];
        let keys = keys.iter().flat_map(|word| body.split(word).skip(1));
        let is_right = keys.clone().all(|key| key.starts_with("academie"));
        let has_key = keys.count() > 0 || name == "academie";
        if !is_first_column || !is_right || !has_key {
            faults.push(format!("table {name}"));
        }
    }
    let indexes = schema.lines().filter(|line| line.contains("INDEX "));
    faults.extend(
        indexes
            .filter(|line| !line.contains(" (academie, "))
            .map(str::to_owned),
    );
    faults
}

/// The statements in the text of a source file: its literals that are some.
fn statements(source: &str) -> Vec<String> {
    let literals = source.split('"').skip(1).step_by(2);
    let is_sql = |text: &&str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        ["SELECT", "INSERT", "UPDATE", "DELETE"].contains(&first) || first.starts_with('{')
    };
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    literals.filter(is_sql).map(flat).collect()
}

/// The tables of one académie that a statement names.
fn named(statement: &str) -> Vec<&str> {
    let words: Vec<&str> = statement.split([' ', '(', ')', ',', ';']).collect();
    let after = ["FROM", "JOIN", "INTO", "UPDATE", "USING"];
    let pairs = words.windows(2).filter(|pair| after.contains(&pair[0]));
    pairs
        .map(|pair| pair[1])
        .filter(|word| TABLES.contains(word))
        .collect()
}

/// Whether a statement reaches rows of one académie alone: by its first parameter.
fn is_within_one(statement: &str) -> bool {
    let is_said = ["academie = ?1", "academie = $1"]
        .iter()
        .any(|said| statement.contains(said));
    let in_a_row =
        ["(?1, ", "($1, "].iter().any(|row| statement.contains(row)) && statement.contains("academie");
    let inserts = statement.starts_with("INSERT INTO") && statement.contains(" (academie, ");
    let joined = statement.split(" JOIN ").skip(1);
    let joins = joined.filter(|rest| named(&format!("JOIN {rest}")).len() == 1);
    let is_joined = |rest: &str| rest.contains("USING (academie, ");
    (is_said || in_a_row || inserts) && joins.into_iter().all(is_joined)
}

fn statement_faults(source: &str) -> Vec<String> {
    let all = statements(source);
    let reaching = all.iter().filter(|one| !named(one).is_empty());
    let whole = reaching.filter(|one| *one != BEGINNING);
    let ends = all
        .iter()
        .filter(|one| one.starts_with('{') && one.contains("WHERE"));
    whole
        .chain(ends)
        .filter(|one| !is_within_one(one))
        .cloned()
        .collect()
}

/// The files of a database's folder that end so.
fn sources(database: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(folder(database)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == ending));
    files
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// S7: no statement reaches rows of two.
#[test]
fn the_academie_is_first_in_every_key_and_in_every_statement() {
    for (database, count) in [("sqlite", 5), ("postgres", 6)] {
        let steps = sources(database, "sql");
        assert_eq!(steps.len(), count, "{database}");
        for (file, step) in steps {
            assert_eq!(schema_faults(&step), [""; 0], "{}", file.display());
            let tables = step.split("CREATE TABLE ").skip(1);
            let names = tables.filter_map(|rest| Some(rest.split_once('(')?.0.trim()));
            let of_one = names.filter(|name| *name != "academie" && !OF_THE_STORE.contains(name));
            assert!(
                of_one.into_iter().all(|name| TABLES.contains(&name)),
                "{}",
                file.display()
            );
        }
        let mut seen = 0;
        for (file, source) in sources(database, "rs") {
            assert_eq!(statement_faults(&source), [""; 0], "{}", file.display());
            seen += statements(&source)
                .iter()
                .filter(|one| !named(one).is_empty())
                .count();
        }
        assert!(seen > 20, "{database}: {seen} statements alone were read");
    }
}

#[test]
fn a_key_or_a_statement_without_it_is_caught() {
    let schema =
        "CREATE TABLE record (\n    kind TEXT,\n    academie TEXT,\n    PRIMARY KEY (kind, academie)\n);\n";
    assert_eq!(schema_faults(schema), ["table record"]);
    let keyless = "CREATE TABLE record (\n    academie TEXT,\n    kind TEXT\n);\n";
    assert_eq!(schema_faults(keyless), ["table record"]);
    let index = "CREATE INDEX by_kind ON record (kind, academie);\n";
    assert_eq!(schema_faults(index).len(), 1);
    for wrong in [
        "SELECT public FROM record WHERE sha256 = ?1",
        "SELECT bytes FROM record JOIN private USING (kind, sha256) WHERE academie = ?1",
        "UPDATE device SET revoked_at = $2 WHERE key = $1",
        "DELETE FROM private WHERE sha256 = ?1",
        "INSERT INTO spent (token) VALUES (?1)",
    ] {
        assert_eq!(statement_faults(&format!("let sql = \"{wrong}\";")), [wrong]);
    }
}

/// The steps of a plan by which SQLite reads all that an académie has to find some of it.
fn slow_steps(database: &Connection, statement: &str) -> Vec<String> {
    let mut plan = database
        .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
        .unwrap();
    let mut rows = plan.raw_query();
    let mut steps: Vec<String> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    let reads_all = |step: &String| {
        let scans = ["SCAN record", "SCAN private"]
            .iter()
            .any(|scan| step.starts_with(scan));
        scans || (step.contains("USING INDEX record_by_") && step.ends_with("(academie=?)"))
    };
    steps.into_iter().filter(reads_all).collect()
}

fn present_schema() -> Connection {
    let mut steps = sources("sqlite", "sql");
    steps.sort();
    let database = Connection::open_in_memory().unwrap();
    for (_, step) in steps {
        database.execute_batch(&step).unwrap();
    }
    database
}

#[test]
fn no_statement_reads_all_that_an_academie_has_to_find_some_of_it() {
    let database = present_schema();
    let mut seen = 0;
    for (file, source) in sources("sqlite", "rs") {
        for statement in statements(&source) {
            if named(&statement)
                .iter()
                .any(|table| ["record", "private"].contains(table))
            {
                let slow = slow_steps(&database, &statement);
                assert_eq!(slow, [""; 0], "{}: {statement}", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 12, "{seen} statements alone were explained");
    let by_its_order =
        "SELECT sha256 FROM record WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4
                        ORDER BY sequence LIMIT 1";
    assert_eq!(slow_steps(&database, by_its_order).len(), 1, "known bad");
}
