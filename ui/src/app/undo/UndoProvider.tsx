import { useEffect, useRef, useState, type ReactNode } from "react";

import { failureOf } from "../../backend/failure";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { Failure } from "../../generated/commands";
import { useNavigation } from "../navigation";
import { UndoContext, type Offer } from "./undo";
import "./undo.css";

/** Where Ctrl+Z takes back letters. */
const FIELD = "input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]";
const DIALOG = "[role=dialog], [role=alertdialog]";
/** How many acts of one screen can be taken back. */
const DEPTH = 20;

/** An offer with the screen where it is shown and what tells it from the others. */
type Made = Offer & { serial: number; at: string };

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
      const isPlain = !event.shiftKey && !event.altKey;
      const isUndo = isPlain && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
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

/** Offers, at the foot of a screen, to take back what was just done there, the last first. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { place } = useNavigation();
  const at = JSON.stringify(place);
  const [offers, setOffers] = useState<readonly Made[]>([]);
  const [left, setLeft] = useState(at);
  const present = useRef(at);
  useEffect(() => {
    present.current = at;
  });
  // What a screen offered goes with it: by the next visit, what it would put back is no longer as it was.
  if (left !== at) {
    setLeft(at);
    setOffers(offers.filter((offer) => offer.at === at));
  }
  const withdraw = (serial: number) => {
    setOffers((now) => now.filter((offer) => offer.serial !== serial));
  };
  const [offer] = useState(() => {
    let serial = 0;
    return (next: Offer) => {
      serial += 1;
      const made = { ...next, serial };
      const on = next.on === undefined ? present.current : JSON.stringify(next.on);
      setOffers((now) => [...now.slice(1 - DEPTH), { ...made, at: on }]);
      return () => {
        withdraw(made.serial);
      };
    };
  });
  const shown = offers.findLast((made) => made.at === at) ?? null;
  return (
    <UndoContext value={offer}>
      {children}
      <div className={shown === null ? undefined : "undo-bar"}>
        <span role="status">{shown?.words}</span>
        {shown === null ? null : (
          <UndoActions
            key={shown.serial}
            offer={shown}
            onGone={() => {
              withdraw(shown.serial);
            }}
          />
        )}
      </div>
    </UndoContext>
  );
}
