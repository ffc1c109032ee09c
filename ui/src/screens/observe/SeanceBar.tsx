import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { SeancePlanView } from "../../generated/commands";
import { clockWords } from "../visit/visitWords";
import { unitsOf, type Unit } from "./answers/rows";
import { useObserving } from "./observing";

function unitWords(unit: Unit, seances: readonly SeancePlanView[]): string {
  const rank = seances.findIndex(({ id }) => id === unit);
  const seance = seances[rank];
  if (seance === undefined) return "Toute la visite";
  const about = [seance.levels.join("-"), seance.discipline].filter(Boolean).join(", ");
  return about === "" ? `Séance ${String(rank + 1)}` : `Séance ${String(rank + 1)}\u00a0: ${about}`;
}

function clockOf({ started, ended }: SeancePlanView): string {
  if (started === null) return "";
  if (ended === null) return `Commencée à ${clockWords(started)}`;
  return `De ${clockWords(started)} à ${clockWords(ended)}`;
}

/** The séances of the visit: which one is in view, and when it began and ended. */
export function SeanceBar() {
  const { visit, setVisit, grid, unit, setUnit } = useObserving();
  const clock = useAction("clock_seance");
  const { seances } = visit.plan;
  const units: Unit[] = grid === null ? seances.map(({ id }) => id) : unitsOf(grid, seances);
  const seance = seances.find(({ id }) => id === unit);
  const begins = seance?.started === null;

  const press = async () => {
    if (seance === undefined) return;
    const answer = await clock.run({ visit: visit.summary.id, seance: seance.id, begins });
    if (answer !== null) setVisit(answer);
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
              {unitWords(each, seances)}
            </button>
          ))}
        </div>
      )}
      {seance === undefined ? null : (
        <>
          <span className="numbers small">{clockOf(seance)}</span>
          {seance.ended === null ? (
            <Button icon="clock" isPending={clock.pending} onPress={press}>
              {begins ? "Commencer la séance" : "Terminer la séance"}
            </Button>
          ) : null}
        </>
      )}
      <Problems failure={clock.failure} />
    </div>
  );
}
