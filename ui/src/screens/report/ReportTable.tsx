/** A table of a report: heads of columns, or the first column heads the rows. */
export function ReportTable({
  caption,
  header,
  rows,
}: {
  caption: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const headsRows = header.length === 0;
  return (
    <table className="sheet-table">
      <caption>{caption}</caption>
      {headsRows ? null : (
        <thead>
          <tr>
            {header.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, rank) => (
          <tr key={rank}>
            {row.map((cell, column) =>
              headsRows && column === 0 ? (
                <th key={column} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={column}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
