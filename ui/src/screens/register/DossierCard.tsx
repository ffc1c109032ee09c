import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { DossierView } from "../../generated/commands";

/** All that this notebook holds about a person, written on request. */
export function DossierCard({ id }: { id: string }) {
  const write = useAction("export_dossier");
  const [written, setWritten] = useState<DossierView | null>(null);
  return (
    <Card
      title="Dossier de l’agent"
      lead={
        "Tout ce que ce carnet contient sur cette personne, pour répondre à une demande d’accès\u00a0: registre, visites, comptes rendus, réponses, fichiers reçus, notes personnelles comprises. Ce qui a été dit à une autre personne n’y est pas. Les fichiers ne sont pas chiffrés. Relisez-les avant de les remettre\u00a0: ce qui a été écrit pour une visite à plusieurs peut aussi parler des autres."
      }
    >
      <div className="row">
        <Button
          icon="file"
          isPending={write.pending}
          onPress={async () => {
            setWritten(await write.run({ id }));
          }}
        >
          Écrire le dossier (PDF et JSON)
        </Button>
      </div>
      <Problems failure={write.failure} />
      {written === null ? null : (
        <>
          <ExportedNote file={written.pdf} />
          <p className="small muted">
            Pour un programme{"\u00a0"}: <span className="code">{written.json.path}</span>
          </p>
          {written.pieces.map(({ path }) => (
            <p key={path} className="small muted">
              Fichier reçu{"\u00a0"}: <span className="code">{path}</span>
            </p>
          ))}
        </>
      )}
    </Card>
  );
}
