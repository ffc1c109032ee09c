import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import { StepSection } from "../../components/StepSection";
import type {
  Failure,
  FoundHoliday,
  HolidaysPreview,
  HolidaysView,
} from "../../generated/commands";
import { counted, spanWords } from "../../text/format";
import { holidayKey } from "./holidayKey";

/** What a file names: the zone of a table, then which lines are holidays. */
export function HolidayChoices({
  preview,
  ofTable,
  zone,
  endsOnReturn,
  onRead,
  failure,
  onBack,
  onCancel,
  onKept,
}: {
  preview: HolidaysPreview;
  /** Whether the file is a table, whose ends may be either day. */
  ofTable: boolean;
  zone: string;
  endsOnReturn: boolean;
  /** Reads the file again, otherwise. */
  onRead: (change: { zone?: string; endsOnReturn?: boolean }) => void;
  failure: Failure | null;
  /** Back to the columns of a table. */
  onBack: () => void;
  onCancel: () => void;
  onKept: (view: HolidaysView, count: number) => void;
}) {
  const keep = useAction("keep_holidays");
  // By what it names: reading the file again for another zone forgets nothing.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const isTicked = (found: FoundHoliday) => ticked[holidayKey(found.holiday)] ?? found.likely;
  const chosen = preview.found.filter(isTicked).map(({ holiday }) => holiday);
  return (
    <StepSection label="Vacances du fichier">
      {preview.zones.length === 0 ? null : (
        <SelectField
          label="Votre zone"
          width="medium"
          choices={preview.zones.map((value) => ({ value, label: value }))}
          value={zone === "" ? null : zone}
          onChange={(next) => {
            onRead({ zone: next });
          }}
        />
      )}
      {ofTable ? (
        <CheckboxField
          label="La fin est le jour de la reprise"
          description="Comme dans le calendrier national. Décochez si votre tableau donne le dernier jour de vacances."
          value={endsOnReturn}
          onChange={(next) => {
            onRead({ endsOnReturn: next });
          }}
        />
      ) : null}
      <Problems problems={preview.problems} failure={failure} />
      {preview.found.length === 0 ? null : (
        <div role="group" aria-label="Lignes à garder" className="stack-tight">
          <h3>Ce qui est sans classe</h3>
          {preview.found.map((found) => (
            <CheckboxField
              key={holidayKey(found.holiday)}
              label={found.holiday.label}
              description={spanWords(found.holiday.first, found.holiday.last)}
              value={isTicked(found)}
              onChange={(tick) => {
                setTicked({ ...ticked, [holidayKey(found.holiday)]: tick });
              }}
            />
          ))}
        </div>
      )}
      <Problems failure={keep.failure} />
      <div className="row row-end">
        {ofTable ? <Button onPress={onBack}>Revoir les colonnes</Button> : null}
        <Button onPress={onCancel}>Ne rien garder</Button>
        <Button
          kind="primary"
          isPending={keep.pending}
          isDisabled={chosen.length === 0}
          onPress={async () => {
            const view = await keep.run({ holidays: chosen, replaces: true });
            if (view !== null) onKept(view, chosen.length);
          }}
        >
          {chosen.length === 0 ? "Garder" : `Garder ${counted(chosen.length, "ligne")}`}
        </Button>
      </div>
    </StepSection>
  );
}
