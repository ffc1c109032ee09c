import { useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import { ReachFields, type Reach } from "../sync/ReachFields";

function Recover({ onClose }: { onClose: () => void }) {
  const { setStatus } = useSession();
  const recover = useAction("recover_from_store");
  const [invitation, setInvitation] = useState("");
  const [code, setCode] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [reach, setReach] = useState<Reach>({ authority: "", proxy: "" });
  return (
    <Dialog
      title="Mon portable est perdu"
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            kind="primary"
            isPending={recover.pending}
            onPress={async () => {
              const status = await recover.run({ invitation, code, passphrase, ...reach });
              if (status !== null) setStatus(status);
            }}
          >
            Faire revenir mon carnet
          </Button>
        </>
      }
    >
      <p>
        Tout ce que l’ancien ordinateur avait synchronisé revient ici : visites scellées, suites,
        notes personnelles, visites remises. Carnet vous proposera ensuite de révoquer l’ancien.
      </p>
      <TextArea
        label="Texte du gardien de l’académie"
        description="Une invitation, même déjà prise : elle dit où est l’entrepôt et à qui se fier."
        value={invitation}
        onChange={setInvitation}
        rows={3}
        autoFocus
      />
      <TextField label="Code de secours" code value={code} onChange={setCode} />
      <TextField
        label="Nouvelle phrase de passe"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
      />
      <details>
        <summary>Réseau de l’académie : autorité, mandataire</summary>
        <ReachFields reach={reach} onChange={setReach} />
      </details>
      <Problems failure={recover.failure} />
    </Dialog>
  );
}

/** The way back for who has nothing left but the recovery code. */
export function LostLaptop() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => {
          setOpen(true);
        }}
      >
        Mon portable est perdu…
      </Button>
      {open ? (
        <Recover
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
