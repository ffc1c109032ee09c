import { Card } from "../../components/Card";
import { SceneFigure } from "../../components/SceneFigure";
import type { IndicatorFigures } from "../../generated/commands";
import { FigureTable } from "./FigureTable";

/** An indicator: its sentence, its figures as a picture, and the same as a table. */
export function IndicatorCard({ indicator }: { indicator: IndicatorFigures }) {
  const { label, sentence, caution, rows, chart, years, evolution } = indicator;
  const only = rows.length === 1 ? rows[0] : undefined;
  return (
    <Card title={label} lead={caution === "" ? undefined : caution}>
      {sentence === "" ? null : (
        <p>
          <strong>{sentence}</strong>
        </p>
      )}
      {sentence === "" && only !== undefined ? (
        <p>{only.value === "" ? "Rien à compter." : `Non montré\u00a0: ${only.value}.`}</p>
      ) : null}
      {only === undefined || only.basis === "" ? null : <p className="muted">{only.basis}</p>}
      {chart === null ? null : <SceneFigure scene={chart} />}
      {evolution === null ? null : <SceneFigure scene={evolution} />}
      <details>
        <summary>Tableau</summary>
        <FigureTable caption={label} of="Ce qui est compté" rows={rows} />
        {years.length < 2 ? null : (
          <FigureTable caption={`${label}, par année scolaire`} of="Année scolaire" rows={years} />
        )}
      </details>
    </Card>
  );
}
