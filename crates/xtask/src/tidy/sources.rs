//! Rules on each source file: its head, its length, what must not be left in it.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

/// No file is longer, in lines.
const LONGEST: usize = 500;

/// The kinds of files that the rules read.
const EXTENSIONS: &[&str] = &["rs", "ts", "tsx", "css", "js"];

/// Work left for later, and tests put aside. Written in two halves so that this file does not find itself.
const LEFT_OVER: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("#[ig", "nore"),
    concat!(".on", "ly("),
];

/// Waiting for time instead of for a condition.
const SLEEP: &str = concat!("sle", "ep(");

/// One source file.
pub struct Source {
    /// Its path from the root of the checkout, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl Source {
    fn is(&self, extensions: &[&str]) -> bool {
        extensions.contains(&extension(&self.path))
    }

    fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
    }

    /// Whether it is test code from its first line on.
    pub fn is_of_tests(&self) -> bool {
        self.tests_from() == Some(0)
    }

    /// Where test code begins, counted in lines from 0; none in a file without tests.
    fn tests_from(&self) -> Option<usize> {
        let name = self.path.rsplit('/').next();
        let in_folder = self.path.starts_with("tests/") || self.path.contains("/tests/");
        if in_folder || name == Some("tests.rs") {
            return Some(0);
        }
        self.text
            .lines()
            .position(|line| line.trim_start().starts_with("mod tests {"))
    }
}

/// Every source file of the checkout; what is built, installed or hidden is left out.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn read(root: &Path) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    read_folder(root, "", &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn read_folder(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> Result<(), Failure> {
    // Cargo marks its target folders so, wherever they were put.
    if folder.join("CACHEDIR.TAG").exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let entry = entry.map_err(Failure::file(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, inner) = (entry.path(), format!("{prefix}{name}"));
        if path.is_dir() {
            let left_out = name.starts_with('.') || ["node_modules", "dist", "gen"].contains(&&*name);
            if !left_out {
                read_folder(&path, &format!("{inner}/"), sources)?;
            }
        } else if EXTENSIONS.contains(&extension(&name)) {
            let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            sources.push(Source { path: inner, text });
        }
    }
    Ok(())
}

/// What is wrong in one file.
pub fn findings(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    findings.extend(head(source));
    findings.extend(too_long(source));
    findings.extend(left_over(source));
    findings.extend(sleeps(source));
    findings
}

/// The number of files, the median of their lengths and the longest, generated files left out.
pub fn lengths(sources: &[Source]) -> String {
    let written = sources.iter().filter(|source| !source.is_generated());
    let mut lengths: Vec<(usize, &str)> = written
        .map(|source| (source.text.lines().count(), source.path.as_str()))
        .collect();
    lengths.sort_unstable();
    match (lengths.get(lengths.len() / 2), lengths.last()) {
        (Some((median, _)), Some((longest, path))) => {
            let count = lengths.len();
            format!("{count} source files, median {median} lines, longest {longest} ({path})")
        }
        _ => "no source file".to_owned(),
    }
}

fn head(source: &Source) -> Option<String> {
    let first = source.text.lines().next().unwrap_or_default();
    if source.is(&["rs"]) && !first.starts_with("//!") {
        return Some(format!("{}:1: begin with a `//!` module doc", source.path));
    }
    if source.is(&["ts", "tsx"]) && source.is_generated() && !first.to_lowercase().contains("generated") {
        return Some(format!(
            "{}:1: the header of a generated file says « generated »",
            source.path
        ));
    }
    None
}

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let counts = source.is(&["rs", "ts", "tsx", "css"]) && !source.is_generated();
    (counts && lines > LONGEST).then(|| format!("{}: {lines} lines, above {LONGEST}: cut it", source.path))
}

fn left_over(source: &Source) -> Vec<String> {
    let lines = source.text.lines().enumerate();
    let found = lines.flat_map(|(number, line)| {
        let words = LEFT_OVER.iter().filter(move |word| line.contains(**word));
        words.map(move |word| (number + 1, word))
    });
    found
        .map(|(line, word)| format!("{}:{line}: `{word}` was left", source.path))
        .collect()
}

fn sleeps(source: &Source) -> Vec<String> {
    let Some(from) = source.tests_from() else {
        return Vec::new();
    };
    let lines = source.text.lines().enumerate().skip(from);
    let found = lines.filter(|(_, line)| line.contains(SLEEP));
    let said = |number| {
        format!(
            "{}:{number}: a test waits for a condition, not for time",
            source.path
        )
    };
    found.map(|(number, _)| said(number + 1)).collect()
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        findings(&Source {
            path: path.to_owned(),
            text: text.to_owned(),
        })
    }

    #[test]
    fn a_good_file_has_no_finding() {
        let text = format!("//! Module.\nfn wait() {{ {SLEEP}1) }}\nmod tests {{\n}}\n");
        assert!(found("crates/a/src/lib.rs", &text).is_empty());
        assert!(found("ui/src/generated/a.ts", "// Generated by codegen.\n").is_empty());
    }

    #[test]
    fn a_missing_head_is_found() {
        assert_eq!(
            found("a.rs", "fn main() {}\n"),
            ["a.rs:1: begin with a `//!` module doc"]
        );
        assert_eq!(found("ui/src/generated/a.ts", "export {};\n").len(), 1);
        assert!(found("ui/src/a.ts", "export {};\n").is_empty());
    }

    #[test]
    fn a_file_is_cut_above_five_hundred_lines_unless_generated() {
        let lines = |count: usize| "a {}\n".repeat(count);
        assert!(found("a.css", &lines(500)).is_empty());
        assert_eq!(
            found("a.css", &lines(501)),
            ["a.css: 501 lines, above 500: cut it"]
        );
        let generated = format!("// generated\n{}", lines(600));
        assert!(found("ui/src/generated/a.ts", &generated).is_empty());
    }

    #[test]
    fn each_left_over_word_is_found_at_its_line() {
        for word in LEFT_OVER {
            let found = found("a.ts", &format!("const a = 1;\n{word}\n"));
            assert!(found.iter().any(|line| line.starts_with("a.ts:2:")), "{word}");
        }
    }

    #[test]
    fn a_sleep_is_found_in_tests_alone() {
        let call = format!("thread::{SLEEP}second);\n");
        assert_eq!(found("tests/tests/a.rs", &format!("//! A.\n{call}")).len(), 1);
        assert_eq!(
            found("a.rs", &format!("//! A.\nmod tests {{\n{call}}}\n")).len(),
            1
        );
        assert!(found("a.rs", &format!("//! A.\n{call}mod tests {{\n}}\n")).is_empty());
    }

    #[test]
    fn the_median_leaves_generated_files_out() {
        let source = |path: &str, lines: usize| Source {
            path: path.into(),
            text: "x\n".repeat(lines),
        };
        let sources = [
            source("a.rs", 10),
            source("b.rs", 30),
            source("c.rs", 90),
            source("ui/src/generated/d.ts", 900),
        ];
        assert_eq!(
            lengths(&sources),
            "3 source files, median 30 lines, longest 90 (c.rs)"
        );
        assert_eq!(lengths(&[]), "no source file");
    }
}
