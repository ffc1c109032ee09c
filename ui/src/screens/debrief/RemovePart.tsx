import { useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";

/** Takes a strength or a recommendation away; asks first where something was written. */
export function RemovePart({
  name,
  written,
  onRemove,
}: {
  /** « le point d’appui 2 ». */
  name: string;
  written: string;
  onRemove: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const keep = () => {
    setAsking(false);
  };
  return (
    <>
      <Button
        kind="quiet"
        icon="trash"
        iconOnly
        onPress={() => {
          if (written.trim() === "") onRemove();
          else setAsking(true);
        }}
      >
        {`Retirer ${name}`}
      </Button>
      <Dialog
        title={`Retirer ${name}\u202f?`}
        isOpen={asking}
        onClose={keep}
        actions={
          <>
            <Button onPress={keep}>Garder</Button>
            <Button kind="danger" onPress={onRemove}>
              Retirer
            </Button>
          </>
        }
      >
        <p className="removed-words">{written}</p>
      </Dialog>
    </>
  );
}
