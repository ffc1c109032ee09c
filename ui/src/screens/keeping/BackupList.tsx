import { Button } from "../../components/Button";
import type { BackupView } from "../../generated/commands";
import { counted } from "../../text/format";

/** Backups, the latest first, each with what may be done with it. */
export function BackupList({
  backups,
  action,
  onChosen,
}: {
  backups: readonly BackupView[];
  /** The words of the button. */
  action: string;
  onChosen: (backup: BackupView) => void;
}) {
  if (backups.length === 0)
    return <p className="muted">Il n’y a pas de sauvegarde dans ce dossier.</p>;
  return (
    <ul role="list" className="stack-tight" aria-label="Sauvegardes">
      {backups.map((backup) => (
        <li key={backup.place} className="row row-between">
          <span>
            Sauvegarde faite {backup.made}, {counted(backup.visits, "visite")}, {backup.size}
          </span>
          <Button
            kind="quiet"
            aria-label={`${action} la sauvegarde faite ${backup.made}`}
            onPress={() => {
              onChosen(backup);
            }}
          >
            {action}
          </Button>
        </li>
      ))}
    </ul>
  );
}
