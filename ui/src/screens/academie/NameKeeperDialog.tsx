import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import type { KeeperNamed } from "../../generated/commands";

/** Names a second keeper, once both read the same fingerprint. */
export function NameKeeperDialog({
  onClose,
  onNamed,
}: {
  onClose: () => void;
  onNamed: (named: KeeperNamed) => void;
}) {
  const [identity, setIdentity] = useState("");
  const [fingerprint, setFingerprint] = useState("");
  const [compared, setCompared] = useState(false);
  const read = useAction("read_identity");
  const name = useAction("name_keeper");
  const isRead = fingerprint !== "";
  return (
    <Dialog
      title="Nommer un autre gardien"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          {isRead ? (
            <Button
              kind="primary"
              isPending={name.pending}
              isDisabled={!compared}
              onPress={async () => {
                const named = await name.run({ identity });
                if (named !== null) onNamed(named);
              }}
            >
              Nommer et chiffrer la clé
            </Button>
          ) : (
            <Button
              kind="primary"
              isPending={read.pending}
              onPress={async () => {
                const who = await read.run({ identity });
                if (who !== null) setFingerprint(who.fingerprint);
              }}
            >
              Lire cette identité
            </Button>
          )}
        </>
      }
    >
      <TextArea
        label="Identité de l’autre gardien"
        description="Il la trouve dans son carnet, « Synchronisation », « L’entrepôt » : deux suites de 64 chiffres et lettres."
        value={identity}
        onChange={(text) => {
          setIdentity(text);
          setFingerprint("");
          setCompared(false);
        }}
        rows={3}
      />
      {isRead ? (
        <>
          <p>
            Empreinte de cette identité
            <br />
            <span className="code">{fingerprint}</span>
          </p>
          <CheckboxField
            label="Nous l’avons comparée de vive voix : c’est la sienne"
            value={compared}
            onChange={setCompared}
          />
        </>
      ) : null}
      <Problems failure={read.failure} />
      <Problems failure={name.failure} />
    </Dialog>
  );
}
