import { createContext, useContext, useSyncExternalStore } from "react";

import type { GridView, VisitView } from "../../generated/commands";
import type { DebriefModel } from "../debrief/debriefModel";
import type { AnswerQueue } from "./answers/answerQueue";
import type { Unit } from "./answers/rows";
import type { CurrentRow } from "./currentRow";
import type { NotebookModel } from "./notebook/notebookModel";
import type { TimelineModel } from "./timeline/timelineModel";

/** The ways of working on one visit. */
export type Mode = "notes" | "grid" | "debrief";

/** What all parts of the observing screen share. */
export interface Observing {
  visit: VisitView;
  /** Shows the visit as a command answered it. */
  setVisit: (visit: VisitView) => void;
  /** None for notes only. */
  grid: GridView | null;
  notebook: NotebookModel;
  queue: AnswerQueue;
  debrief: DebriefModel;
  timelines: TimelineModel;
  /** The séance in view; null for the visit as a whole. */
  unit: Unit;
  setUnit: (unit: Unit) => void;
  currentRow: CurrentRow;
  mode: Mode;
  setMode: (mode: Mode) => void;
}

/** Given by `ObservingProvider`. */
export const ObservingContext = createContext<Observing | null>(null);

/** The visit that is being observed. */
export function useObserving(): Observing {
  const observing = useContext(ObservingContext);
  if (observing === null) throw new Error("useObserving outside ObservingProvider");
  return observing;
}

/** The key of the row in focus, and how to move there. */
export function useCurrentRow(): [key: string, moveTo: (key: string) => void] {
  const { currentRow } = useObserving();
  return [useSyncExternalStore(currentRow.subscribe, currentRow.key), currentRow.moveTo];
}
