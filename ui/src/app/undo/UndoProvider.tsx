import { useEffect, useRef, useState, type ReactNode } from "react";

import { failureOf } from "../../backend/failure";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { Failure } from "../../generated/commands";
import { useNavigation } from "../navigation";
import { UndoContext, type Offer } from "./undo";
import "./undo.css";

/** Where Ctrl+Z takes back letters. */
const FIELD = "input, textarea, [contenteditable=true]";
const DIALOG = "[role=dialog], [role=alertdialog]";

function UndoActions({ offer, onGone }: { offer: Offer; onGone: () => void }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const undo = async () => {
    setPending(true);
    try {
      await offer.undo();
      onGone();
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setPending(false);
    }
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
      if (!isUndo || event.defaultPrevented || event.repeat || pending) return;
      if (document.activeElement?.matches(FIELD) === true) return;
      if (document.querySelector(DIALOG) !== null) return;
      event.preventDefault();
      void undo();
    };
    // After the screen's own keys: a grid takes back its answers.
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  });
  return (
    <>
      <Button kind="quiet" icon="undo" isPending={pending} onPress={() => void undo()}>
        Défaire
      </Button>
      <Button kind="quiet" icon="close" iconOnly onPress={onGone}>
        Garder ainsi
      </Button>
      <Problems failure={failure} />
    </>
  );
}

/** Offers, over the head of a screen, to take back what was just done there. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { place } = useNavigation();
  const at = JSON.stringify(place);
  const [made, setMade] = useState<Offer | null>(null);
  const present = useRef(place);
  useEffect(() => {
    present.current = place;
  });
  const [offer] = useState(() => (next: Offer) => {
    setMade({ on: present.current, ...next });
  });
  const shown = made !== null && JSON.stringify(made.on) === at ? made : null;
  return (
    <UndoContext value={offer}>
      {children}
      <div className={shown === null ? undefined : "undo-bar"}>
        <span role="status">{shown?.words}</span>
        {shown === null ? null : (
          <UndoActions
            key={shown.words}
            offer={shown}
            onGone={() => {
              setMade(null);
            }}
          />
        )}
      </div>
    </UndoContext>
  );
}
