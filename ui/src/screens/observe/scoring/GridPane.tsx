import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

import { useSettings } from "../../../app/session";
import { failureOf } from "../../../backend/failure";
import { Problems } from "../../../components/Problems";
import type { Failure, GridView } from "../../../generated/commands";
import {
  answerIn,
  asks,
  groupsOf,
  nearest,
  progressOf,
  rowKey,
  sortedOut,
  unitsOf,
  type Row,
} from "../answers/rows";
import { focusRow } from "../focus";
import { useCurrentRow, useObserving } from "../observing";
import { DetailPanel } from "./DetailPanel";
import { GridBar } from "./GridBar";
import { GridGroup } from "./GridGroup";
import type { RowActions } from "./rowActions";
import { gridKeys } from "./gridKeys";
import { undoneWords } from "./undoneWords";
import "./grid.css";

/** Goes to a row once the list of what was found has given the focus back. */
function goToFound({ key }: Row): void {
  requestAnimationFrame(() => focusRow(key));
}

/** Scoring in the grid: one row for each item, the one in focus explained beside it. */
export function GridPane({ grid }: { grid: GridView }) {
  const { visit, queue, unit, setUnit, mode, setMode } = useObserving();
  const [current, moveTo] = useCurrentRow();
  const { settings } = useSettings();
  const answers = useSyncExternalStore(queue.subscribe, queue.answers);
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const { seances } = visit.plan;

  const all = useMemo(() => {
    const units = seances.length > 1 ? [unit] : unitsOf(grid, seances);
    return units.flatMap((each) => groupsOf(grid, each));
  }, [grid, seances, unit]);
  const groups = all.map((group) => ({
    ...group,
    rows: sortedOut(group.rows, answers.units).shown,
  }));
  const rows = groups.flatMap((group) => group.rows);
  const row = nearest(
    all.flatMap((group) => group.rows),
    rows,
    current,
  );
  const { answered, asked } = progressOf(rows, answers.units);
  const answerOf = ({ unit: of, item }: Row) => answerIn(answers.units, of, item.code);

  const shown = useCallback(
    () => all.flatMap((group) => sortedOut(group.rows, queue.answers().units).shown),
    [all, queue],
  );
  const actions = useMemo<RowActions>(
    () => ({
      answer: ({ unit: of, item }, state) => {
        setSaid("");
        queue.answer(of, item.code, state);
      },
      write: ({ unit: of, item }, state) => queue.write(of, item.code, { state, comment: null }),
    }),
    [queue],
  );
  const jump = () => {
    const at = rows.findIndex(({ key }) => key === row?.key);
    const open = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(
      (each) => asks(each.item) && answerOf(each).state.state === "unanswered",
    );
    if (open !== undefined) focusRow(open.key);
  };
  const undo = useCallback(async () => {
    try {
      const { units } = queue.answers();
      const undone = await queue.undo();
      flushSync(() => {
        setFailure(null);
        setSaid(undoneWords(grid, seances, units, undone));
        if (undone.item !== "" && seances.length > 1) setUnit(undone.seance);
      });
      if (undone.item !== "") focusRow(rowKey(undone.seance, undone.item));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  }, [queue, grid, seances, setUnit]);
  const onKeyDown = gridKeys({
    groups: groups.map((group) => ({
      ...group,
      rows: group.rows.filter(({ item }) => asks(item)),
    })),
    current: row?.key ?? "",
    singleKeys: settings.scoring_keys,
    answerOf,
    onAnswer: actions.answer,
    onJump: jump,
    onUndo: () => void undo(),
  });
  useEffect(() => {
    // An answer may set aside the very row that has the focus: the next one takes it.
    const lost = document.activeElement === document.body;
    if (lost && mode === "grid" && row !== undefined && row.key !== current) focusRow(row.key);
  }, [row, current, mode]);
  useEffect(() => () => void queue.flush().catch(() => undefined), [queue]);

  return (
    // The keys are heard from the controls inside, each of which works without them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="pane grid-pane"
      aria-labelledby="grid-title"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const entered = target.closest(".item-row");
        if (entered !== null) moveTo(entered.id);
        if (mode !== "grid") setMode("grid");
      }}
    >
      <h2 id="grid-title" className="visually-hidden">
        {grid.summary.title}
      </h2>
      <GridBar
        shown={shown}
        answered={answered}
        asked={asked}
        state={answers.state}
        onFind={goToFound}
        onJump={jump}
        onUndo={() => void undo()}
        onRetry={() => void queue.flush().catch(() => undefined)}
        said={said}
      />
      <Problems failure={failure} />
      <div className="grid-body">
        <div className="grid-groups">
          {all.map((group) => (
            <GridGroup
              key={group.key}
              group={group}
              answers={answers}
              current={row?.key ?? ""}
              figures={settings.scoring_keys}
              actions={actions}
            />
          ))}
        </div>
        {row === undefined ? null : (
          <DetailPanel row={row} answer={answerOf(row)} actions={actions} />
        )}
      </div>
    </section>
  );
}
