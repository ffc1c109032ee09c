import { useCallback, useState } from "react";

import { call } from "../backend/backend";
import { failureOf } from "../backend/failure";
import type { Failure } from "../generated/commands";
import { flushAll } from "./flush";
import { useSession } from "./session";

/** Locking the notebook. */
export interface Lock {
  /** Saves what is being typed, then locks; stays open when something could not be saved. */
  lock: () => Promise<void>;
  /** Why it did not lock; null otherwise. */
  failure: Failure | null;
  /** Takes the failure off the screen. */
  clear: () => void;
}

/** Locks without losing what was entered. */
export function useLock(): Lock {
  const { setStatus } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const lock = useCallback(async () => {
    const unsaved = await flushAll();
    setFailure(unsaved);
    if (unsaved !== null) return;
    try {
      setStatus(await call("lock", {}));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  }, [setStatus]);
  const clear = useCallback(() => {
    setFailure(null);
  }, []);
  return { lock, failure, clear };
}
