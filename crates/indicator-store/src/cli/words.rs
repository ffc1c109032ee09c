//! The audit trail in words: its lines hold codes, which stay.

/// What was done.
pub(super) fn deed(code: &str) -> &str {
    match code {
        "academie_created" => "académie ouverte",
        "enrolled" => "ordinateur rattaché",
        "revoked" => "jeton éteint",
        "charter" => "charte",
        "role" => "rôle donné",
        "invitation" => "invitation",
        "invitation_taken" => "invitation prise",
        "device_revoked" => "ordinateur révoqué",
        "author_revoked" => "personne révoquée",
        "grant_revoked" => "rôle ou invitation révoqués",
        "revocation" => "révocation",
        "circle_key" => "clé de cercle donnée",
        "vault" => "coffre",
        "vault_opening" => "coffre ouvert",
        "vault_read" => "coffre lu",
        "succession" => "document transmis",
        "tombstone" => "suppression",
        "recovery_slot_read" => "code de secours employé",
        "release_prepared" => "parution préparée",
        "backup" => "sauvegarde",
        "restored" => "restauration",
        // One of a later version.
        other => other,
    }
}

/// By whom: a fingerprint says itself.
pub(super) fn author(by: &str) -> &str {
    match by {
        "operator" => "exploitant",
        "revocation record" => "révocation signée",
        "recovery code" => "code de secours",
        other => other,
    }
}
