import { useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { takeAway } from "../../components/takeAway";

/** Takes a member of a list away, such as a strength; asks first where something was written. */
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
  const [asked, setAsked] = useState<Element | null>(null);
  const keep = () => {
    setAsked(null);
  };
  return (
    <>
      <Button
        kind="quiet"
        icon="trash"
        iconOnly
        onPress={({ target }) => {
          const part = target.closest("li, .seance");
          if (written.trim() === "") takeAway(part, onRemove);
          else setAsked(part);
        }}
      >
        {`Retirer ${name}`}
      </Button>
      <Dialog
        title={`Retirer ${name}\u202f?`}
        isOpen={asked !== null}
        onClose={keep}
        actions={
          <>
            <Button onPress={keep}>Garder</Button>
            <Button
              kind="danger"
              onPress={() => {
                takeAway(asked, onRemove);
              }}
            >
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
