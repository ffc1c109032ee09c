//! Searching all that was written: running notebooks, comments, entretiens, recommendations, own notes.

use notebook::Written;
use notebook::keys::PersonalNotes;
use observation::excerpt::excerpt;
use uuid::Uuid;

use super::summaries::Naming;
use crate::App;
use crate::problem::Outcome;
use crate::session::Open;
use crate::views::{FoundView, SearchNotesRequest, SearchView, WrittenKind};

/// How many findings are shown.
const MOST: usize = 200;

impl App {
    /// What was written that has all the words asked for, the latest visits first; own notes too. Nothing for blank words.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn search_notes(&self, request: SearchNotesRequest) -> Outcome<SearchView> {
        self.with_set_up(|open, set_up| {
            if request.query.trim().is_empty() {
                return Ok(SearchView {
                    found: Vec::new(),
                    more: false,
                });
            }
            let mut rows = open.notebook.all_visits()?;
            rows.reverse();
            let (written, naming) = (open.notebook.written()?, Naming::of(open, set_up, &rows)?);
            let mut found = Vec::new();
            for row in &rows {
                let Some(texts) = written.get(&row.plan.id) else {
                    continue;
                };
                for (kind, text) in texts_of(open, row.plan.id, texts)? {
                    found.extend(excerpt(&text, &request.query).map(|excerpt| FoundView {
                        visit: naming.summary(row),
                        kind,
                        excerpt,
                    }));
                }
                if found.len() > MOST {
                    break;
                }
            }
            let more = found.len() > MOST;
            found.truncate(MOST);
            Ok(SearchView { found, more })
        })
    }
}

fn texts_of(open: &Open, visit: Uuid, written: &Written) -> Outcome<Vec<(WrittenKind, String)>> {
    let notes = written
        .notes
        .iter()
        .map(|note| (WrittenKind::Note, note.text.clone()));
    let comments = written
        .comments
        .iter()
        .map(|(_, text)| (WrittenKind::Comment, text.clone()));
    let debrief = &written.debrief;
    let strengths = debrief
        .strengths
        .iter()
        .map(|one| (WrittenKind::Strength, one.text.clone()));
    let recommended = debrief
        .recommendations
        .iter()
        .map(|one| (WrittenKind::Recommendation, one.text.clone()));
    let interview = [(WrittenKind::Interview, debrief.interview.clone())];
    let all = notes
        .chain(comments)
        .chain(interview)
        .chain(strengths)
        .chain(recommended);
    let mut texts: Vec<(WrittenKind, String)> = all.collect();
    if let Some(sealed) = &written.own {
        let own = PersonalNotes::decrypt(&open.secrets, visit, sealed)?;
        texts.push((WrittenKind::Own, own.text().to_owned()));
    }
    Ok(texts)
}
