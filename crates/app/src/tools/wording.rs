//! The findings of a verdict as French text, for who reads them without `--json`.

use serde_json::Value;

/// What no visit file can say of itself.
pub(super) const LATER_REVISION: &str = "Ce fichier ne peut pas dire s’il existe un rectificatif plus récent\u{a0}: \
    demandez à qui vous l’a remis si c’est la dernière révision.";

/// The French name of each finding; tables of a notebook are named by what they hold.
const NAMES: &[(&str, &str)] = &[
    ("academie", "Académie"),
    ("academie_root", "Clé racine gardée"),
    ("agreed", "Les deux côtés tiennent le même compte"),
    ("answer_log", "Saisies conservées"),
    ("attachment", "Fichiers reçus"),
    ("author", "Au nom de"),
    ("awaited", "Documents dits gardés par l’entrepôt, à y voir"),
    ("backup", "Sauvegarde"),
    ("changed", "Visites qui redeviendraient comme dans la sauvegarde"),
    ("checkpoint", "Ce que les postes disent avoir reçu"),
    ("code", "Code"),
    ("conflicts", "Visites en conflit"),
    ("cursor", "Positions de lecture de l’entrepôt"),
    ("date", "Date de la visite"),
    ("debrief", "Entretiens"),
    ("delivery", "Réponses de l’entrepôt"),
    ("device", "Appareils"),
    ("differing", "Postes à qui l’entrepôt a donné autre chose"),
    ("directory_import", "Imports de l’annuaire"),
    ("disbelieved", "Documents de l’entrepôt qui n’ont pas été crus"),
    ("draft", "Versions de travail des visites"),
    ("enrolment", "Rattachement à un entrepôt"),
    ("figures", "Chiffres"),
    ("fingerprint", "Empreinte"),
    ("grid", "Grilles"),
    ("handed_over", "Brouillons remis"),
    ("held_back", "En attente d’un rôle ou d’une clé"),
    ("identity", "Identité (à donner à un gardien)"),
    ("indicators", "Indicateurs"),
    ("inspector", "Inspecteurs"),
    ("intact", "Intact"),
    ("invitation", "Invitation (à remettre à cette personne seule)"),
    ("issued_invitation", "Invitations faites"),
    ("items", "Observables"),
    ("last_revision", "Dernière révision du fichier"),
    ("left_at", "Places gardées"),
    ("lost", "Visites absentes de la sauvegarde"),
    ("masked", "Masqué (secret)"),
    ("note", "Paragraphes de carnet"),
    ("number", "Numéro"),
    ("personal_note", "Notes personnelles"),
    ("place", "École ou établissement"),
    ("received", "Reçus"),
    ("record", "Enregistrements signés"),
    ("refused", "Refusés par l’entrepôt"),
    ("register_lost", "Lignes du registre absentes de la sauvegarde"),
    ("register_returned", "Lignes du registre qui reviendraient"),
    ("releases", "Parutions"),
    ("returned", "Visites qui reviendraient"),
    ("revisions", "Révisions"),
    ("root_fingerprint", "Empreinte de la racine"),
    ("rows_read", "Lignes lues"),
    ("rows_refused", "Lignes refusées"),
    ("same", "Visites identiques"),
    ("terms", "Termes"),
    ("sample", "Relevés de chronologie"),
    ("schema_after", "Schéma après"),
    ("schema_before", "Schéma avant"),
    ("school", "Écoles et établissements"),
    ("schools", "Écoles et établissements"),
    ("sent", "Envoyés"),
    ("setting", "Réglages"),
    ("sha256", "Empreinte"),
    ("signer", "Signataire"),
    ("signers", "Empreintes des signataires"),
    ("stream_head", "Ordre de ce que l’entrepôt a donné"),
    ("taken_over", "Visites reprises d’un autre poste"),
    ("timeline", "Chronologies"),
    ("to_read_anew", "Fils de l’entrepôt à relire"),
    ("vault_unread", "Documents qu’un coffre n’a pas donnés à lire"),
    ("version", "Version"),
    ("visit", "Visites"),
    ("visit_teacher", "Personnes observées"),
    ("waiting", "En attente d’envoi"),
    ("withheld", "Documents nommés par l’entrepôt sans être donnés"),
    ("written", "Écrit"),
];

/// One finding: « Lignes lues : 30 ».
pub(super) fn line(name: &str, value: &Value) -> String {
    format!("{}\u{a0}: {}", name_of(name), in_words(value))
}

/// « Lignes lues »; the finding's own name where none is known.
pub(crate) fn name_of(finding: &str) -> String {
    let known = NAMES.iter().find(|(name, _)| *name == finding);
    known.map_or(finding, |(_, label)| label).to_owned()
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Bool(true) => "oui".to_owned(),
        Value::Bool(false) => "non".to_owned(),
        Value::Array(several) => several.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::String(text) => match text.as_str() {
            "known" => "celui attendu".to_owned(),
            "unknown" => "à comparer avec l’empreinte que vous connaissez (--signer)".to_owned(),
            "other" => "un autre que celui attendu".to_owned(),
            "none" => "aucune signature ne tient".to_owned(),
            _ => text.clone(),
        },
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn findings_are_said_in_french() {
        assert_eq!(line("rows_read", &json!(30)), "Lignes lues\u{a0}: 30");
        assert_eq!(line("intact", &json!(true)), "Intact\u{a0}: oui");
        assert_eq!(
            line("written", &json!(["a.pdf", "b.pdf"])),
            "Écrit\u{a0}: a.pdf, b.pdf"
        );
    }
}
