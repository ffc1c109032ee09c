//! The numbered invariants of sync: each is borne by a test, and the document names the tests that bear it.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::Source;

/// The document that numbers them.
pub const DOCUMENT: &str = "docs/sync/model.md";

/// Tests by their names, for each number.
type Tests = BTreeMap<String, BTreeSet<String>>;

/// A row « | N4 | what holds | `a_test` | » of the document is borne where `/// N4: …` stands above that test, and nowhere else.
pub fn findings(document: &str, sources: &[Source]) -> Vec<String> {
    let (named, borne) = (named(document), borne(sources));
    let mut findings = Vec::new();
    for (number, tests) in &named {
        let bearing = borne.get(number).cloned().unwrap_or_default();
        if bearing.is_empty() {
            findings.push(format!(
                "{DOCUMENT}: no test bears {number}: write `/// {number}: …` above one"
            ));
        }
        let without = tests.difference(&bearing);
        findings.extend(without.map(|test| format!("{DOCUMENT}: `{test}` does not bear {number}")));
        let unnamed = bearing.difference(tests);
        findings.extend(
            unnamed.map(|test| format!("{DOCUMENT}: {number} does not name `{test}`, which bears it")),
        );
    }
    let unknown = borne.iter().filter(|(number, _)| !named.contains_key(*number));
    findings
        .extend(unknown.map(|(number, tests)| format!("{DOCUMENT}: does not number {number}, of {tests:?}")));
    if named.is_empty() {
        findings.push(format!("{DOCUMENT}: numbers no invariant"));
    }
    findings
}

/// The tests that the document names, in the last cell of the row of each number.
fn named(document: &str) -> Tests {
    let rows = document.lines().filter_map(|line| {
        let cells: Vec<&str> = line
            .trim()
            .trim_matches('|')
            .split(" | ")
            .map(str::trim)
            .collect();
        let (number, last) = (cells.first()?, cells.last()?);
        let tests = last.split('`').skip(1).step_by(2).map(str::to_owned);
        is_number(number).then(|| ((*number).to_owned(), tests.collect()))
    });
    rows.collect()
}

/// The tests above which a number stands.
fn borne(sources: &[Source]) -> Tests {
    let mut borne = Tests::new();
    for source in sources.iter().filter(|source| source.is_of_tests()) {
        let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
        for (place, line) in lines.iter().enumerate() {
            let Some(test) = numbers(line).and_then(|_| test_below(&lines[place..])) else {
                continue;
            };
            for number in numbers(line).into_iter().flatten() {
                borne
                    .entry(number.to_owned())
                    .or_default()
                    .insert(test.to_owned());
            }
        }
    }
    borne
}

/// The numbers with which a line of documentation begins: « /// N1, N2: … ».
fn numbers(line: &str) -> Option<Vec<&str>> {
    let (listed, _) = line.strip_prefix("/// ")?.split_once(':')?;
    let numbers: Vec<&str> = listed.split(", ").collect();
    numbers.iter().all(|number| is_number(number)).then_some(numbers)
}

/// The test below documentation: what is marked as one, or a promise that the macro of contract tests expands.
fn test_below<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let is_mark = |line: &str| line == "#[test]" || line.starts_with("#[tokio::test");
    let mut head = lines
        .iter()
        .take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let is_marked = head.any(|line| is_mark(line));
    let first = lines
        .iter()
        .find(|line| !line.starts_with("///") && !line.starts_with("#["))?;
    let (before, rest) = first.split_once("fn ")?;
    (is_marked || before == "pub async ").then_some(())?;
    rest.split(['(', '<']).next()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['N', 'S', 'E']);
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = "| | invariant | borne by |\n|---|---|---|\n| N1 | It is kept. | `kept` |\n| S2 | Both | `both`, `kept` |\n";

    fn of_tests(text: &str) -> Vec<Source> {
        let path = "tests/tests/sync.rs".to_owned();
        vec![Source {
            path,
            text: format!("//! N9: a module bears nothing.\n{text}"),
        }]
    }

    const BEARING: &str = "/// N1, S2: it is kept.\n/// Always.\n#[test]\nfn kept() {}\n/// S2: both.\npub async fn both(store: impl Store) {}\n";

    #[test]
    fn what_is_borne_and_named_has_no_finding() {
        assert_eq!(findings(MODEL, &of_tests(BEARING)), [""; 0]);
    }

    #[test]
    fn a_number_without_its_test_is_found() {
        let found = findings(MODEL, &of_tests(&BEARING.replace("N1, ", "")));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("no test bears N1") && found[1].contains("`kept` does not bear N1"));
    }

    #[test]
    fn a_helper_and_what_is_no_test_code_bear_nothing() {
        let helper = of_tests(&BEARING.replace("#[test]\n", ""));
        assert_eq!(findings(MODEL, &helper).len(), 3);
        let mut elsewhere = of_tests(BEARING);
        elsewhere[0].path = "crates/a/src/lib.rs".to_owned();
        assert_eq!(findings(MODEL, &elsewhere).len(), 5);
    }

    #[test]
    fn a_test_that_the_document_does_not_name_and_a_number_that_it_does_not_know_are_found() {
        let more = format!("{BEARING}/// N1, E7: another.\n#[tokio::test]\nasync fn another() {{}}\n");
        let found = findings(MODEL, &of_tests(&more));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("N1 does not name `another`") && found[1].contains("does not number E7"));
        assert_eq!(findings("", &[]), ["docs/sync/model.md: numbers no invariant"]);
    }
}
