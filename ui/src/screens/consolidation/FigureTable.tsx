import type { FigureRow } from "../../generated/commands";

/** Figures with what they rest on, a line each. */
export function FigureTable({
  caption,
  of,
  rows,
}: {
  caption: string;
  of: string;
  rows: FigureRow[];
}) {
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
