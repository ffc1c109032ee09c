import { useEffect, useState } from "react";

import { call } from "../backend/backend";
import { useSession } from "./session";

/** How often a notebook that stays open is synced, in milliseconds. */
const EVERY = 20 * 60 * 1000;

/** Syncs at unlock, when a network appears, and from time to time: gives how often it did. */
export function useSyncAtUnlock(): number {
  const [times, setTimes] = useState(0);
  const { status } = useSession();
  const ready = status.state === "ready";
  useEffect(() => {
    if (!ready) return;
    const sync = () => {
      call("sync_status", {})
        .then(async ({ store, running }) => {
          if (store === null || running) return;
          await call("sync_now", {});
          // What came of it is told by who asks what needs a person.
          setTimes((before) => before + 1);
        })
        // Without a network everything goes on; the next time will do.
        .catch(() => undefined);
    };
    sync();
    const timer = setInterval(sync, EVERY);
    window.addEventListener("online", sync);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", sync);
    };
  }, [ready]);
  return times;
}
