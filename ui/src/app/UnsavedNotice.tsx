import { useSyncExternalStore } from "react";

import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Problems } from "../components/Problems";
import { forgetUnsaved, onUnsaved, unsaved } from "./unsaved";

/** Says what was not saved when a field closed, or when the notebook locked by itself. */
export function UnsavedNotice() {
  const told = useSyncExternalStore(onUnsaved, unsaved);
  return (
    <Dialog
      title="Une modification n’est pas enregistrée"
      isOpen={told !== null}
      onClose={forgetUnsaved}
      actions={
        <Button kind="primary" onPress={forgetUnsaved}>
          J’ai lu
        </Button>
      }
    >
      <p>
        {told?.onScreen === true
          ? "Elle n’a pas pu l’être au moment du verrouillage. Elle est toujours là où vous l’avez écrite."
          : "Elle a été refusée. Ce qui était enregistré avant elle est gardé."}
      </p>
      <Problems failure={told?.failure ?? null} />
    </Dialog>
  );
}
