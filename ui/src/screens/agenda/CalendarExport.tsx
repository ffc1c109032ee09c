import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ExportedFile } from "../../generated/commands";

/** Writes the agenda for a mail program, with what the file holds said before. */
export function CalendarExport() {
  const write = useAction("export_calendar");
  const [asking, setAsking] = useState(false);
  const [written, setWritten] = useState<ExportedFile | null>(null);
  const close = () => {
    setAsking(false);
    setWritten(null);
  };
  return (
    <>
      <Button
        kind="quiet"
        icon="upload"
        onPress={() => {
          setAsking(true);
        }}
      >
        Exporter (.ics)
      </Button>
      <Dialog
        title="Exporter l’agenda"
        isOpen={asking}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{written === null ? "Revenir" : "Fermer"}</Button>
            {written === null ? (
              <Button
                kind="primary"
                isPending={write.pending}
                onPress={async () => {
                  setWritten(await write.run({}));
                }}
              >
                Écrire le fichier
              </Button>
            ) : null}
          </>
        }
      >
        <p>
          Le fichier contient les visites et leurs objectifs, les délais de réponse, les
          recommandations à échéance et <strong>le nom des personnes</strong>, en clair. Ne l’ouvrez
          que dans un agenda professionnel, que vous seul consultez.
        </p>
        <Problems failure={write.failure} />
        {written === null ? null : <ExportedNote file={written} />}
      </Dialog>
    </>
  );
}
