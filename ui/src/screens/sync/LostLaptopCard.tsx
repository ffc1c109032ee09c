import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { DeviceView, SyncView } from "../../generated/commands";
import { DeviceLines } from "./DeviceLines";

/** After a notebook was made anew: the lost laptop still speaks to the store, until it is ended here. */
export function LostLaptopCard({
  devices,
  onChanged,
}: {
  devices: readonly DeviceView[];
  onChanged: (view: SyncView) => void;
}) {
  const keep = useAction("keep_devices");
  return (
    <Card
      title="L’ordinateur perdu"
      lead="Votre carnet est revenu ici. L’ordinateur perdu, lui, peut encore parler à l’entrepôt en votre nom : révoquez-le. Les dates vous aident à le reconnaître."
    >
      <DeviceLines devices={devices} action="C’est lui…" onChanged={onChanged} />
      <div className="row">
        <Button
          kind="quiet"
          isPending={keep.pending}
          onPress={async () => {
            const kept = await keep.run({});
            if (kept !== null) onChanged(kept);
          }}
        >
          Retrouvé : ne rien révoquer
        </Button>
      </div>
      <Problems failure={keep.failure} />
    </Card>
  );
}
