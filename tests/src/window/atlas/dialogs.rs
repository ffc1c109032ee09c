//! The dialogs of the interface, each by the file that shows it.

/// Each file of the interface that shows a dialog, and how the title of this dialog begins.
pub const DIALOGS: &[(&str, &str)] = &[
    ("app/ClosingGuard.tsx", "Carnet n’est pas fermé"),
    ("app/LeaveDiscovery.tsx", "Quitter la découverte"),
    (
        "app/NavigationProvider.tsx",
        "Ce qui est écrit n’est pas encore enregistré",
    ),
    ("app/Notices.tsx", "À lire avant de continuer"),
    ("app/Shell.tsx", "Carnet n’est pas verrouillé"),
    ("app/UnsavedNotice.tsx", "Une modification n’est pas enregistrée"),
    ("screens/academie/EndDialog.tsx", "Arrêter cette invitation"),
    ("screens/academie/InvitationDialog.tsx", "Invitation pour"),
    ("screens/academie/InviteDialog.tsx", "Inviter une personne"),
    ("screens/academie/NameKeeperDialog.tsx", "Nommer un autre gardien"),
    (
        "screens/academie/PassOnDialog.tsx",
        "Transmettre les visites d’un poste",
    ),
    ("screens/agenda/CalendarExport.tsx", "Exporter l’agenda"),
    ("screens/agenda/CancelDialog.tsx", "Annuler la visite"),
    ("screens/agenda/DayDialog.tsx", "Déplacer la visite"),
    ("screens/directory/PublishDirectory.tsx", "Publier l’annuaire"),
    ("screens/grids/PublishGrid.tsx", "Publier cette grille"),
    ("screens/help/HelpOver.tsx", "Guide de Carnet"),
    ("screens/keeping/PurgeDialog.tsx", "Supprimer définitivement"),
    ("screens/keeping/RestoreDialog.tsx", "Reprendre la sauvegarde"),
    (
        "screens/keeping/SetAsideCard.tsx",
        "Supprimer ce carnet mis de côté",
    ),
    ("screens/observe/AddSeanceDialog.tsx", "Ajouter une séance"),
    ("screens/observe/scoring/KeysDialog.tsx", "Touches du clavier"),
    (
        "screens/observe/timeline/ProfileDialog.tsx",
        "À quoi la séance a servi",
    ),
    (
        "screens/observe/timeline/StartTimelineDialog.tsx",
        "Tenir la chronologie",
    ),
    ("screens/register/MergeDialog.tsx", "Réunir deux fiches"),
    ("screens/register/ServiceForm.tsx", "Ajouter un service"),
    ("screens/register/SplitDialog.tsx", "Séparer deux fiches"),
    ("screens/register/TeacherForm.tsx", "Ajouter un enseignant"),
    ("screens/register/WithdrawServiceDialog.tsx", "Retirer ce service"),
    (
        "screens/register/WithdrawTeacherDialog.tsx",
        "Retirer du registre",
    ),
    (
        "screens/report/course/NoteStateDialog.tsx",
        "Noter la remise du compte rendu",
    ),
    ("screens/releases/PrepareDialog.tsx", "Préparer une parution"),
    ("screens/report/ExportVisitDialog.tsx", "Exporter la visite"),
    ("screens/sealing/AbandonDialog.tsx", "Abandonner le rectificatif"),
    ("screens/sealing/CloseCard.tsx", "Clore la visite"),
    ("screens/sealing/SealDialog.tsx", "Sceller le rectificatif"),
    (
        "screens/settings/PassphraseCard.tsx",
        "Changer la phrase de passe",
    ),
    (
        "screens/settings/RecoveryCodeCard.tsx",
        "Faire un nouveau code de secours",
    ),
    ("screens/sync/ConflictDialog.tsx", "Visite du"),
    ("screens/sync/DeviceLines.tsx", "Révoquer cet ordinateur"),
    ("screens/sync/RefusedCard.tsx", "Exporter ce document"),
    ("screens/sync/RegisterCard.tsx", "Partager votre registre"),
    ("screens/sync/RenewKey.tsx", "Renouveler la clé du cercle"),
    ("screens/unlock/LostLaptop.tsx", "Mon portable est perdu"),
    ("screens/unlock/RestoreClosed.tsx", "Reprendre une sauvegarde"),
    (
        "screens/visit/HandOverCard.tsx",
        "Continuer sur votre autre ordinateur",
    ),
    ("screens/visit/NewTeacherDialog.tsx", "Nouvel enseignant"),
];

/// The dialogs to which no way leads in a sound notebook, and why.
pub const ELSEWHERE: &[(&str, &str)] = &[
    (
        "screens/keeping/SetAsideCard.tsx",
        "a notebook that was set aside: the test of backups",
    ),
    (
        "screens/sync/ConflictDialog.tsx",
        "two laptops that corrected one visit open it",
    ),
    (
        "screens/sync/DeviceLines.tsx",
        "a second laptop opens it: the test of sync",
    ),
    (
        "screens/directory/PublishDirectory.tsx",
        "an IEN TICE opens it: the test of sync",
    ),
    (
        "screens/grids/PublishGrid.tsx",
        "an IEN TICE opens it: the test of sync",
    ),
    (
        "screens/sync/RefusedCard.tsx",
        "what a store refused opens it: the test of that",
    ),
    (
        "screens/sync/RegisterCard.tsx",
        "a member of a circle opens it: the test of sync",
    ),
    (
        "screens/sync/RenewKey.tsx",
        "a member of a circle opens it: the test of sync",
    ),
    (
        "screens/unlock/LostLaptop.tsx",
        "a first start opens it: the test of sync",
    ),
    (
        "screens/help/HelpOver.tsx",
        "F1 over a cover or a dialog opens it: the test of the keyboard",
    ),
    ("screens/visit/HandOverCard.tsx", "a second laptop opens it"),
    ("app/ClosingGuard.tsx", "a fault opens it: the test of the guards"),
    (
        "app/NavigationProvider.tsx",
        "a fault opens it: the test of the guards",
    ),
    ("app/Shell.tsx", "a fault opens it: the test of the guards"),
    (
        "app/Notices.tsx",
        "a damaged notebook, or keys that were made again, open it",
    ),
    (
        "app/UnsavedNotice.tsx",
        "a refusal while the notebook locks opens it",
    ),
    ("app/LeaveDiscovery.tsx", "a fictitious notebook alone shows it"),
];
