import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problem, Problems } from "../../components/Problems";
import type { ExportedFile, QuarantineView, SyncView } from "../../generated/commands";
import { counted } from "../../text/format";

/** What the store refused, with why and what may be done; nothing else waits for it. */
export function RefusedCard({
  refused,
  setAside,
  onChanged,
}: {
  refused: readonly QuarantineView[];
  setAside: readonly QuarantineView[];
  onChanged: (view: SyncView) => void;
}) {
  const { go } = useNavigation();
  const again = useAction("send_again");
  const aside = useAction("set_refused_aside");
  const write = useAction("export_refused");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  if (refused.length + setAside.length === 0) return null;
  const take = (done: SyncView | null) => {
    if (done !== null) onChanged(done);
  };
  const lines = (of: readonly QuarantineView[]) => (
    <ul role="list" className="problems-list">
      {of.map(({ position, title, visit, reason }) => (
        <Problem key={position} problem={{ ...reason, at: title }}>
          <div className="row">
            {visit === null ? null : (
              <Button
                kind="quiet"
                onPress={() => {
                  go({ screen: "report", id: visit });
                }}
              >
                Voir la visite
              </Button>
            )}
            <Button
              kind="quiet"
              isPending={again.pending}
              onPress={async () => {
                take(await again.run({ position }));
              }}
            >
              Réessayer
            </Button>
            <AskFirst
              label="Exporter…"
              kind="quiet"
              title="Exporter ce document"
              act="Écrire le fichier"
              back="Revenir"
              action={write}
              onAct={async () => {
                const file = await write.run({ position });
                setWritten(file);
                return file !== null;
              }}
            >
              <p>
                <strong>Ce fichier n’est pas chiffré.</strong> Il contient en clair tout ce que le
                document dit, noms compris, avec sa signature{"\u00a0"}: de quoi comprendre pourquoi
                l’entrepôt le refuse.
              </p>
              <p>Ne l’envoyez pas par courriel, et ne le gardez que le temps nécessaire.</p>
            </AskFirst>
            {of === setAside ? null : (
              <Button
                kind="quiet"
                isPending={aside.pending}
                onPress={async () => {
                  take(await aside.run({ position }));
                }}
              >
                Mettre de côté
              </Button>
            )}
          </div>
        </Problem>
      ))}
    </ul>
  );
  return (
    <Card
      title="Refusé par l’entrepôt"
      lead="Ces documents restent dans votre carnet, et n’empêchent pas les autres de partir."
    >
      {lines(refused)}
      {setAside.length === 0 ? null : (
        <details>
          <summary>
            {counted(setAside.length, "document mis de côté", "documents mis de côté")}
          </summary>
          {lines(setAside)}
        </details>
      )}
      <Problems failure={again.failure ?? aside.failure} />
      {written === null ? null : <ExportedNote file={written} />}
    </Card>
  );
}
