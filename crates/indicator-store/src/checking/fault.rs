//! What a check finds, in the operator's words: each fault with its place.

use std::fmt;

use sync_protocol::{PublicKey, RecordKey};

/// What does not hold of an académie.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line of the trail does not follow from those before it.
    #[error("journal, ligne {0}\u{a0}: la chaîne est rompue")]
    TrailBroken(u64),
    /// The trail ends elsewhere than where the last act was noted.
    #[error(
        "journal\u{a0}: il finit à la ligne {found} au lieu de la ligne {noted}, ou sa dernière ligne est une autre"
    )]
    TrailCut {
        /// How many acts were noted.
        noted: u64,
        /// The number of its last line.
        found: u64,
    },
    /// Something about a record.
    #[error("enregistrement {0}\u{a0}: {1}")]
    Record(u64, RecordFault),
    /// The head is not the last record.
    #[error("le dernier numéro noté est {head}, celui du dernier enregistrement {last}")]
    Head {
        /// The number that was noted.
        head: u64,
        /// The last record's.
        last: u64,
    },
    /// The last record of trust is another than the one that was noted.
    #[error("le dernier numéro noté pour la confiance est {noted}, celui de l’enregistrement {found}")]
    Trust {
        /// The number that was noted.
        noted: u64,
        /// The record's.
        found: u64,
    },
    /// A tombstone whose target is not among what was purged.
    #[error("{0}\u{a0}: sa suppression est signée et n’a pas été appliquée")]
    NotApplied(Named),
    /// What was purged without anybody's word.
    #[error("{0}\u{a0}: ce qu’il disait manque sans suppression signée")]
    WithoutTombstone(Named),
    /// A device that nobody certified.
    #[error("ordinateur {0}\u{a0}: aucune chaîne ne mène à lui")]
    NoChain(PublicKey),
    /// A device whose token is taken although it was revoked.
    #[error("ordinateur {0}\u{a0}: il est révoqué et son jeton vaut encore")]
    TokenStands(PublicKey),
    /// A recovery slot that its proof does not find.
    #[error("enregistrement {0}\u{a0}: son code de secours ne le retrouve pas")]
    SlotNotFound(u64),
    /// A proof that finds something else than its slot.
    #[error("enregistrement {0}\u{a0}: un code de secours y mène, qui n’est pas le sien")]
    SlotOfAnother(u64),
    /// Encrypted documents that are of no record: nothing deletes them.
    #[error("{0} documents chiffrés ne sont d’aucun enregistrement")]
    Orphans(u64),
    /// A span of the packed cache.
    #[error(
        "cache, enregistrements {first} à {last}\u{a0}: il ne dit pas ce qu’ils disent\u{a0}; «\u{a0}indicator-store cache rebuild\u{a0}» le répare"
    )]
    Packed {
        /// The first of the span.
        first: u64,
        /// The last.
        last: u64,
    },
}

/// What is wrong with one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// A sequence number is missing.
    #[error("un numéro manque avant lui")]
    Gap,
    /// Its key stands twice.
    #[error("sa clé est là deux fois")]
    Twice,
    /// It is of another académie.
    #[error("il est d’une autre académie")]
    Academie,
    /// Its signature does not hold.
    #[error("sa signature ne vaut pas")]
    Signature,
    /// Its public document is not the one that was signed.
    #[error("son document n’est pas celui qui a été signé")]
    Document,
    /// A kind that is private, in clear.
    #[error("il est en clair et ne devrait pas l’être")]
    InClear,
    /// In a circle where none belongs, or in none.
    #[error("il est d’un cercle et ne devrait pas l’être, ou d’aucun")]
    Circle,
    /// Purged, and something of it is there.
    #[error("il est supprimé et dit encore quelque chose")]
    StillSays,
    /// Named by a tombstone of its author, and whole.
    #[error("son auteur l’a supprimé et ce qu’il dit est encore là")]
    NotPurged,
    /// Its encrypted document is gone without a tombstone.
    #[error("son document chiffré manque\u{a0}: il est perdu ici")]
    PrivateMissing,
    /// Its encrypted document is not the one that was signed, where that can be told.
    #[error("son document chiffré n’est pas celui qui a été signé")]
    PrivateChanged,
    /// A column says another thing than the record.
    #[error("il est rangé sous autre chose que ce qu’il dit ({0})")]
    Filed(&'static str),
    /// A parent is neither there nor purged.
    #[error("un de ceux qu’il suit n’est pas là")]
    Parent,
    /// Its number does not follow its parents'.
    #[error("son numéro ne suit pas ceux d’avant")]
    Number,
    /// The grid of its facts is not there.
    #[error("la grille de ses faits n’est pas là")]
    Grid,
    /// Its facts are not those that its grid asks for.
    #[error("ses faits ne vont pas avec leur grille")]
    Facts,
    /// No line of the trail tells it.
    #[error("aucune ligne du journal ne le dit")]
    Untold,
}

/// A record by its kind and identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(pub RecordKey);

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RecordKey {
            kind, id, revision, ..
        } = &self.0;
        write!(formatter, "{kind} {id}, numéro {revision}")
    }
}
