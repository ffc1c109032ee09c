import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { registerSaver } from "../app/flush";
import { Autosaver, type SaveWhen } from "./autosave";
import type { SaveState } from "./saveState";

/** A field that saves by itself. */
export interface Autosave<Value> {
  /** Takes a new value; it is saved a moment later unless `when` says otherwise. */
  change: (value: Value, when?: SaveWhen) => void;
  /** Saves at once; a failure shows in the state. */
  attempt: () => void;
  /** Forgets a value that is not on its way yet. */
  drop: () => void;
  /** Gives up a value that was refused, and shows what is kept. */
  abandon: () => void;
  /** For `SavedMark`. */
  state: SaveState;
}

/**
 * Saves what is typed as it is typed, before a lock, and when the screen is left.
 * `save` resolves to the instant of writing that the notebook answered; `restore` shows again what is kept.
 */
export function useAutosave<Value>(
  save: (value: Value) => Promise<string>,
  { pause = 400, restore }: { pause?: number; restore?: () => void } = {},
): Autosave<Value> {
  const [saver] = useState(() => new Autosaver(save, pause));
  useEffect(() => {
    saver.saveBy(save, restore);
  }, [saver, save, restore]);
  const state = useSyncExternalStore(saver.subscribe, saver.state);
  useEffect(() => registerSaver(saver), [saver]);
  const actions = useMemo(
    () => ({
      change: (value: Value, when?: SaveWhen) => {
        saver.change(value, when);
      },
      attempt: () => void saver.flush().catch(() => undefined),
      drop: saver.drop,
      abandon: saver.abandon,
    }),
    [saver],
  );
  return { ...actions, state };
}
