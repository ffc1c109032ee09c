import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type { CriteriaRequest, FrozenComparison, FrozenView } from "../../generated/commands";

function Comparison({ compared }: { compared: FrozenComparison }) {
  return (
    <>
      {compared.indicators.map((indicator) => (
        <div className="table-frame" key={indicator.label}>
          <table className="table">
            <caption>{indicator.label}</caption>
            <thead>
              <tr>
                <th scope="col">Ce qui est compté</th>
                <th scope="col">{compared.one.name}</th>
                <th scope="col">{compared.other.name}</th>
              </tr>
            </thead>
            <tbody>
              {indicator.rows.map((row) => (
                <tr key={row.label}>
                  <th scope="row">{row.label}</th>
                  <td className="numbers">{row.one === "" ? "–" : row.one}</td>
                  <td className="numbers">{row.other === "" ? "–" : row.other}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

function Compare({ kept }: { kept: FrozenView[] }) {
  const [one, setOne] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const compare = useAction("compare_frozen");
  const [compared, setCompared] = useState<FrozenComparison | null>(null);
  const choices = kept.map(({ id, name, on }) => ({ value: id, label: `${name}, ${on}` }));
  return (
    <>
      <div className="row">
        <SelectField
          label="Comparer"
          width="medium"
          choices={choices}
          value={one}
          onChange={setOne}
        />
        <SelectField
          label="avec"
          width="medium"
          choices={choices}
          value={other}
          onChange={setOther}
        />
        <Button
          isDisabled={one === null || other === null || one === other}
          isPending={compare.pending}
          onPress={async () => {
            if (one === null || other === null) return;
            const answer = await compare.run({ one, other });
            if (answer !== null) setCompared(answer);
          }}
        >
          Comparer
        </Button>
      </div>
      <Problems failure={compare.failure} />
      {compared === null ? null : <Comparison compared={compared} />}
    </>
  );
}

/** Keeps the figures that are shown, by a name, and compares two that were kept. */
export function FrozenCard({ grid, criteria }: { grid: string; criteria: CriteriaRequest }) {
  const loaded = useCommand("frozen_consolidations", {});
  const freeze = useAction("freeze_consolidation");
  const forget = useAction("forget_frozen");
  const [name, setName] = useState("");
  const kept = loaded.data ?? [];
  return (
    <Card
      title="Garder ces chiffres"
      lead="Tels qu’ils sont aujourd’hui, sous un nom, pour les comparer plus tard."
    >
      <div className="row">
        <TextField label="Nom" width="medium" value={name} onChange={setName} />
        <Button
          isPending={freeze.pending}
          onPress={async () => {
            const answer = await freeze.run({ name, consolidation: { grid, criteria } });
            if (answer === null) return;
            loaded.replace(answer);
            setName("");
          }}
        >
          Garder
        </Button>
      </div>
      <Problems failure={freeze.failure} />
      {kept.length === 0 ? null : (
        <ul role="list" className="stack-tight" aria-label="Consolidations gardées">
          {kept.map((one) => (
            <li key={one.id} className="row">
              <span>
                <strong>{one.name}</strong>
                {`, ${one.on} · ${one.what}`}
              </span>
              <Button
                kind="quiet"
                onPress={async () => {
                  const answer = await forget.run({ id: one.id });
                  if (answer !== null) loaded.replace(answer);
                }}
              >
                {`Oublier ${one.name}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Problems failure={forget.failure} />
      {kept.length < 2 ? null : <Compare kept={kept} />}
    </Card>
  );
}
