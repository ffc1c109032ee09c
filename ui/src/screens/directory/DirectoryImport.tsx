import { useState, type ReactNode } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";
import { Progress } from "../../components/Progress";
import type { DirectoryReport, StagedFile } from "../../generated/commands";
import { fileSize } from "../../text/format";
import { DirectoryReportView } from "./DirectoryReportView";

type Step =
  | { kind: "pick" }
  | { kind: "preview"; file: StagedFile; report: DirectoryReport }
  | { kind: "imported"; report: DirectoryReport };

/** Imports the official directory: choose, look at what it would do, confirm or give up. */
export function DirectoryImport({
  done,
  onDone,
  before,
  instead,
  children,
}: {
  done: string;
  onDone: () => unknown;
  /** Where the file is found; said as long as none is given. */
  before?: ReactNode;
  /** What may be done without a file; offered as long as none is given. */
  instead?: ReactNode;
  /** What is asked once the import is done. */
  children?: ReactNode;
}) {
  const [step, setStep] = useState<Step>({ kind: "pick" });
  const preview = useAction("preview_directory");
  const importing = useAction("import_directory");
  const discard = useAction("discard_file");

  const look = async (file: StagedFile) => {
    const report = await preview.run({ file: file.file });
    if (report !== null) setStep({ kind: "preview", file, report });
    else await discard.run({ file: file.file });
  };
  const giveUp = (file: StagedFile) => {
    void discard.run({ file: file.file });
    importing.clear();
    setStep({ kind: "pick" });
  };
  const confirm = async (file: StagedFile) => {
    const report = await importing.run({ file: file.file });
    if (report !== null) setStep({ kind: "imported", report });
  };

  switch (step.kind) {
    case "pick":
      return (
        <div className="stack">
          {before}
          <FilePick
            label="Choisir le fichier de l’annuaire"
            description="Un fichier CSV. Rien n’est importé avant votre accord."
            accept=".csv,.txt,text/csv"
            onStaged={(file) => void look(file)}
          />
          {preview.pending ? <Progress>Lecture de l’annuaire…</Progress> : null}
          <Problems failure={preview.failure} title="Ce fichier ne peut pas être importé" />
          {instead}
        </div>
      );
    case "preview":
      return (
        <section className="stack" aria-label="Aperçu de l’import">
          <h2>Voici ce que l’import ferait</h2>
          <p className="muted">
            {step.file.name}, {fileSize(step.file.size)}
          </p>
          <DirectoryReportView report={step.report} done={false} />
          {importing.pending ? <Progress>Import en cours…</Progress> : null}
          <Problems failure={importing.failure} />
          <div className="row row-end">
            <Button
              isDisabled={importing.pending}
              onPress={() => {
                giveUp(step.file);
              }}
            >
              Ne rien importer
            </Button>
            <Button
              kind="primary"
              isPending={importing.pending}
              onPress={() => void confirm(step.file)}
              autoFocus
            >
              Importer
            </Button>
          </div>
        </section>
      );
    case "imported":
      return (
        <section className="stack" aria-label="Résultat de l’import">
          <div role="status">
            <h2>L’annuaire est importé</h2>
          </div>
          <DirectoryReportView report={step.report} done />
          {children}
          <div className="row row-end">
            <Button kind="primary" onPress={() => void onDone()} autoFocus>
              {done}
            </Button>
          </div>
        </section>
      );
  }
}
