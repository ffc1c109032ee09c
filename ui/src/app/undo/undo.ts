import { createContext, useContext } from "react";

import type { Place } from "../place";

/** What a person may take back, on the screen where it was done. */
export interface Offer {
  /** What was done: « Service retiré. » */
  words: string;
  /** Takes it back; rejects with a `CommandError` when it could not be. */
  undo: () => Promise<void> | void;
  /** The screen on which it is offered; that in view unless said. */
  on?: Place;
}

/** Offers to take back what was just done, before what was offered earlier; gives the way to withdraw the offer. */
export type OfferUndo = (offer: Offer) => () => void;

/** Given by `UndoProvider`. */
export const UndoContext = createContext<OfferUndo | null>(null);

/** How a screen offers to take back what was just done. */
export function useUndo(): OfferUndo {
  const offer = useContext(UndoContext);
  if (offer === null) throw new Error("useUndo outside UndoProvider");
  return offer;
}
