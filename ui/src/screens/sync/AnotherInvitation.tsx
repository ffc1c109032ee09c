import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import type { StoreView, SyncView } from "../../generated/commands";

/** Another invitation: a second role, or the right one where the store was not. */
export function AnotherInvitation({
  store,
  onChanged,
}: {
  store: StoreView;
  onChanged: (view: SyncView) => void;
}) {
  const [invitation, setInvitation] = useState("");
  const join = useAction("join_store");
  return (
    <details>
      <summary>Prendre une autre invitation</summary>
      <TextArea
        label="Autre invitation"
        description="Un nouveau rôle dans votre académie, ou la bonne invitation si ce carnet s’est rattaché ailleurs."
        value={invitation}
        onChange={setInvitation}
        rows={4}
      />
      <div className="row">
        <Button
          isPending={join.pending}
          isDisabled={invitation.trim() === ""}
          onPress={async () => {
            const joined = await join.run({ invitation, authority: "", proxy: store.proxy });
            if (joined === null) return;
            setInvitation("");
            onChanged(joined);
          }}
        >
          Prendre cette invitation
        </Button>
      </div>
      <Problems failure={join.failure} />
    </details>
  );
}
