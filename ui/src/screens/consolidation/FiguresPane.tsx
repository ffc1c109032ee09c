import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { EmptyState } from "../../components/EmptyState";
import type { ConsolidationView, CriteriaRequest } from "../../generated/commands";
import { counted } from "../../text/format";
import { ALL_VISITS } from "./criteria";
import { Filters } from "./Filters";
import { FrozenCard } from "./FrozenCard";
import { IndicatorCard } from "./IndicatorCard";

function waitingWords(waiting: number): string {
  if (waiting === 0) return "";
  return waiting === 1
    ? " Une visite scellée attend que son compte rendu soit remis\u00a0: elle ne compte pas encore."
    : ` ${String(waiting)} visites scellées attendent que leur compte rendu soit remis\u00a0: elles ne comptent pas encore.`;
}

function Figures({ view }: { view: ConsolidationView }) {
  return (
    <>
      <p role="status">
        {`${counted(view.counting, "visite compte", "visites comptent")} en tout.${waitingWords(view.waiting)}`}
        {" Les intervalles sont indicatifs\u00a0: les visites ne sont pas tirées au sort."}
      </p>
      {view.indicators.map((indicator) => (
        <IndicatorCard key={indicator.code} indicator={indicator} />
      ))}
    </>
  );
}

/** The indicators of a grid, under filters. */
export function FiguresPane() {
  const [grid, setGrid] = useState("");
  const [criteria, setCriteria] = useState<CriteriaRequest>(ALL_VISITS);
  const loaded = useCommand("consolidation", { grid, criteria });
  return (
    <Await loaded={loaded}>
      {(view) =>
        view.grids.length === 0 ? (
          <EmptyState icon="grids" title="Aucune visite ne compte encore">
            {`Une visite compte une fois scellée et son compte rendu remis.${waitingWords(view.waiting)}`}
          </EmptyState>
        ) : (
          <div className="stack">
            <Filters
              view={view}
              criteria={criteria}
              onGrid={setGrid}
              onCriterion={(name, value) => {
                setCriteria({ ...criteria, [name]: value });
              }}
            />
            <Figures view={view} />
            <FrozenCard grid={view.grid} criteria={criteria} />
          </div>
        )
      }
    </Await>
  );
}
