import { useCallback, useEffect, useState } from "react";

import { closeWindow, onClosing } from "../backend/closing";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Problems } from "../components/Problems";
import type { Failure } from "../generated/commands";
import { flushAll } from "./flush";

/** Saves what is still being typed before the window closes; asks when that could not be done. */
export function ClosingGuard() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const saveAndClose = useCallback(async () => {
    const unsaved = await flushAll();
    setFailure(unsaved);
    if (unsaved === null) await closeWindow();
  }, []);
  useEffect(() => onClosing(() => void saveAndClose()), [saveAndClose]);
  const stay = () => {
    setFailure(null);
  };
  return (
    <Dialog
      title="Carnet n’est pas fermé"
      isOpen={failure !== null}
      onClose={stay}
      actions={
        <>
          <Button onPress={stay}>Rester ouvert</Button>
          <Button kind="danger" onPress={() => void closeWindow()}>
            Fermer sans enregistrer
          </Button>
          <Button kind="primary" onPress={() => void saveAndClose()}>
            Réessayer
          </Button>
        </>
      }
    >
      <p>Ce qui est écrit n’a pas pu être enregistré. Fermer maintenant le perdrait.</p>
      <Problems failure={failure} />
    </Dialog>
  );
}
