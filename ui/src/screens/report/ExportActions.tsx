import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ReportRequest, VisitView } from "../../generated/commands";
import { ExportVisitDialog } from "./ExportVisitDialog";

/** What may be handed over: the report as a PDF, the visit as a file. */
export function ExportActions({ visit, request }: { visit: VisitView; request: ReportRequest }) {
  const report = useAction("export_report");
  const [asking, setAsking] = useState(false);
  const [written, setWritten] = useState<Awaited<ReturnType<typeof report.run>>>(null);
  const sealed = visit.revisions.length > 0;
  const close = () => {
    setAsking(false);
  };
  return (
    <Card title="Remettre">
      <div className="stack-tight report-actions">
        <Button
          kind="primary"
          icon="file"
          isPending={report.pending}
          onPress={async () => {
            const file = await report.run(request);
            if (file !== null) setWritten(file);
          }}
        >
          {sealed ? "Écrire le compte rendu (PDF)" : "Écrire l’aperçu (PDF)"}
        </Button>
        {sealed ? (
          <Button
            icon="upload"
            onPress={() => {
              setAsking(true);
            }}
          >
            Exporter la visite (.carnet.json)
          </Button>
        ) : (
          <p className="small muted">
            Tant que la visite n’est pas scellée, le PDF porte «{"\u00a0"}document préparatoire
            {"\u00a0"}».
          </p>
        )}
      </div>
      <Problems failure={report.failure} />
      {written === null ? null : <ExportedNote file={written} />}
      <ExportVisitDialog
        visit={visit.summary.id}
        isOpen={asking}
        onClose={close}
        onWritten={(file) => {
          close();
          setWritten(file);
        }}
      />
    </Card>
  );
}
