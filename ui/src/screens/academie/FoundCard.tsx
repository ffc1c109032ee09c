import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { AcademieView } from "../../generated/commands";
import { ReachFields, type Reach } from "../sync/ReachFields";

/** Before there is any store: the root’s key is drawn here. */
export function FoundCard({
  view,
  onFounded,
}: {
  view: AcademieView;
  onFounded: (view: AcademieView) => void;
}) {
  const [url, setUrl] = useState("https://");
  const [reach, setReach] = useState<Reach>({ authority: "", proxy: "" });
  const found = useAction("open_academie");
  return (
    <Card
      title="Fonder l’académie"
      lead="La clé racine est tirée sur cet ordinateur et n’en sort pas : l’entrepôt n’en reçoit que la moitié publique. Tout ce qu’un carnet croira en part."
    >
      <dl className="facts">
        <div className="fact">
          <dt>Académie</dt>
          <dd>{view.academie}</dd>
        </div>
      </dl>
      <TextField
        label="Adresse que l’entrepôt aura"
        description="Demandez-la à l’exploitant. Les invitations la portent."
        value={url}
        onChange={setUrl}
      />
      <details>
        <summary>Réseau de l’académie : autorité, mandataire</summary>
        <ReachFields reach={reach} onChange={setReach} />
      </details>
      <div className="row">
        <Button
          kind="primary"
          isPending={found.pending}
          onPress={async () => {
            const founded = await found.run({ url, ...reach });
            if (founded !== null) onFounded(founded);
          }}
        >
          Tirer la clé et fonder
        </Button>
      </div>
      <Problems failure={found.failure} />
    </Card>
  );
}
