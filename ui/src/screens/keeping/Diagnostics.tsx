import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { DiagnosticsView, ExportedFile } from "../../generated/commands";

/** What was diagnosed, to be read before it is sent. */
function Told({ told }: { told: DiagnosticsView }) {
  const write = useAction("export_diagnostics");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  return (
    <div className="stack-tight">
      <p>
        À relire avant de l’envoyer à qui vous aide, par vos propres moyens. Il ne contient ni nom,
        ni texte, ni chemin de dossier.
      </p>
      <ul role="list" aria-label="Diagnostic" className="diagnostics code small">
        {told.text.split("\n").map((line, rank) => (
          <li key={`${String(rank)} ${line}`}>{line}</li>
        ))}
      </ul>
      <div className="row">
        <Button
          icon="file"
          isPending={write.pending}
          onPress={async () => {
            setWritten(await write.run({}));
          }}
        >
          Enregistrer ce diagnostic
        </Button>
      </div>
      <Problems failure={write.failure} />
      {written === null ? null : <ExportedNote file={written} />}
    </div>
  );
}

/** The button that prepares what is sent to whoever helps, and what it gave: with or without an open notebook. */
export function Diagnostics({ quiet = false }: { quiet?: boolean }) {
  const diagnose = useAction("diagnostics");
  const [told, setTold] = useState<DiagnosticsView | null>(null);
  return (
    <>
      <div className="row">
        <Button
          kind={quiet ? "quiet" : "secondary"}
          isPending={diagnose.pending}
          onPress={async () => {
            setTold(await diagnose.run({}));
          }}
        >
          Préparer un diagnostic
        </Button>
      </div>
      <Problems failure={diagnose.failure} />
      {told === null ? null : <Told told={told} />}
    </>
  );
}
