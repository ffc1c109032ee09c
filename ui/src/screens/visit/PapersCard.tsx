import { useState } from "react";

import { flushAll } from "../../app/flush";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ExportedFile, PaperView, VisitView } from "../../generated/commands";

const PAPERS: readonly { paper: PaperView; label: string }[] = [
  { paper: "announcement", label: "Fiche d’annonce (PDF)" },
  { paper: "plan", label: "Plan de la visite (PDF)" },
  { paper: "blank_grid", label: "Grille vierge (PDF)" },
];

/** The papers of a visit, each written in one click. */
export function PapersCard({ visit }: { visit: VisitView }) {
  const print = useAction("print_paper");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  const offered = PAPERS.filter(({ paper }) => paper !== "blank_grid" || visit.plan.grid !== "");
  const write = async (paper: PaperView) => {
    // The paper says what is on the screen; what could not be saved says so itself.
    if ((await flushAll()) !== null) return;
    const file = await print.run({ visit: visit.summary.id, paper });
    if (file !== null) setWritten(file);
  };
  return (
    <Card title="Papiers">
      <div className="stack-tight report-actions">
        {offered.map(({ paper, label }) => (
          <Button key={paper} icon="file" onPress={() => void write(paper)}>
            {label}
          </Button>
        ))}
      </div>
      <Problems failure={print.failure} />
      {written === null ? null : <ExportedNote file={written} />}
    </Card>
  );
}
