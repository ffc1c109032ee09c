import { useEffect, useMemo, useState, type ReactNode } from "react";

import { registerSaver } from "../../app/flush";
import { call } from "../../backend/backend";
import type { ObservationView, VisitView } from "../../generated/commands";
import { DebriefModel } from "../debrief/debriefModel";
import { AnswerQueue } from "./answers/answerQueue";
import { rowKey, type Unit } from "./answers/rows";
import { CurrentRow } from "./currentRow";
import { NotebookModel } from "./notebook/notebookModel";
import { ObservingContext, type Mode } from "./observing";
import { TimelineModel } from "./timeline/timelineModel";
import { useLeaveAt } from "./useLeaveAt";

function modeOf(view: ObservationView): Mode {
  const { mode } = view.left_at;
  if (mode === "debrief") return "debrief";
  return mode === "grid" && view.grid !== null ? "grid" : "notes";
}

function unitOf({ visit, left_at }: ObservationView): Unit {
  const seances = visit.plan.seances;
  if (left_at.seance === null && seances.length > 1) return null;
  const left = seances.find(({ id }) => id === left_at.seance) ?? seances[0];
  return left?.id ?? null;
}

function rowOf({ left_at }: ObservationView): string {
  return left_at.item === "" ? "" : rowKey(left_at.seance, left_at.item);
}

/** Asks where the visit stands once something of it is saved: one that was planned is then under way. */
function whenBegun(visit: VisitView, show: (visit: VisitView) => void): () => void {
  let known = visit.summary.status !== "planned";
  return () => {
    if (known) return;
    known = true;
    call("visit", { visit: visit.summary.id })
      .then(show)
      .catch(() => {
        known = false;
      });
  };
}

function modelsOf(view: ObservationView, onSaved: () => void) {
  const visit = view.visit.summary.id;
  const units = new Map([[null, view.answers] as const, ...Object.entries(view.seances)]);
  return {
    notebook: new NotebookModel(visit, view.notes, unitOf(view), onSaved),
    queue: new AnswerQueue(visit, units, onSaved),
    debrief: new DebriefModel(visit, view.debrief, onSaved),
    timelines: new TimelineModel(visit, view.timelines, onSaved),
    currentRow: new CurrentRow(rowOf(view)),
  };
}

/** Holds what is entered in one visit, on its way to the disk, and where the visit is left. */
export function ObservingProvider({
  view,
  children,
}: {
  view: ObservationView;
  children: ReactNode;
}) {
  const [visit, setVisit] = useState(view.visit);
  const [models] = useState(() => modelsOf(view, whenBegun(view.visit, setVisit)));
  const [mode, setMode] = useState(() => modeOf(view));
  const [unit, setUnit] = useState(() => unitOf(view));
  const { notebook, queue, debrief, timelines, currentRow } = models;
  useEffect(() => {
    const forget = [notebook, queue, debrief, timelines].map(registerSaver);
    return () => {
      for (const each of forget) each();
    };
  }, [notebook, queue, debrief, timelines]);
  useEffect(() => {
    notebook.moveTo(unit);
  }, [notebook, unit]);
  useLeaveAt(view.visit.summary.id, mode, unit, currentRow);

  const observing = useMemo(
    () => ({
      visit,
      setVisit,
      grid: view.grid,
      ...models,
      unit,
      setUnit,
      mode,
      setMode,
    }),
    [visit, view.grid, models, unit, mode],
  );
  return <ObservingContext value={observing}>{children}</ObservingContext>;
}
