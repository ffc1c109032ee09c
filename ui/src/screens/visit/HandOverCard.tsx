import { useState } from "react";

import { flushAll } from "../../app/flush";
import { useAction, useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { VisitView } from "../../generated/commands";

/** A visit that was begun here and goes on on the author’s other laptop; nothing where the notebook knows no store. */
export function HandOverCard({
  visit,
  onHandedOver,
}: {
  visit: VisitView;
  onHandedOver: (visit: VisitView) => void;
}) {
  const sync = useCommand("sync_status", {});
  const handOver = useAction("hand_over");
  const [asking, setAsking] = useState(false);
  const devices = sync.data?.store?.devices ?? [];
  if (devices.every(({ here }) => here) || visit.revisions.length > 0) return null;
  const leave = () => {
    setAsking(false);
    handOver.clear();
  };
  return (
    <Card title="Votre autre ordinateur">
      <div>
        <Button
          onPress={() => {
            setAsking(true);
          }}
        >
          Y continuer cette visite…
        </Button>
      </div>
      <Dialog
        title={"Continuer sur votre autre ordinateur\u202f?"}
        isOpen={asking}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>Garder ici</Button>
            <Button
              kind="primary"
              isPending={handOver.pending}
              onPress={async () => {
                if ((await flushAll()) !== null) return;
                const done = await handOver.run({ visit: visit.summary.id });
                if (done === null) return;
                leave();
                onHandedOver(done);
              }}
            >
              Remettre la visite
            </Button>
          </>
        }
      >
        <p>
          La visite s’arrête ici. Réponses, carnet de bord, entretien et notes personnelles partent
          chiffrés à la prochaine synchronisation de cet ordinateur, et se retrouvent sur l’autre à
          la sienne.
        </p>
        <Problems failure={handOver.failure} />
      </Dialog>
    </Card>
  );
}
