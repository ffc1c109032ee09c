import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { ColumnMapping } from "../../components/ColumnMapping";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";
import { StepSection } from "../../components/StepSection";
import type {
  HolidaysPreview,
  HolidaysView,
  StagedFile,
  TableColumns,
} from "../../generated/commands";
import { counted } from "../../text/format";
import { HolidayChoices } from "./HolidayChoices";

interface Reading {
  file: StagedFile;
  columns: TableColumns | null;
  fields: (string | null)[];
  zone: string;
  endsOnReturn: boolean;
}
type Step =
  | { kind: "pick"; again: boolean }
  | { kind: "columns"; reading: Reading; columns: TableColumns }
  | { kind: "choose"; reading: Reading; preview: HolidaysPreview };

/** The steps of an import of school holidays; giving up at any of them changes nothing. */
export function HolidaysImport({ onKept }: { onKept: (view: HolidaysView) => void }) {
  const [step, setStep] = useState<Step>({ kind: "pick", again: false });
  const [kept, setKept] = useState("");
  const columns = useAction("holidays_columns");
  const preview = useAction("preview_holidays");
  const discard = useAction("discard_file");

  const look = async (reading: Reading) => {
    const found = await preview.run({
      file: reading.file.file,
      sheet: reading.columns?.sheet ?? null,
      fields: reading.fields,
      zone: reading.zone,
      ends_on_return: reading.endsOnReturn,
    });
    if (found !== null) setStep({ kind: "choose", reading, preview: found });
    return found !== null;
  };
  const read = async (file: StagedFile, sheet: string | null) => {
    preview.clear();
    const found = await columns.run({ file: file.file, sheet });
    if (found === null) {
      // Nothing can be done with it here: another is chosen.
      if (step.kind === "pick") void discard.run({ file: file.file });
      return;
    }
    const table = found.columns;
    const fields = table === null ? [] : table.columns.map((column) => column.field);
    const reading = {
      file,
      columns: table,
      fields,
      zone: "",
      endsOnReturn: found.ends_on_return,
    };
    if (table === null) await look(reading);
    else setStep({ kind: "columns", reading, columns: table });
  };
  const leave = (file: StagedFile, told = "") => {
    void discard.run({ file: file.file });
    preview.clear();
    columns.clear();
    setKept(told);
    setStep({ kind: "pick", again: true });
  };

  const pick = () => (
    <>
      <FilePick
        label="Choisir le fichier des vacances"
        description="Un calendrier .ics, ou un tableau CSV ou XLSX (zone, nom, début, fin). Rien n’est gardé avant votre accord."
        accept=".ics,.csv,.txt,.xlsx,text/calendar,text/csv"
        onStaged={(file) => {
          setKept("");
          void read(file, null);
        }}
      />
      <Problems
        failure={columns.failure ?? preview.failure}
        title="Ce fichier ne peut pas être lu"
      />
    </>
  );
  const body = () => {
    switch (step.kind) {
      case "pick":
        return step.again ? <StepSection label="Choix du fichier">{pick()}</StepSection> : pick();
      case "columns":
        return (
          <ColumnMapping
            name={step.reading.file.name}
            columns={step.columns}
            fields={step.reading.fields}
            onChange={(fields) => {
              setStep({ ...step, reading: { ...step.reading, fields } });
            }}
            onSheet={(sheet) => void read(step.reading.file, sheet)}
            pending={preview.pending || columns.pending}
            failure={columns.failure ?? preview.failure}
            onCancel={() => {
              leave(step.reading.file);
            }}
            onContinue={() => look(step.reading)}
          />
        );
      case "choose":
        return (
          <HolidayChoices
            preview={step.preview}
            ofTable={step.reading.columns !== null}
            zone={step.reading.zone}
            endsOnReturn={step.reading.endsOnReturn}
            onRead={(change) => void look({ ...step.reading, ...change })}
            failure={preview.failure}
            onBack={() => {
              const { reading } = step;
              preview.clear();
              if (reading.columns !== null) {
                setStep({ kind: "columns", reading, columns: reading.columns });
              }
            }}
            onCancel={() => {
              leave(step.reading.file);
            }}
            onKept={(view, count) => {
              onKept(view);
              leave(step.reading.file, `${counted(count, "ligne gardée", "lignes gardées")}.`);
            }}
          />
        );
    }
  };
  return (
    <>
      {body()}
      <p className="muted" role="status">
        {kept}
      </p>
    </>
  );
}
