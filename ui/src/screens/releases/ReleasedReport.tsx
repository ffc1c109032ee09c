import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import type { ReleasedReportView } from "../../generated/commands";
import { ReportSheet } from "../report/ReportSheet";
import { WriteReleased } from "./ReleasedFiles";
import "../report/report.css";

function Recommendations({
  scope,
  text,
  onSaved,
}: {
  scope: string;
  text: string;
  onSaved: (view: ReleasedReportView) => void;
}) {
  const [typed, setTyped] = useState(text);
  const save = useAction("save_collective_recommendations");
  return (
    <Card
      title="Recommandations collectives"
      lead="À toute l’école ou à toute la circonscription, une par ligne. Jamais à une personne."
    >
      <TextArea label="Recommandations" value={typed} onChange={setTyped} rows={4} />
      <div className="row">
        <Button
          isPending={save.pending}
          onPress={async () => {
            const saved = await save.run({ scope, text: typed });
            if (saved !== null) onSaved(saved);
          }}
        >
          Mettre dans le rapport
        </Button>
      </div>
      <Problems failure={save.failure} />
    </Card>
  );
}

/** The report of a school or of a circonscription, as it would be printed. */
export function ReleasedReport({ scope, onBack }: { scope: string; onBack: () => void }) {
  const loaded = useCommand("released_report", { scope });
  return (
    <div className="stack">
      <div className="row">
        <Button kind="quiet" icon="left" onPress={onBack}>
          Parutions et rapports
        </Button>
      </div>
      <Await loaded={loaded} words="Le rapport se prépare…">
        {(view) => (
          <div className="report-columns">
            <div className="stack report-side">
              <Card title="Écrire">
                <WriteReleased
                  scope={scope}
                  formats={[
                    { format: "pdf", label: "Écrire le rapport (PDF)" },
                    { format: "xlsx", label: "Ses chiffres en classeur (XLSX)" },
                    { format: "csv", label: "Ses chiffres en CSV" },
                  ]}
                />
              </Card>
              <Recommendations scope={scope} text={view.recommendations} onSaved={loaded.replace} />
            </div>
            <ReportSheet preview={view.preview} mark="Chiffres publiés" />
          </div>
        )}
      </Await>
    </div>
  );
}
