import { Card } from "../../components/Card";
import { SceneFigure } from "../../components/SceneFigure";
import type { FigureRow, IndicatorFigures } from "../../generated/commands";

function Table({ caption, of, rows }: { caption: string; of: string; rows: FigureRow[] }) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">Valeur</th>
            <th scope="col">{"Intervalle à 95\u202f%"}</th>
            <th scope="col">Repose sur</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                {row.label}
                {row.breaks ? " (ne se compare pas avec l’année d’avant)" : ""}
              </th>
              <td className="numbers">{row.value === "" ? "–" : row.value}</td>
              <td className="numbers">{row.interval === "" ? "–" : row.interval}</td>
              <td>{row.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
        <Table caption={label} of="Ce qui est compté" rows={rows} />
        {years.length < 2 ? null : (
          <Table caption={`${label}, par année scolaire`} of="Année scolaire" rows={years} />
        )}
      </details>
    </Card>
  );
}
