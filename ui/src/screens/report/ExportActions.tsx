import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ReportRequest, VisitView } from "../../generated/commands";
import { ExportVisitDialog } from "./ExportVisitDialog";

/** A report that may be written, and what it is called. */
interface Written {
  label: string;
  in_force: boolean;
}

/** During a rectificatif both reports may be written, each by its own name. */
function reportsOf({ revisions, summary, teachers }: VisitView): Written[] {
  if (revisions.length === 0) {
    const reader = teachers.length === 0 ? "la direction" : "l’enseignant";
    return [{ label: `Écrire le projet, à relire avec ${reader} (PDF)`, in_force: false }];
  }
  if (summary.status !== "correcting") {
    return [{ label: "Écrire le compte rendu (PDF)", in_force: true }];
  }
  return [
    { label: "Écrire le compte rendu en vigueur (PDF)", in_force: true },
    { label: "Écrire l’aperçu du rectificatif (PDF)", in_force: false },
  ];
}

/** What may be handed over: the report as a PDF, the visit as a file. */
export function ExportActions({ visit, request }: { visit: VisitView; request: ReportRequest }) {
  const report = useAction("export_report");
  const [asking, setAsking] = useState(false);
  const [written, setWritten] = useState<Awaited<ReturnType<typeof report.run>>>(null);
  const sealed = visit.revisions.length > 0;
  const preparatory = !sealed || visit.summary.status === "correcting";
  const close = () => {
    setAsking(false);
  };
  return (
    <Card title="Écrire">
      <div className="stack-tight report-actions">
        {reportsOf(visit).map(({ label, in_force }, rank) => (
          <Button
            key={label}
            kind={rank === 0 ? "primary" : "secondary"}
            icon="file"
            isPending={report.pending}
            onPress={async () => {
              const file = await report.run({ ...request, in_force });
              if (file !== null) setWritten(file);
            }}
          >
            {label}
          </Button>
        ))}
        <Button
          icon="file"
          isPending={report.pending}
          onPress={async () => {
            const file = await report.run({ ...request, in_force: sealed, as_workbook: true });
            if (file !== null) setWritten(file);
          }}
        >
          Écrire en classeur (XLSX)
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
        ) : null}
        {preparatory ? (
          <p className="small muted">
            Tant que {sealed ? "le rectificatif" : "la visite"} n’est pas scellé
            {sealed ? "" : "e"}, son PDF porte «{"\u00a0"}document préparatoire{"\u00a0"}».
          </p>
        ) : null}
      </div>
      <Problems failure={report.failure} />
      {written === null ? null : <ExportedNote file={written} />}
      {asking ? (
        <ExportVisitDialog
          visit={visit.summary.id}
          onClose={close}
          onWritten={(file) => {
            close();
            setWritten(file);
          }}
        />
      ) : null}
    </Card>
  );
}
