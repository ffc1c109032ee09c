import { useId, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import { NewPassphrase } from "../setup/NewPassphrase";

/** Changing the passphrase. */
export function PassphraseCard() {
  const { setStatus } = useSession();
  const action = useAction("change_passphrase");
  const form = useId();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState("");
  const [changed, setChanged] = useState(false);
  const close = () => {
    setOpen(false);
    setCurrent("");
    action.clear();
  };
  const change = async (next: string) => {
    const status = await action.run({ current, next });
    if (status === null) return;
    setStatus(status);
    setChanged(true);
    close();
  };
  return (
    <Card
      title="Phrase de passe"
      lead="Une nouvelle phrase de passe protège le carnet de cet ordinateur. Une copie faite auparavant s’ouvre encore avec l’ancienne. Le code de secours ne change pas."
    >
      <div className="row">
        <Button
          icon="lock"
          onPress={() => {
            setChanged(false);
            setOpen(true);
          }}
        >
          Changer la phrase de passe
        </Button>
        <span role="status">{changed ? "La phrase de passe est changée." : ""}</span>
      </div>
      <Dialog
        title="Changer la phrase de passe"
        isOpen={open}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Annuler</Button>
            <Button type="submit" form={form} kind="primary" isPending={action.pending}>
              Changer
            </Button>
          </>
        }
      >
        <TextField
          label="Phrase de passe actuelle"
          type="password"
          value={current}
          onChange={setCurrent}
          autoFocus
        />
        <Problems failure={action.failure} />
        <NewPassphrase
          id={form}
          label="Nouvelle phrase de passe"
          pending={action.pending}
          onChosen={(next) => void change(next)}
          autoFocus={false}
        />
      </Dialog>
    </Card>
  );
}
