//! The rules of `observation`, by which documents of version 1 are read and their facts derived anew.

use observation::canonical;
use observation::facts::{self, Facts};
use observation::grid::Grid;
use observation::json;
use observation::problem::Problem;
use observation::visit::{self, StateDocument, VisitDocument};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::rules::{Claims, VisitRules};
use crate::codes;
use crate::kind::RecordKind;

/// How this version reads what visits left.
#[derive(Debug, Clone, Copy, Default)]
pub struct ObservationRules;

#[derive(Deserialize)]
struct FactsOutline {
    format: String,
}

impl VisitRules for ObservationRules {
    fn claims(&self, kind: &RecordKind, document: &str) -> Result<Claims, Problem> {
        if *kind == RecordKind::State {
            return state_document(document).map(|state| Claims {
                speaks_of: Some(state.revision),
                ..Claims::of_visit(state.visit)
            });
        }
        let document = visit_document(document)?;
        Ok(Claims {
            visit: document.visit,
            grid: Some(document.grid.sha256),
            speaks_of: None,
            academie: Some(document.academie),
            author: Some(document.author.fingerprint.into()),
            revision: Some(document.revision),
            parents: Some(document.parents),
        })
    }

    fn facts(&self, document: &str, grid: &str, recorded: Option<&str>) -> Result<Option<String>, Problem> {
        let Some(recorded) = recorded else { return Ok(None) };
        let outline: FactsOutline = read(codes::RECORD_FACTS, recorded).map_err(outside)?;
        if outline.format != facts::FORMAT {
            let problem = Problem::error(codes::RECORD_FACTS_VERSION, "");
            return Err(problem.with("found", outline.format));
        }
        let grid: Grid = read(codes::FILE_GRID_UNREADABLE, grid).map_err(outside)?;
        let derived: Facts = facts::derive(&visit_document(document)?, &grid);
        let text = canonical::to_text(&derived);
        text.map(Some)
            .map_err(|_| Problem::error(codes::RECORD_FACTS, ""))
    }
}

fn visit_document(text: &str) -> Result<VisitDocument, Problem> {
    let document: VisitDocument = read(codes::RECORD_UNREADABLE, text)?;
    known_format(visit::FORMAT, &document.format)?;
    Ok(document)
}

fn state_document(text: &str) -> Result<StateDocument, Problem> {
    let document: StateDocument = read(codes::RECORD_UNREADABLE, text)?;
    known_format(visit::STATE_FORMAT, &document.format)?;
    Ok(document)
}

fn known_format(known: &str, found: &str) -> Result<(), Problem> {
    if found == known {
        return Ok(());
    }
    Err(Problem::error(codes::RECORD_FORMAT, "format").with("found", found))
}

fn read<T: DeserializeOwned>(code: &str, text: &str) -> Result<T, Problem> {
    json::read(text.as_bytes()).map_err(|misread| misread.problem(code, ""))
}

/// The same problem without its place, which is not one of the document.
fn outside(problem: Problem) -> Problem {
    let at = String::new();
    Problem { at, ..problem }
}
