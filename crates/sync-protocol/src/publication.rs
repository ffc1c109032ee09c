//! A grid offered to those of a scope.

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::RecordKind;
use crate::record::Record;
use crate::trust::{Grant, Scope};

/// The document of a record of kind `publication`. The grid is a record of its own, whoever sent it first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicationDocument {
    /// Always `carnet/publication/1`.
    #[schemars(extend("const" = PublicationDocument::FORMAT))]
    pub format: String,
    /// The identity of the grid.
    pub grid: Sha256,
    /// To whom it is offered; sorted, each once, at least one.
    pub scopes: Vec<Scope>,
}

impl PublicationDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/publication/1";

    /// What `record` says; none where it is no publication, or offers to nobody.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        Self::read(record.public_document()?)
    }

    /// What a document of that kind says.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(text).ok()?;
        let is_sorted = said.scopes.is_sorted_by(|former, next| former < next);
        (said.format == Self::FORMAT && is_sorted && !said.scopes.is_empty()).then_some(said)
    }

    /// Whether who holds `grants` may offer it: to the scopes of his roles that publish, to no other.
    #[must_use]
    pub fn is_within<'a>(&self, grants: impl IntoIterator<Item = &'a Grant>) -> bool {
        let scopes = publishing(grants);
        let covers = |asked: &Scope| scopes.iter().any(|own| **own == Scope::Academie || *own == asked);
        self.scopes.iter().all(covers)
    }

    /// Whether it is offered to who holds `grants`.
    #[must_use]
    pub fn is_for<'a>(&self, grants: impl IntoIterator<Item = &'a Grant>) -> bool {
        let mut own = grants.into_iter().flat_map(|grant| &grant.scopes);
        let reaches = |scope: &Scope| *scope == Scope::Academie || self.scopes.contains(scope);
        self.scopes.contains(&Scope::Academie) || own.any(reaches)
    }
}

/// The scopes of those of `grants` that publish.
pub fn publishing<'a>(grants: impl IntoIterator<Item = &'a Grant>) -> Vec<&'a Scope> {
    let publish = grants
        .into_iter()
        .filter(|grant| grant.role.may_write(&RecordKind::Publication));
    publish.flat_map(|grant| &grant.scopes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::Role;

    fn offered(scopes: Vec<Scope>) -> PublicationDocument {
        PublicationDocument {
            format: PublicationDocument::FORMAT.to_owned(),
            grid: Sha256::of(b"grid"),
            scopes,
        }
    }

    fn grant(role: Role, scope: Scope) -> Grant {
        Grant {
            role,
            scopes: vec![scope],
            until: None,
        }
    }

    fn discipline(code: &str) -> Scope {
        Scope::Discipline(code.to_owned())
    }

    #[test]
    fn an_ien_tice_offers_to_his_scope_and_a_dan_to_all() {
        let letters = offered(vec![discipline("L0202")]);
        assert!(letters.is_within(&[grant(Role::IenTice, discipline("L0202"))]));
        assert!(letters.is_within(&[grant(Role::Dan, Scope::Academie)]));
        assert!(!letters.is_within(&[grant(Role::IenTice, discipline("L0100"))]));
        assert!(!letters.is_within(&[grant(Role::Inspecteur, Scope::Academie)]));
        assert!(!offered(vec![Scope::Academie]).is_within(&[grant(Role::IenTice, discipline("L0202"))]));
    }

    #[test]
    fn it_reaches_those_of_its_scope_and_those_who_see_the_whole() {
        let letters = offered(vec![discipline("L0202")]);
        assert!(letters.is_for(&[grant(Role::Inspecteur, discipline("L0202"))]));
        assert!(letters.is_for(&[grant(Role::Dan, Scope::Academie)]));
        assert!(!letters.is_for(&[grant(Role::Inspecteur, discipline("L0100"))]));
        assert!(offered(vec![Scope::Academie]).is_for(&[grant(Role::Inspecteur, discipline("L0100"))]));
        assert!(!letters.is_for(&[]));
    }

    #[test]
    fn one_that_offers_to_nobody_or_twice_is_not_read() -> Result<(), serde_json::Error> {
        let read =
            |scopes| serde_json::to_string(&offered(scopes)).map(|text| PublicationDocument::read(&text));
        assert!(read(vec![Scope::Academie])?.is_some());
        assert!(read(Vec::new())?.is_none());
        assert!(read(vec![Scope::Academie, Scope::Academie])?.is_none());
        Ok(())
    }
}
