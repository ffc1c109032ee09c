import { Problems } from "../../components/Problems";
import type { RegisterReport } from "../../generated/commands";
import { listedName, serviceWords } from "../../text/teacher";
import { ReportFigures } from "../directory/ReportFigures";

/** What an import of teachers would do, or did. */
export function RegisterReportView({ report, done }: { report: RegisterReport; done: boolean }) {
  return (
    <div className="stack">
      <ReportFigures
        figures={[
          { label: "lignes lues", value: report.read },
          { label: done ? "enseignants ajoutés" : "enseignants à ajouter", value: report.created },
          { label: "déjà au registre", value: report.known },
          { label: done ? "services ajoutés" : "services à ajouter", value: report.services },
          { label: "lignes refusées", value: report.refused },
        ]}
      />
      <Problems problems={report.problems} />
      {done || report.sample.length === 0 ? null : (
        <div className="table-frame">
          <table className="table">
            <caption className="visually-hidden">Premiers enseignants du fichier</caption>
            <thead>
              <tr>
                <th scope="col">Nom et prénom</th>
                <th scope="col">Fonction</th>
                <th scope="col">Services</th>
              </tr>
            </thead>
            <tbody>
              {report.sample.map((teacher) => (
                <tr key={teacher.id}>
                  <td>{listedName(teacher)}</td>
                  <td>{teacher.function}</td>
                  <td>{teacher.services.map(serviceWords).join("\u202f; ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
