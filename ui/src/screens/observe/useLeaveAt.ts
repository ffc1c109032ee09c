import { useEffect, useRef } from "react";

import { useAutosave } from "../../components/useAutosave";
import { call } from "../../backend/backend";
import type { LeftAt } from "../../generated/commands";
import { rowKey, type Unit } from "./answers/rows";
import type { CurrentRow } from "./currentRow";
import type { Mode } from "./observing";

function placeOf(row: string, unit: Unit): Pick<LeftAt, "seance" | "item"> {
  for (const seance of [unit, null]) {
    const prefix = rowKey(seance, "");
    if (row.startsWith(prefix)) return { seance, item: row.slice(prefix.length) };
  }
  return { seance: unit, item: "" };
}

/** Keeps where an observation is, so that it opens there again. */
export function useLeaveAt(visit: string, mode: Mode, unit: Unit, currentRow: CurrentRow): void {
  const { change } = useAutosave(async (left_at: LeftAt) => {
    // Nothing that was entered is at stake: a failure is not worth a word.
    const saved = await call("leave_at", { visit, left_at }).catch(() => ({ saved_at: "" }));
    return saved.saved_at;
  });
  const opened = useRef(true);
  useEffect(() => {
    const leave = () => {
      change({ mode, ...placeOf(currentRow.key(), unit) });
    };
    if (opened.current) opened.current = false;
    else leave();
    return currentRow.subscribe(leave);
  }, [change, mode, unit, currentRow]);
}
