import { useCallback, useState } from "react";
import { flushSync } from "react-dom";

import { call } from "../backend/backend";
import { failureOf, wasRefused } from "../backend/failure";
import type { Failure } from "../generated/commands";
import { flushBeforeLock } from "./flush";
import { useSession } from "./session";
import { tellUnsaved } from "./unsaved";

/** Locking the notebook. The page keeps what is typed in it, and shows it again once unlocked. */
export interface Lock {
  /** Saves what is being typed, then locks; asks first when that broke. */
  lock: () => Promise<void>;
  /** The same with nobody there to be asked: it locks, and says after unlocking what was not saved. */
  lockIdle: () => Promise<void>;
  /** Why it did not lock; null otherwise. */
  failure: Failure | null;
  /** Takes the failure off the screen. */
  clear: () => void;
}

/** Locks without losing what was entered. */
export function useLock(): Lock {
  const { setStatus } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const close = useCallback(
    async (asks: boolean) => {
      const unsaved = await flushBeforeLock();
      if (asks && unsaved !== null && !wasRefused(unsaved)) {
        setFailure(unsaved);
        return;
      }
      try {
        const status = await call("lock", {});
        flushSync(() => {
          setStatus(status);
          setFailure(null);
        });
        // The screens are hidden: it shows with them.
        if (unsaved !== null) tellUnsaved({ failure: unsaved, onScreen: true });
      } catch (thrown) {
        setFailure(failureOf(thrown));
      }
    },
    [setStatus],
  );
  const lock = useCallback(() => close(true), [close]);
  const lockIdle = useCallback(() => close(false), [close]);
  const clear = useCallback(() => {
    setFailure(null);
  }, []);
  return { lock, lockIdle, failure, clear };
}
