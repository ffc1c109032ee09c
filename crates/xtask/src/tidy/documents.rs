//! The code map and the README, checked against the workspace.

use std::collections::BTreeMap;

/// Each member (name and folder) must have a heading that names it in back-quotes, by either,
/// and below that heading an « Invariant: » line.
pub fn architecture(text: &str, members: &BTreeMap<String, String>) -> Vec<String> {
    let without = members
        .iter()
        .filter(|(name, folder)| !states_invariant(text, name, folder));
    without
        .map(|(name, _)| {
            format!("ARCHITECTURE.md: no heading names `{name}` with an « Invariant: » line below it")
        })
        .collect()
}

/// The README must name the two commands that a newcomer needs.
pub fn readme(text: &str) -> Vec<String> {
    let commands = ["cargo xtask app", "cargo xtask test"].into_iter();
    let missing = commands.filter(|command| !text.contains(command));
    missing
        .map(|command| format!("README.md: does not name `{command}`"))
        .collect()
}

fn states_invariant(text: &str, name: &str, folder: &str) -> bool {
    let names_it = |heading: &str| {
        let mut quoted = heading.split('`').skip(1).step_by(2);
        quoted.any(|word| {
            let word = word.trim_end_matches('/');
            word == name || word.rsplit('/').next() == Some(folder)
        })
    };
    let mut sections = sections(text).into_iter();
    sections.any(|section| {
        let heading = section.first().copied().unwrap_or_default();
        names_it(heading) && section.iter().any(|line| line.contains("Invariant:"))
    })
}

/// The text cut before each heading.
fn sections(text: &str) -> Vec<Vec<&str>> {
    let mut sections = vec![Vec::new()];
    for line in text.lines() {
        if line.starts_with('#') {
            sections.push(Vec::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push(line);
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members() -> BTreeMap<String, String> {
        let pairs = [("reports", "reports"), ("carnet", "src-tauri")];
        pairs
            .map(|(name, folder)| (name.to_owned(), folder.to_owned()))
            .into()
    }

    #[test]
    fn a_member_is_named_by_its_name_or_its_folder() {
        let text = "# Map\n## `crates/reports`\nInvariant: bytes in, bytes out.\n\
            ## `src-tauri/`, the shell\nWords.\nInvariant: no rule.\n";
        assert!(architecture(text, &members()).is_empty());
    }

    #[test]
    fn a_member_without_heading_or_invariant_is_found() {
        let text = "## `reports`\nBytes in.\n## Elsewhere\nInvariant: of another.\n";
        let found = architecture(text, &members());
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("`carnet`") && found[1].contains("`reports`"));
    }

    #[test]
    fn a_readme_that_forgets_a_command_is_found() {
        assert!(readme("Run `cargo xtask app`, then `cargo xtask test`.").is_empty());
        assert_eq!(
            readme("Run `cargo xtask app`."),
            ["README.md: does not name `cargo xtask test`"]
        );
    }
}
