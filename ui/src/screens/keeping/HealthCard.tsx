import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { CheckView } from "../../generated/commands";
import { count } from "../../text/format";
import { Diagnostics } from "./Diagnostics";

function Checked({ found }: { found: CheckView }) {
  if (found.problems.length > 0) return <Problems problems={found.problems} />;
  return (
    <div role="status" className="stack-tight">
      <p>
        <strong>Le carnet est sain.</strong> Chaque page, chaque lien, chaque grille et chaque
        signature ont été vérifiés.
      </p>
      <details>
        <summary>Ce qu’il contient</summary>
        <ul>
          {found.counts.map(({ label, count: number }) => (
            <li key={label}>
              {label}
              {"\u00a0"}: {count(number)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** The check of the whole notebook, and what is sent to whoever helps. */
export function HealthCard() {
  const check = useAction("check_notebook");
  const [found, setFound] = useState<CheckView | null>(null);
  return (
    <Card
      title="État du carnet"
      lead="Le fichier du carnet est vérifié à chaque ouverture. Une vérification complète contrôle aussi les liens, les grilles et les signatures."
    >
      <div className="row">
        <Button
          icon="check"
          isPending={check.pending}
          onPress={async () => {
            setFound(await check.run({}));
          }}
        >
          Vérifier maintenant
        </Button>
      </div>
      <Problems failure={check.failure} />
      {found === null ? null : <Checked found={found} />}
      <Diagnostics />
    </Card>
  );
}
