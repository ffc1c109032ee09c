import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { registerFlush } from "../app/flush";
import { Autosaver, type SaveWhen } from "./autosave";
import type { SaveState } from "./saveState";

/** A field that saves by itself. */
export interface Autosave<Value> {
  /** Takes a new value; it is saved a moment later unless `when` says otherwise. */
  change: (value: Value, when?: SaveWhen) => void;
  /** Saves at once; a failure shows in the state. */
  attempt: () => void;
  /** For `SavedMark`. */
  state: SaveState;
}

/**
 * Saves what is typed as it is typed, before a lock, and when the screen is left.
 * `save` resolves to the instant of writing that the notebook answered.
 */
export function useAutosave<Value>(
  save: (value: Value) => Promise<string>,
  pause = 400,
): Autosave<Value> {
  const [saver] = useState(() => new Autosaver(save, pause));
  useEffect(() => {
    saver.saveBy(save);
  }, [saver, save]);
  const state = useSyncExternalStore(saver.subscribe, saver.state);
  useEffect(() => {
    const unregister = registerFlush(saver.flush);
    return () => {
      // While it cannot be saved it stays on the list, so that a lock waits for it.
      saver.flush().then(unregister, () => undefined);
    };
  }, [saver]);
  const actions = useMemo(
    () => ({
      change: (value: Value, when?: SaveWhen) => {
        saver.change(value, when);
      },
      attempt: () => void saver.flush().catch(() => undefined),
    }),
    [saver],
  );
  return { ...actions, state };
}
