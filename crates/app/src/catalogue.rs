//! The French sentences of every problem: the one catalogue.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use observation::problem::Problem;

/// The files of the catalogue, one for each area.
const FILES: &[&str] = &[
    include_str!("../../../assets/messages/fr/app.json"),
    include_str!("../../../assets/messages/fr/consolidation.json"),
    include_str!("../../../assets/messages/fr/directory.json"),
    include_str!("../../../assets/messages/fr/grid.json"),
    include_str!("../../../assets/messages/fr/holidays.json"),
    include_str!("../../../assets/messages/fr/json.json"),
    include_str!("../../../assets/messages/fr/keys.json"),
    include_str!("../../../assets/messages/fr/notebook.json"),
    include_str!("../../../assets/messages/fr/preset.json"),
    include_str!("../../../assets/messages/fr/record.json"),
    include_str!("../../../assets/messages/fr/register.json"),
    include_str!("../../../assets/messages/fr/reports.json"),
    include_str!("../../../assets/messages/fr/sync.json"),
    include_str!("../../../assets/messages/fr/system.json"),
    include_str!("../../../assets/messages/fr/table.json"),
    include_str!("../../../assets/messages/fr/visit.json"),
];

static SENTENCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let areas = FILES
        .iter()
        .map(|file| serde_json::from_str::<BTreeMap<String, String>>(file));
    areas.filter_map(Result::ok).flatten().collect()
});

/// The code of every sentence, in order.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.keys().map(String::as_str)
}

/// The sentence that says `problem`: that of its code, with its parameters filled in; its code when the catalogue lacks it.
///
/// The parameter `cause` is a code too: what it says is a part of the sentence, and shows the same parameters.
#[must_use]
pub fn sentence(problem: &Problem) -> String {
    let Some(template) = SENTENCES.get(&problem.code) else {
        return problem.code.clone();
    };
    let cause = problem
        .parameters
        .get("cause")
        .and_then(|code| SENTENCES.get(code));
    let whole = cause.map_or_else(|| template.clone(), |cause| template.replace("{cause}", cause));
    let filled = problem.parameters.iter().fold(whole, |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    });
    capitalised(&filled.replace("{at}", &problem.at))
}

/// A sentence may begin with a place, « séance 1 », whose name has no capital of its own.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use observation::json::{codes, read};

    use super::*;

    #[test]
    fn a_cause_is_said_within_the_sentence() {
        let misread = read::<Vec<bool>>(b"[true,\n 3]").err();
        let problem = misread.map(|misread| misread.problem(sync_protocol::codes::FILE_OUTLINE, ""));
        let said = problem.as_ref().map(sentence).unwrap_or_default();
        assert!(
            said.contains("(ligne 2, colonne 2\u{a0}: la valeur n’est pas de la nature attendue)"),
            "{said}"
        );
        assert!(!said.contains(codes::TYPE), "{said}");
    }
}
