import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { CheckView, DiagnosticsView, ExportedFile } from "../../generated/commands";
import { count } from "../../text/format";

function Checked({ found }: { found: CheckView }) {
  if (found.problems.length > 0) return <Problems problems={found.problems} />;
  return (
    <div role="status" className="stack-tight">
      <p>
        <strong>Le carnet est sain.</strong> Chaque page, chaque lien, chaque grille et chaque
        signature ont été vérifiés.
      </p>
      <details>
        <summary>Ce qu’il contient</summary>
        <ul>
          {found.counts.map(({ label, count: number }) => (
            <li key={label}>
              {label}
              {"\u00a0"}: {count(number)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** The check of the whole notebook, and what is sent to whoever helps. */
export function HealthCard() {
  const check = useAction("check_notebook");
  const diagnose = useAction("diagnostics");
  const write = useAction("export_diagnostics");
  const [found, setFound] = useState<CheckView | null>(null);
  const [told, setTold] = useState<DiagnosticsView | null>(null);
  const [written, setWritten] = useState<ExportedFile | null>(null);
  return (
    <Card
      title="État du carnet"
      lead="Le fichier du carnet est vérifié à chaque ouverture. Une vérification complète contrôle aussi les liens, les grilles et les signatures."
    >
      <div className="row">
        <Button
          icon="check"
          isPending={check.pending}
          onPress={async () => {
            setFound(await check.run({}));
          }}
        >
          Vérifier maintenant
        </Button>
        <Button
          isPending={diagnose.pending}
          onPress={async () => {
            setTold(await diagnose.run({}));
          }}
        >
          Préparer un diagnostic
        </Button>
      </div>
      <Problems failure={check.failure ?? diagnose.failure} />
      {found === null ? null : <Checked found={found} />}
      {told === null ? null : (
        <div className="stack-tight">
          <p>
            À relire avant de l’envoyer à qui vous aide, par vos propres moyens. Il ne contient ni
            nom, ni texte, ni chemin de dossier.
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
      )}
    </Card>
  );
}
