import { useCallback } from "react";

import { useAction, useCommand } from "../../backend/useCommand";

/** What a keeper has before him, and the store told of each decision as soon as it is taken. */
export function useKeeping() {
  const loaded = useCommand("academie", {});
  const sync = useAction("sync_now");
  const { replace, reload } = loaded;
  const { run } = sync;
  const tell = useCallback(async () => {
    await run({});
    reload();
  }, [run, reload]);
  return { loaded, replace, tell, telling: sync.pending, failure: sync.failure };
}

/** How the cards of a keeper’s screen change it: by what a command answered, after which the store is told. */
export type Decided = () => void;
