import { useState } from "react";

import { call } from "../../backend/backend";
import { useCommand } from "../../backend/useCommand";
import { ChosenList } from "../../components/ChosenList";
import { ComboBox } from "../../components/ComboBox";
import type { CirconscriptionView } from "../../generated/commands";
import { counted } from "../../text/format";

function place({ departement, schools }: CirconscriptionView): string {
  return `Département ${departement} · ${counted(schools, "école", "écoles")}`;
}

/** Circonscriptions, those followed if nothing else is said: found as one types among those of the directory. */
export function CirconscriptionsField({
  chosen,
  onChange,
  label = "Circonscriptions suivies",
  removal = (name) => `Ne plus suivre ${name}`,
}: {
  /** Their codes. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
  label?: string;
  /** What the button says that takes one off. */
  removal?: (name: string) => string;
}) {
  const [met, setMet] = useState<readonly CirconscriptionView[]>([]);
  const known = useCommand("circonscriptions", { codes: chosen }).data ?? [];
  return (
    <div className="stack-tight">
      <ComboBox<CirconscriptionView>
        label={label}
        description="Premier degré. Écrivez le nom de la ville ou le numéro du département."
        optional
        clearOnChoose
        nothingFound="Aucune circonscription de l’annuaire ne correspond."
        search={(query) => call("search_circonscriptions", { query, limit: 12 })}
        show={(found) => ({ id: found.code, label: found.name, description: place(found) })}
        onChoose={(found) => {
          setMet([...met, found]);
          if (!chosen.includes(found.code)) onChange([...chosen, found.code]);
        }}
      />
      <ChosenList
        label={label}
        chosen={chosen.map((code) => {
          const found = [...met, ...known].find((one) => one.code === code);
          const name = found?.name ?? code;
          const details = found === undefined ? "Absente de l’annuaire du carnet" : place(found);
          return { id: code, name, details, removal: removal(name) };
        })}
        onRemove={(code) => {
          onChange(chosen.filter((other) => other !== code));
        }}
      />
    </div>
  );
}
