import { createContext, type ReactNode } from "react";

/** What answers to the keys of help where no screen of an open notebook does. */
export interface Help {
  /** Over a dialog. */
  dialog: ReactNode;
  /** On a cover, where a button opens it too: who has no keyboard has no F1. */
  cover: ReactNode;
}

/** Given by `App`. */
export const HelpContext = createContext<Help>({ dialog: null, cover: null });
