import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { SeancePlanView } from "../../generated/commands";
import { clockWords } from "../../text/format";
import { AddSeanceDialog } from "./AddSeanceDialog";
import { unitsOf, type Unit } from "./answers/rows";
import { focusMode } from "./focus";
import { useObserving } from "./observing";
import { seanceWords } from "./seanceWords";
import { TimelineSwitch } from "./timeline/TimelineSwitch";

/** Milliseconds within which a second press is of the same hand: it must not end what the first began. */
const DOUBLE_PRESS = 1000;

function clockOf({ start, end, started, ended }: SeancePlanView, afterwards: boolean): string {
  if (afterwards) {
    const [from, to] = [started ?? start, ended ?? end].map(clockWords);
    return `De ${from ?? ""} à ${to ?? ""}, saisie après coup`;
  }
  if (started === null) return "";
  if (ended === null) return `Commencée à ${clockWords(started)}`;
  return `De ${clockWords(started)} à ${clockWords(ended)}`;
}

function nextOf({ started, ended }: SeancePlanView): string {
  if (started === null) return "Commencer la séance";
  return ended === null ? "Terminer la séance" : "Reprendre la séance";
}

/** The séances of the visit: which one is in view, when it began and ended, and one more. */
export function SeanceBar() {
  const { visit, setVisit, grid, unit, setUnit, mode, currentRow } = useObserving();
  const clock = useAction("clock_seance");
  const [adding, setAdding] = useState(false);
  const [resting, setResting] = useState(false);
  const { seances } = visit.plan;
  const units: Unit[] = grid === null ? seances.map(({ id }) => id) : unitsOf(grid, seances);
  const seance = seances.find(({ id }) => id === unit);

  const press = async (of: SeancePlanView) => {
    setResting(true);
    setTimeout(() => {
      setResting(false);
    }, DOUBLE_PRESS);
    const begins = of.started === null || of.ended !== null;
    const answer = await clock.run({ visit: visit.summary.id, seance: of.id, begins });
    if (answer === null) return;
    setVisit(answer);
    // One works on where one works: the same button would end what it began.
    if (begins) focusMode(mode, currentRow.key());
  };
  return (
    <div className="seance-bar">
      {seances.length < 2 ? null : (
        <div className="mode-group" role="group" aria-label="Séance en vue">
          {units.map((each) => (
            <button
              key={each ?? "visit"}
              type="button"
              className="mode"
              aria-pressed={each === unit}
              onClick={() => {
                setUnit(each);
              }}
            >
              {seanceWords(each, seances)}
            </button>
          ))}
        </div>
      )}
      {seance === undefined ? null : (
        <>
          <span className="numbers small">{clockOf(seance, visit.plan.transcribed)}</span>
          {visit.plan.transcribed ? null : (
            <Button
              icon="clock"
              kind={seance.ended === null ? "secondary" : "quiet"}
              isPending={clock.pending || resting}
              onPress={() => press(seance)}
            >
              {nextOf(seance)}
            </Button>
          )}
        </>
      )}
      <Button
        kind="quiet"
        icon="add"
        iconOnly
        onPress={() => {
          setAdding(true);
        }}
      >
        Ajouter une séance
      </Button>
      {grid === null || seance === undefined ? null : (
        <TimelineSwitch grid={grid} seance={seance.id} />
      )}
      <Problems failure={clock.failure} />
      {adding ? (
        <AddSeanceDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      ) : null}
    </div>
  );
}
