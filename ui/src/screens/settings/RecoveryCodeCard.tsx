import { useId, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";

/** Another recovery code: the former was lost, or somebody saw it. */
export function RecoveryCodeCard() {
  const { setStatus } = useSession();
  const renew = useAction("renew_recovery");
  const form = useId();
  const [open, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const close = () => {
    setOpen(false);
    setPassphrase("");
    renew.clear();
  };
  const submit = async () => {
    const status = await renew.run({ passphrase });
    if (status === null) return;
    // The screen stands behind the cover that shows the code, and is there again afterwards.
    close();
    setStatus(status);
  };
  return (
    <Card
      title="Code de secours"
      lead="Si la feuille est perdue, ou si quelqu’un l’a vue, un nouveau code remplace l’ancien, qui n’ouvrira plus le carnet de cet ordinateur."
    >
      <div className="row">
        <Button
          icon="lock"
          onPress={() => {
            setOpen(true);
          }}
        >
          Faire un nouveau code de secours
        </Button>
      </div>
      <Dialog
        title="Faire un nouveau code de secours"
        isOpen={open}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Annuler</Button>
            <Button type="submit" form={form} kind="primary" isPending={renew.pending}>
              Continuer
            </Button>
          </>
        }
      >
        <p>
          Ayez de quoi écrire. Le nouveau code s’affiche ensuite, et remplace l’ancien une fois
          retapé.
        </p>
        <p>
          L’ancien ouvrira encore les sauvegardes déjà faites, et le carnet de vos autres
          ordinateurs. Si vous avez un entrepôt, dès la prochaine synchronisation il ne rend le
          carnet que contre le dernier code fait, sur quelque ordinateur que ce soit.
        </p>
        <form
          id={form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextField
            label="Phrase de passe"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            autoFocus
          />
        </form>
        <Problems failure={renew.failure} />
      </Dialog>
    </Card>
  );
}
