import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { DeviceView, SyncView } from "../../generated/commands";
import { counted } from "../../text/format";

/** What makes a laptop known again: when it began, what it last did. */
function Known({ device: { since, last, sealed } }: { device: DeviceView }) {
  return (
    <>
      <span>{since === "" ? "Début inconnu." : `En service depuis ${since}.`}</span>{" "}
      <span>
        {last === ""
          ? "Rien de scellé dessus n’est connu ici."
          : `${counted(sealed, "visite scellée", "visites scellées")} dessus, dernière trace ${last}.`}
      </span>
    </>
  );
}

/** The author’s laptops, this one named; another may be ended, once the person has confirmed. */
export function DeviceLines({
  devices,
  action,
  onChanged,
}: {
  devices: readonly DeviceView[];
  action: string;
  onChanged: (view: SyncView) => void;
}) {
  const [lost, setLost] = useState<DeviceView | null>(null);
  const revoke = useAction("revoke_device");
  const leave = () => {
    setLost(null);
    revoke.clear();
  };
  return (
    <>
      <ul role="list" className="stack-tight">
        {devices.map((device) => (
          <li key={device.key} className="row">
            <p className="grow">
              <strong>{device.here ? "Cet ordinateur" : "Un autre ordinateur"}</strong>
              <br />
              <Known device={device} />
              <br />
              <span className="code small muted">{device.key.slice(0, 16)}…</span>
            </p>
            {device.here ? null : (
              <Button
                onPress={() => {
                  setLost(device);
                }}
              >
                {action}
              </Button>
            )}
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
                const done = await revoke.run({ key: lost?.key ?? "" });
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
        {lost === null ? null : (
          <p>
            <Known device={lost} />
          </p>
        )}
        <p>
          L’entrepôt ne lui répondra plus, et rien de ce qu’il signerait ne sera cru. Ce qu’il
          contient déjà reste lisible pour qui connaîtrait votre phrase de passe.
        </p>
        <p>
          Si quelqu’un peut la connaître, prévenez aussi un gardien{"\u00a0"}: avec elle, un autre
          ordinateur peut encore se présenter à votre nom. Le gardien y met fin, et vous commencez
          un nouveau carnet.
        </p>
        <Problems failure={revoke.failure} />
      </Dialog>
    </>
  );
}
