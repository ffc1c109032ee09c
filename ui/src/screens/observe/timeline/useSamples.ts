import { useState, useSyncExternalStore } from "react";

import type { SaveState } from "../../../components/saveState";
import type { TimelineView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { isMissed } from "./stripKeys";
import type { Codes } from "./timelineModel";

/** The sample in view, and what can be done with it. */
export interface Samples {
  /** Its number: the one that is due, unless another was chosen. */
  index: number;
  codes: Codes;
  /** Whether a sample before it holds anything to repeat: the last that was noted. */
  canRepeat: boolean;
  state: SaveState;
  note: (codes: Codes) => void;
  repeat: () => void;
  step: (by: number) => void;
  undo: () => void;
  backToDue: () => void;
}

/** The samples of a timeline, one in view. */
export function useSamples(timeline: TimelineView): Samples {
  const { timelines } = useObserving();
  const { state } = useSyncExternalStore(timelines.subscribe, timelines.shown);
  const [chosen, setChosen] = useState<number | null>(null);
  const { seance, slots, due } = timeline;
  const index = chosen ?? due - 1;
  const before = slots.slice(0, index).findLast(({ codes }) => !isMissed(codes))?.codes ?? {};
  const show = (next: number) => {
    setChosen(next === due - 1 ? null : next);
  };
  const note = (next: Codes) => {
    timelines.note(seance, index, next);
  };
  return {
    index,
    codes: slots[index]?.codes ?? {},
    canRepeat: !isMissed(before),
    state,
    note,
    repeat: () => {
      if (!isMissed(before)) note(before);
    },
    step: (by) => {
      show(Math.min(Math.max(index + by, 0), slots.length - 1));
    },
    undo: () => {
      const undone = timelines.undo(seance);
      if (undone !== null) show(undone);
    },
    backToDue: () => {
      setChosen(null);
    },
  };
}
