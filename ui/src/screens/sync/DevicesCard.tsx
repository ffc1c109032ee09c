import { Card } from "../../components/Card";
import type { DeviceView, SyncView } from "../../generated/commands";
import { DeviceLines } from "./DeviceLines";

/** The author’s laptops: which one is this, since when each speaks, and the end of one that was lost. */
export function DevicesCard({
  devices,
  onChanged,
}: {
  devices: readonly DeviceView[];
  onChanged: (view: SyncView) => void;
}) {
  if (devices.every(({ here }) => here)) return null;
  return (
    <Card
      title="Vos ordinateurs"
      lead="Chacun a sa propre clé. Un carnet repris d’une sauvegarde compte pour un nouvel ordinateur : l’ancienne ligne est alors celle d’avant la reprise."
    >
      <DeviceLines devices={devices} action="Perdu…" onChanged={onChanged} />
    </Card>
  );
}
