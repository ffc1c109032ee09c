import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { ColumnMapping } from "../../components/ColumnMapping";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";
import { Progress } from "../../components/Progress";
import type { TableColumns, RegisterReport, StagedFile } from "../../generated/commands";
import { RegisterPreview } from "./RegisterPreview";
import { RegisterReportView } from "./RegisterReportView";

type Fields = (string | null)[];
type Step =
  | { kind: "pick" }
  | { kind: "columns"; file: StagedFile; columns: TableColumns; fields: Fields }
  | {
      kind: "preview";
      file: StagedFile;
      columns: TableColumns;
      fields: Fields;
      report: RegisterReport;
    }
  | { kind: "imported"; report: RegisterReport };

/** The steps of an import of teachers; giving up at any of them changes nothing. */
export function RegisterImport() {
  const { go } = useNavigation();
  const [step, setStep] = useState<Step>({ kind: "pick" });
  const columns = useAction("register_columns");
  const preview = useAction("preview_register");
  const discard = useAction("discard_file");

  const read = async (file: StagedFile, sheet: string | null) => {
    const found = await columns.run({ file: file.file, sheet });
    if (found === null) return false;
    const fields = found.columns.map((column) => column.field);
    setStep({ kind: "columns", file, columns: found, fields });
    return true;
  };
  const readFirst = async (file: StagedFile) => {
    if (!(await read(file, null))) await discard.run({ file: file.file });
  };
  const giveUp = (file: StagedFile) => {
    void discard.run({ file: file.file });
    preview.clear();
    columns.clear();
    setStep({ kind: "pick" });
  };

  switch (step.kind) {
    case "pick":
      return (
        <div className="stack">
          <FilePick
            label="Choisir le fichier des enseignants"
            description="Un fichier CSV ou XLSX. Rien n’est importé avant votre accord."
            accept=".csv,.txt,.xlsx,text/csv"
            onStaged={(file) => void readFirst(file)}
          />
          {columns.pending ? <Progress>Lecture du fichier…</Progress> : null}
          <Problems failure={columns.failure} title="Ce fichier ne peut pas être importé" />
        </div>
      );
    case "columns":
      return (
        <ColumnMapping
          name={step.file.name}
          columns={step.columns}
          fields={step.fields}
          onChange={(fields) => {
            setStep({ ...step, fields });
          }}
          onSheet={(sheet) => {
            preview.clear();
            void read(step.file, sheet);
          }}
          pending={preview.pending || columns.pending}
          failure={columns.failure ?? preview.failure}
          onCancel={() => {
            giveUp(step.file);
          }}
          onContinue={async () => {
            columns.clear();
            const { sheet } = step.columns;
            const report = await preview.run({ file: step.file.file, sheet, fields: step.fields });
            if (report !== null) setStep({ ...step, kind: "preview", report });
          }}
        />
      );
    case "preview":
      return (
        <RegisterPreview
          request={{
            file: step.file.file,
            sheet: step.columns.sheet,
            fields: step.fields,
          }}
          report={step.report}
          onBack={() => {
            setStep({ ...step, kind: "columns" });
          }}
          onCancel={() => {
            giveUp(step.file);
          }}
          onImported={(report) => {
            setStep({ kind: "imported", report });
          }}
        />
      );
    case "imported":
      return (
        <section className="stack" aria-label="Résultat de l’import">
          <div role="status">
            <h2>Les enseignants sont importés</h2>
          </div>
          <RegisterReportView report={step.report} done />
          <div className="row row-end">
            {step.report.homonyms === 0 ? null : (
              <Button
                onPress={() => {
                  go({ screen: "homonyms" });
                }}
              >
                Voir les homonymes
              </Button>
            )}
            <Button
              kind="primary"
              autoFocus
              onPress={() => {
                go({ screen: "teachers" });
              }}
            >
              Voir le registre
            </Button>
          </div>
        </section>
      );
  }
}
