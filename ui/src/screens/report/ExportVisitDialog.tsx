import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { ExportedFile } from "../../generated/commands";

/** Says what a `.carnet.json` holds before writing one. */
export function ExportVisitDialog({
  visit,
  onClose,
  onWritten,
}: {
  visit: string;
  onClose: () => void;
  onWritten: (file: ExportedFile) => void;
}) {
  const exporting = useAction("export_visit");
  return (
    <Dialog
      title="Exporter la visite"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button
            kind="primary"
            isPending={exporting.pending}
            onPress={async () => {
              const file = await exporting.run({ visit });
              if (file !== null) onWritten(file);
            }}
          >
            Écrire le fichier
          </Button>
        </>
      }
    >
      <p>
        <strong>Ce fichier n’est pas chiffré.</strong> Il contient en clair les noms, le carnet, les
        réponses, la chronologie, l’entretien, les points d’appui, les recommandations, la remise et
        la réponse, dans toutes leurs versions scellées, avec la grille et les signatures. Vos notes
        personnelles n’y sont pas.
      </p>
      <p>Ne l’envoyez pas par courriel, et ne le gardez que le temps nécessaire.</p>
      <Problems failure={exporting.failure} />
    </Dialog>
  );
}
