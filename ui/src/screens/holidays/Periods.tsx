import type { PeriodView } from "../../generated/commands";
import { plainDate } from "../../text/format";

/** The periods of each school year that has holidays. */
export function Periods({ periods }: { periods: readonly PeriodView[] }) {
  if (periods.length === 0) return null;
  return (
    <div className="table-frame">
      <table className="table">
        <caption>Périodes</caption>
        <thead>
          <tr>
            <th scope="col">Période</th>
            <th scope="col">Année scolaire</th>
            <th scope="col">Premier jour</th>
            <th scope="col">Dernier jour</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.first}>
              <th scope="row">{period.name}</th>
              <td>{period.year}</td>
              <td>{plainDate(period.first)}</td>
              <td>{plainDate(period.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
