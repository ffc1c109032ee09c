import { useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";

/** Asks for a few groups again, to be sure that the code was kept. */
export function ConfirmRecovery({
  toConfirm,
  onBack,
}: {
  /** Their ranks, from 0. */
  toConfirm: number[];
  onBack: () => void;
}) {
  const { setStatus } = useSession();
  const confirm = useAction("confirm_recovery");
  const [groups, setGroups] = useState(() => toConfirm.map(() => ""));
  const submit = async () => {
    const status = await confirm.run({ groups });
    if (status !== null) setStatus(status);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>Recopiez ces groupes depuis votre feuille. Majuscules et minuscules se valent.</p>
      <div className="columns">
        {toConfirm.map((group, rank) => (
          <TextField
            key={group}
            label={`Groupe ${String(group + 1)}`}
            value={groups[rank] ?? ""}
            onChange={(value) => {
              setGroups(groups.map((other, place) => (place === rank ? value : other)));
            }}
            width="short"
            code
            autoFocus={rank === 0}
          />
        ))}
      </div>
      <Problems failure={confirm.failure} />
      <div className="row row-between">
        <Button kind="quiet" icon="back" onPress={onBack}>
          Revoir le code
        </Button>
        <Button type="submit" kind="primary" isPending={confirm.pending}>
          Vérifier
        </Button>
      </div>
    </form>
  );
}
