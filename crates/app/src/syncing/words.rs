//! What a sync is doing and what a record is, in a person's words.

use notebook::sync::Phase;
use sync_protocol::RecordKind;
use sync_protocol::trust::Role;

/// Both were compared, repaired, and still differ.
pub(super) const DIFFERING: &str = "sync.differing";

pub(super) fn phase(phase: Phase) -> String {
    match phase {
        Phase::Reaching => "Recherche de l’entrepôt…".to_owned(),
        Phase::Sending { sent, waiting } => format!("Envoi\u{a0}: {sent} partis, {waiting} en attente…"),
        Phase::Receiving { received } => format!("Réception\u{a0}: {received} reçus…"),
        Phase::Comparing => "Comparaison des deux côtés…".to_owned(),
    }
}

/// What a record holds, as a title.
pub(super) fn kind(kind: &RecordKind) -> &'static str {
    match kind {
        RecordKind::Revision => "Visite scellée",
        RecordKind::State => "Suite donnée à une visite",
        RecordKind::RegisterEntry => "Ligne du registre",
        RecordKind::Pseudonym => "Pseudonymes d’une visite",
        RecordKind::Standing => "Prise en compte d’une visite",
        RecordKind::Grid => "Grille",
        RecordKind::PersonalNotes => "Notes personnelles",
        RecordKind::DraftHandOver => "Brouillon remis",
        RecordKind::RecoverySlot => "Carnet de secours",
        RecordKind::Tombstone => "Suppression",
        RecordKind::Certificate | RecordKind::Charter | RecordKind::Role => "Droits",
        RecordKind::Invitation | RecordKind::Revocation => "Droits",
        RecordKind::CircleKey | RecordKind::Vault => "Clé d’un cercle",
        RecordKind::VaultOpening => "Ouverture d’un coffre",
        RecordKind::Succession => "Visite transmise à qui reprend le poste",
        RecordKind::Checkpoint => "Ce qu’un poste a reçu",
        _ => "Autre document",
    }
}

/// With how many other laptops what the store gives was compared, the last of them at `last`.
pub(super) fn compared(devices: u64, last: &str) -> String {
    match devices {
        0 => "comparé avec aucun autre poste encore".to_owned(),
        1 => format!("comparé avec un autre poste, la dernière fois {last}"),
        _ => format!("comparé avec {devices} autres postes, la dernière fois {last}"),
    }
}

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Inspecteur => "Inspecteur ou inspectrice",
        Role::Conseiller => "Conseiller ou conseillère",
        Role::IenTice => "IEN TICE",
        Role::Dan => "DAN",
        Role::Dpd => "DPD",
        Role::Lecteur => "Lecteur ou lectrice",
    }
}
