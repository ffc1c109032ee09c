import type { DirectoryReport } from "../../generated/commands";
import { counted } from "../../text/format";
import { ProblemPages } from "./ProblemPages";
import { ReportFigures } from "./ReportFigures";

/** Up to so many refused rows are shown without being asked for. */
const OPEN_AT_ONCE = 20;

/** What importing a directory file would do, or did. */
export function DirectoryReportView({ report, done }: { report: DirectoryReport; done: boolean }) {
  const refused = report.problems.filter((problem) => problem.severity === "error");
  const warnings = report.problems.filter((problem) => problem.severity === "warning");
  const remarks = report.problem_count - refused.length;
  const hidden = remarks - warnings.length;
  return (
    <div className="stack">
      <ReportFigures
        figures={[
          { label: "lignes lues", value: report.read },
          { label: done ? "ajoutées" : "à ajouter", value: report.added },
          { label: done ? "modifiées" : "à modifier", value: report.changed },
          { label: "inchangées", value: report.unchanged },
          { label: done ? "fermées" : "à fermer", value: report.closed },
          { label: "lignes refusées", value: report.refused },
        ]}
      />
      {report.departements.length === 0 ? null : (
        <p className="muted">
          {report.departements.length === 1 ? "Département : " : "Départements : "}
          {report.departements.join(", ")}
        </p>
      )}
      {done || report.sample.length === 0 ? null : (
        <div className="table-frame">
          <table className="table">
            <caption className="visually-hidden">Premières lignes du fichier</caption>
            <thead>
              <tr>
                <th scope="col">UAI</th>
                <th scope="col">Nom</th>
                <th scope="col">Commune</th>
                <th scope="col">Type</th>
              </tr>
            </thead>
            <tbody>
              {report.sample.map((school) => (
                <tr key={school.uai}>
                  <td className="code">{school.uai}</td>
                  <td>{school.name}</td>
                  <td>{school.commune}</td>
                  <td>{school.kind}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {refused.length === 0 ? null : (
        <details open={refused.length <= OPEN_AT_ONCE}>
          <summary>{counted(refused.length, "ligne refusée", "lignes refusées")}</summary>
          <ProblemPages problems={refused} />
        </details>
      )}
      {remarks === 0 ? null : (
        <details>
          <summary>{counted(remarks, "remarque")} sur le fichier</summary>
          <ProblemPages problems={warnings} />
          {hidden > 0 ? (
            <p className="muted">Et {counted(hidden, "autre")}, que cette page ne montre pas.</p>
          ) : null}
        </details>
      )}
    </div>
  );
}
