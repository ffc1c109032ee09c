//! The course of a report for a page, and back.

use chrono_tz::Tz;
use observation::problem::Problem;
use observation::visit::{Happening, Means, ReceivedFile, Stage, StateDocument};
use reports::visit_report::means_in_words;

use super::optional_date;
use crate::problem::codes;
use crate::views::{HappenedView, HappeningView, ReceivedFileView, StageView};

/// Where a report stands.
#[must_use]
pub fn stage(stage: Stage) -> StageView {
    match stage {
        Stage::ToHandOver => StageView::ToHandOver,
        Stage::AwaitingReply(_) => StageView::AwaitingReply,
        Stage::DelayOver(_) => StageView::DelayOver,
        Stage::Replied => StageView::Replied,
        Stage::Closed => StageView::Closed,
    }
}

/// One thing that happened, to the revision of this number.
#[must_use]
pub fn happened(state: &StateDocument, revision: u32, zone: Tz) -> HappenedView {
    let (title, text, file) = told(&state.happened);
    HappenedView {
        title,
        on: state.on.to_string(),
        noted_on: state.noted_at.date_in(zone).to_string(),
        revision,
        text,
        file: file.map(|file| ReceivedFileView {
            name: file.name.clone(),
            sha256: file.sha256.to_string(),
            size: file.bytes,
        }),
    }
}

fn told(happening: &Happening) -> (String, String, Option<&ReceivedFile>) {
    let without_file = |title: &str, text: &str| (title.to_owned(), text.to_owned(), None);
    match happening {
        Happening::Communicated {
            means, recipients, ..
        } => {
            let title = format!("Compte rendu remis {}", means_in_words(*means));
            let to = format!("Destinataires\u{a0}: {}", recipients.join("\u{202f}; "));
            (title, to, None)
        }
        Happening::Reply { text, file } => ("Réponse reçue".to_owned(), text.clone(), file.as_ref()),
        Happening::Remark { text } => without_file("Remarque", text),
        Happening::Closed { reason } => without_file("Échange clos", reason),
        Happening::Opposition { reason } => without_file("Opposition au traitement", reason),
        Happening::Limitation { reason } => without_file("Limitation du traitement", reason),
        Happening::Lifted { reason, .. } => without_file("Fin de l’opposition ou de la limitation", reason),
    }
}

/// What a page says happened; `received` is the file that it names.
///
/// # Errors
/// When a day or the means cannot be read.
pub fn happening(view: HappeningView, received: Option<ReceivedFile>) -> Result<Happening, Problem> {
    Ok(match view {
        HappeningView::Communicated {
            means,
            recipients,
            due,
        } => Happening::Communicated {
            means: read_means(&means)?,
            recipients: recipients
                .iter()
                .map(|one| one.trim().to_owned())
                .filter(|one| !one.is_empty())
                .collect(),
            reply_due: optional_date(due.as_deref(), "délai de réponse")?,
        },
        HappeningView::Reply { text, .. } => Happening::Reply { text, file: received },
        HappeningView::Remark { text } => Happening::Remark { text },
        HappeningView::Closed { reason } => Happening::Closed { reason },
    })
}

fn read_means(means: &str) -> Result<Means, Problem> {
    match means {
        "by_hand" => Ok(Means::ByHand),
        "mail" => Ok(Means::Mail),
        "post" => Ok(Means::Post),
        other => Err(Problem::error(codes::REQUEST, other)),
    }
}
