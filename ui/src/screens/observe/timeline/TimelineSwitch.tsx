import { useState, useSyncExternalStore } from "react";

import { Button } from "../../../components/Button";
import type { GridView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { StartTimelineDialog } from "./StartTimelineDialog";

/** Offers the timeline of a séance, where the grid has one and it was not begun. */
export function TimelineSwitch({ grid, seance }: { grid: GridView; seance: string }) {
  const { timelines } = useObserving();
  const { bySeance } = useSyncExternalStore(timelines.subscribe, timelines.shown);
  const [starting, setStarting] = useState(false);
  if (grid.interval_minutes === 0 || bySeance.has(seance)) return null;
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => {
          setStarting(true);
        }}
      >
        Chronologie
      </Button>
      {starting ? (
        <StartTimelineDialog
          grid={grid}
          seance={seance}
          onClose={() => {
            setStarting(false);
          }}
        />
      ) : null}
    </>
  );
}
