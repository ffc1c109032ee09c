import { useEffect, useState } from "react";

import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import type { SyncView } from "../../generated/commands";

/** How often a sync under way is asked how far it is, in milliseconds. */
const EVERY = 400;

/** Syncs on demand, and says how far it is. */
export function useSyncing(view: SyncView, onChanged: (view: SyncView) => void) {
  const sync = useAction("sync_now");
  const [phase, setPhase] = useState("");
  const running = sync.pending || view.running;
  useEffect(() => {
    if (!running) return;
    let stale = false;
    const timer = setInterval(() => {
      call("sync_status", {})
        .then((now) => {
          if (stale) return;
          setPhase(now.phase);
          // One that began elsewhere, at unlock, has nobody else to say that it ended.
          if (!sync.pending && !now.running) onChanged(now);
        })
        // A notebook locked meanwhile says so by itself.
        .catch(() => undefined);
    }, EVERY);
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [running, sync.pending, onChanged]);
  const begin = async () => {
    const done = await sync.run({});
    setPhase("");
    if (done !== null) onChanged(done);
  };
  return { begin, running, phase: running ? phase : "", failure: sync.failure };
}
