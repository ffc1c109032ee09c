import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { SyncView } from "../../generated/commands";

/** The author’s other laptops, and the end of one that was lost. */
export function DevicesCard({
  devices,
  onChanged,
}: {
  devices: readonly string[];
  onChanged: (view: SyncView) => void;
}) {
  const [lost, setLost] = useState<string | null>(null);
  const revoke = useAction("revoke_device");
  if (devices.length === 0) return null;
  const leave = () => {
    setLost(null);
    revoke.clear();
  };
  return (
    <Card
      title="Vos autres ordinateurs"
      lead="Chacun a sa propre clé. Un carnet repris d’une sauvegarde est un nouvel ordinateur."
    >
      <ul role="list" className="stack-tight">
        {devices.map((device) => (
          <li key={device} className="row">
            <span className="code">{device.slice(0, 16)}…</span>
            <Button
              onPress={() => {
                setLost(device);
              }}
            >
              Perdu…
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        title={"Révoquer cet ordinateur\u202f?"}
        isOpen={lost !== null}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>Annuler</Button>
            <Button
              kind="danger"
              isPending={revoke.pending}
              onPress={async () => {
                const done = await revoke.run({ key: lost ?? "" });
                if (done === null) return;
                leave();
                onChanged(done);
              }}
            >
              Révoquer
            </Button>
          </>
        }
      >
        <p>
          L’entrepôt ne lui répondra plus, et rien de ce qu’il signerait ne sera cru. Ce qu’il
          contient déjà reste lisible pour qui connaîtrait votre phrase de passe.
        </p>
        <Problems failure={revoke.failure} />
      </Dialog>
    </Card>
  );
}
