//! Each problem of the directory, of tables and of the register has its French sentence, whose values it brings.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use observation::problem::Problem;
use observation::{directory, register, table, uai};

const AREAS: [(&str, &[&[&str]]); 3] = [
    (
        include_str!("../../../assets/messages/fr/directory.json"),
        &[uai::codes::ALL, directory::codes::ALL],
    ),
    (
        include_str!("../../../assets/messages/fr/table.json"),
        &[table::codes::ALL],
    ),
    (
        include_str!("../../../assets/messages/fr/register.json"),
        &[register::codes::ALL],
    ),
];

#[test]
fn each_code_has_one_sentence_and_each_sentence_a_code() {
    for (file, codes) in AREAS {
        let sentences: BTreeMap<String, String> = serde_json::from_str(file).expect("a catalogue");
        let written: BTreeSet<&str> = sentences.keys().map(String::as_str).collect();
        let declared: BTreeSet<&str> = codes.iter().flat_map(|codes| codes.iter().copied()).collect();
        assert_eq!(written, declared);
    }
}

#[test]
fn sentences_keep_french_typography() {
    for (file, _) in AREAS {
        let sentences: BTreeMap<String, String> = serde_json::from_str(file).expect("a catalogue");
        for (code, sentence) in sentences {
            for wrong in [" :", " ;", " ?", " !", " %", "« ", " »", "'"] {
                assert!(!sentence.contains(wrong), "{code}: {wrong:?}");
            }
            assert!(sentence.ends_with('.'), "{code}");
        }
    }
}

#[test]
fn a_sentence_shows_no_value_that_its_problem_lacks() {
    let sentences: BTreeMap<String, String> = AREAS
        .iter()
        .flat_map(|(file, _)| serde_json::from_str::<BTreeMap<String, String>>(file).expect("a catalogue"))
        .collect();
    let problems = problems();
    assert!(problems.len() > 15, "{}", problems.len());
    for problem in problems {
        let sentence = &sentences[&problem.code];
        let shown = sentence
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name);
        for name in shown {
            assert!(problem.parameters.contains_key(name), "{}: {name}", problem.code);
        }
    }
}

/// Problems of many codes, from files that are wrong in many ways.
fn problems() -> Vec<Problem> {
    let rows = "uai;nom;etat;date_ouverture;humeur\n1;A\n;A\n9749900T;\n9749900A;A\n9749900T;A;PERDU;hier\n9749900T;B\n9749901U;C;;;;x\n";
    let mut problems = directory::read(rows.as_bytes()).expect("a directory").problems;
    problems.extend(directory::read(b"a;b\n1;2\n").expect_err("a refusal"));
    let list = "Nom;Pr\u{e9}nom;UAI;\u{c9}cole;Classe;Quotit\u{e9};Mail;D\u{e9}but;Fin;Fonction;Motif\n\
                ;;;;;;;;;;\u{0}\n\
                A;B;9749900T;;x;x;x;x;;cong\u{e9};x\nA;B;9749901U;;;;;2026-09-02;2026-09-01;;\nC;D;;Nulle part;;;;;;;\n;D;;;;;;;;;\nE;F;;;;;;;;;\n"
        .replace('\0', "x");
    let table = table::read(list.as_bytes()).expect("a table");
    let schools = directory::fictitious::schools(1, 0)
        .into_iter()
        .map(|school| (school.uai, school))
        .collect();
    let start = "2026-08-17".parse().expect("a date");
    let mapping = register::columns_guess(&table);
    problems.extend(
        register::preview(&table, &mapping, &register::Register::default(), &schools, start).problems,
    );
    problems.extend(
        [&b""[..], b"PK\x03\x04", b"\0"]
            .into_iter()
            .flat_map(|bytes| table::read(bytes).expect_err("a refusal")),
    );
    problems
}
