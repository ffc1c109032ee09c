import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

import { useScreenKeys } from "../../app/useScreenKeys";
import { DebriefPane } from "../debrief/DebriefPane";
import { PersonalNotesField } from "../debrief/PersonalNotesField";
import { EarlierRecommendations } from "../visit/EarlierRecommendations";
import { VisitHead } from "../visit/VisitHead";
import { focusMode } from "./focus";
import { ModeBar } from "./ModeBar";
import { NotebookPane } from "./notebook/NotebookPane";
import { useObserving, type Mode } from "./observing";
import { GridPane } from "./scoring/GridPane";
import { switchToStrip } from "./timeline/stripFocus";
import { TimelineStrip } from "./timeline/TimelineStrip";
import { useWide } from "./useWide";
import "./observe.css";
import "./fitted.css";

/** The observing screen of a visit that may still be changed. */
export function ObservePage() {
  const { visit, grid, mode, setMode, currentRow } = useObserving();
  const wide = useWide();
  const [together, setTogether] = useState(true);
  const sideBySide = wide && together && grid !== null && mode !== "debrief";
  const scores = grid !== null && (sideBySide || mode === "grid");
  const [opening] = useState(mode);
  useEffect(() => {
    focusMode(opening, currentRow.key());
  }, [opening, currentRow]);

  const show = (next: Mode) => {
    flushSync(() => {
      setMode(next);
    });
    focusMode(next, currentRow.key());
  };
  useScreenKeys({
    F2: () => {
      if (grid !== null) show(mode === "notes" ? "grid" : "notes");
    },
    F8: switchToStrip,
  });

  return (
    <div className={scores ? "observe observe-scoring" : "observe"}>
      <VisitHead visit={visit} step="observe" takesFocus={false} />
      <ModeBar
        onMode={show}
        sideBySide={wide && grid !== null ? together : null}
        onSideBySide={setTogether}
      />
      {grid === null || mode === "debrief" ? null : <TimelineStrip grid={grid} />}
      <EarlierRecommendations visits={visit.earlier} visited={visit.teachers} />
      <div className={sideBySide ? "observe-panes observe-panes-two" : "observe-panes"}>
        {sideBySide || mode === "notes" ? <NotebookPane /> : null}
        {scores ? <GridPane grid={grid} /> : null}
        {mode !== "debrief" ? null : visit.kind.notes_only ? (
          <PersonalNotesField visit={visit.summary.id} />
        ) : (
          <DebriefPane grid={grid} />
        )}
      </div>
    </div>
  );
}
