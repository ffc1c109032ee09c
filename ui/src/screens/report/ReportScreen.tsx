import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { RadioChoices, type RadioChoice } from "../../components/RadioChoices";
import { SelectField } from "../../components/SelectField";
import type { VisitView } from "../../generated/commands";
import { listedName } from "../../text/teacher";
import { VisitHead } from "../visit/VisitHead";
import { CourseCard } from "./course/CourseCard";
import { ExportActions } from "./ExportActions";
import { ReportSheet } from "./ReportSheet";
import "./report.css";

/** Which of the two reports of a visit being corrected is shown. */
type Version = "draft" | "in_force";

const VERSIONS: readonly RadioChoice<Version>[] = [
  { value: "draft", label: "Rectificatif en préparation" },
  { value: "in_force", label: "Compte rendu en vigueur" },
];

/** The report of a visit, as it would be printed, and what may be handed over. */
export function ReportScreen({ id, teacher }: { id: string; teacher?: string | undefined }) {
  const loaded = useCommand("visit", { visit: id });
  return <Await loaded={loaded}>{(visit) => <Report visit={visit} asked={teacher} />}</Await>;
}

function Report({ visit, asked }: { visit: VisitView; asked: string | undefined }) {
  const { id } = visit.summary;
  const [teacher, setTeacher] = useState(asked ?? visit.teachers[0]?.id ?? "");
  const [version, setVersion] = useState<Version>("draft");
  const request = {
    visit: id,
    teacher,
    in_force: version === "in_force",
    with_course: false,
    as_workbook: false,
  };
  const preview = useCommand("preview_report", request);
  return (
    <div className="stack">
      <VisitHead visit={visit} step="report" />
      <div className="report-columns">
        <div className="stack report-side">
          {visit.teachers.length < 2 ? null : (
            <SelectField
              label="Compte rendu de"
              choices={visit.teachers.map((each) => ({ value: each.id, label: listedName(each) }))}
              value={teacher}
              onChange={setTeacher}
            />
          )}
          {visit.summary.status === "correcting" ? (
            <RadioChoices
              label="Version montrée"
              choices={VERSIONS}
              value={version}
              onChange={setVersion}
              list
            />
          ) : null}
          <ExportActions key={teacher} visit={visit} request={request} />
          {visit.revisions.length === 0 ? null : (
            <CourseCard key={`course ${teacher}`} visit={visit} teacher={teacher} />
          )}
        </div>
        <Await loaded={preview} words="Le compte rendu se prépare…">
          {(data) => <ReportSheet preview={data} />}
        </Await>
      </div>
    </div>
  );
}
