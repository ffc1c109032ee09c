import type { DifferenceView } from "../../generated/commands";

/** What a rectificatif changes, side by side. */
export function DifferencesTable({ differences }: { differences: readonly DifferenceView[] }) {
  if (differences.length === 0) {
    return <p className="muted">Rien n’a encore changé depuis la version scellée.</p>;
  }
  return (
    // A table wider than the page scrolls, by keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" tabIndex={0} role="region" aria-label="Ce qui change">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Quoi</th>
            <th scope="col">Version scellée</th>
            <th scope="col">Rectificatif</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, before, after }, rank) => (
            <tr key={`${what} ${String(rank)}`}>
              <th scope="row">{what}</th>
              <td className="difference-before">
                {before === "" ? <em>absent</em> : <del>{before}</del>}
              </td>
              <td className="difference-after">
                {after === "" ? <em>retiré</em> : <ins>{after}</ins>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
