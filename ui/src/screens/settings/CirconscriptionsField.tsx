import { useState } from "react";

import { call } from "../../backend/backend";
import { useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { ComboBox } from "../../components/ComboBox";
import type { CirconscriptionView } from "../../generated/commands";
import { counted } from "../../text/format";
import "./CirconscriptionsField.css";

function place({ departement, schools }: CirconscriptionView): string {
  return `Département ${departement} · ${counted(schools, "école", "écoles")}`;
}

/** The circonscriptions followed, found as one types among those of the directory. */
export function CirconscriptionsField({
  chosen,
  onChange,
}: {
  /** Their codes. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const [met, setMet] = useState<readonly CirconscriptionView[]>([]);
  const known = useCommand("circonscriptions", { codes: chosen }).data ?? [];
  return (
    <div className="stack-tight">
      <ComboBox<CirconscriptionView>
        label="Circonscriptions suivies"
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
      {chosen.length === 0 ? null : (
        <ul role="list" className="followed" aria-label="Circonscriptions suivies">
          {chosen.map((code) => {
            const found = [...met, ...known].find((one) => one.code === code);
            const name = found?.name ?? code;
            return (
              <li key={code}>
                <span>
                  <strong>{name}</strong>
                  <span className="muted small">
                    {found === undefined ? "Absente de l’annuaire du carnet" : place(found)}
                  </span>
                </span>
                <Button
                  kind="quiet"
                  icon="close"
                  iconOnly
                  onPress={() => {
                    onChange(chosen.filter((other) => other !== code));
                  }}
                >
                  {`Ne plus suivre ${name}`}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
