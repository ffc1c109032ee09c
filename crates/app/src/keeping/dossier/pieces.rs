//! What happened to the reports of one person, and the files that came with the replies.

use observation::json;
use observation::visit::{Happening, Person, StateDocument};
use sync_protocol::SignedDocument;
use uuid::Uuid;

use crate::documents::file_safe;
use crate::problem::{Fault, Outcome};
use crate::session::Open;

/// A file received with a reply.
pub(crate) struct Piece {
    /// Its name when it came.
    pub(crate) name: String,
    /// Its name beside the dossier.
    pub(crate) written_as: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// What happened to a visit's reports that concerns `person`: never a colleague's reply.
pub(super) fn states_about(
    open: &Open,
    visit: Uuid,
    person: Person<'_>,
) -> Outcome<Vec<(SignedDocument, StateDocument)>> {
    let mut about = Vec::new();
    for signed in open.notebook.states(visit)? {
        let state: StateDocument = json::read(signed.document.as_bytes()).map_err(Fault::Sealed)?;
        if person.is_concerned(&state) {
            about.push((signed, state));
        }
    }
    Ok(about)
}

/// The files that came with the replies of `person`.
pub(super) fn of(open: &Open, visit: Uuid, person: Person<'_>) -> Outcome<Vec<Piece>> {
    let mut pieces = Vec::new();
    for (_, state) in states_about(open, visit, person)? {
        let Happening::Reply { file: Some(file), .. } = state.happened else {
            continue;
        };
        // A purge may have taken it.
        if let Some(kept) = open.notebook.attachment(file.sha256)? {
            pieces.push(Piece {
                written_as: written_as(&file.sha256.to_string(), &file.name),
                name: file.name,
                bytes: kept.bytes,
            });
        }
    }
    Ok(pieces)
}

/// « Pièce 3f2a91c0 réponse.pdf »: no two files have one name, and a long name keeps its ending.
fn written_as(hash: &str, name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let named = format!("Pièce {} {}", &hash[..8], file_safe(&stem.replace('.', " ")));
    match file_safe(extension).as_str() {
        "" => named.trim().to_owned(),
        extension => format!("{}.{extension}", named.trim()),
    }
}
