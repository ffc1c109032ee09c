import { useEffect, useSyncExternalStore } from "react";

import type { TimelineView } from "../../../generated/commands";
import { useObserving } from "../observing";

/** Milliseconds after which a timeline is asked again at the latest: clocks jump, and laptops sleep. */
const LATEST = 20_000;

/** The timeline of the séance in view, null where none was begun; asked again whenever a sample comes due. */
export function useTimeline(): TimelineView | null {
  const { timelines, unit, visit } = useObserving();
  const { bySeance } = useSyncExternalStore(timelines.subscribe, timelines.shown);
  const timeline = (unit === null ? undefined : bySeance.get(unit)) ?? null;
  const kept = timeline !== null;
  const nextIn = timeline?.next_in ?? null;

  useEffect(() => {
    // The séance may have ended, or gone on.
    if (unit !== null && kept) void timelines.refresh(unit);
  }, [timelines, unit, kept, visit]);
  useEffect(() => {
    if (unit === null || nextIn === null) return;
    const timer = setTimeout(
      () => {
        void timelines.refresh(unit);
      },
      Math.min(nextIn + 50, LATEST),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [timelines, unit, nextIn, timeline]);
  return timeline;
}
