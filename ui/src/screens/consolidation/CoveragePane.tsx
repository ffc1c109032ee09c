import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { EntryList, type Entry } from "../../components/EntryList";
import type {
  CoverageView,
  SchoolCoverageView,
  TeacherCoverageView,
} from "../../generated/commands";
import { count, counted } from "../../text/format";

/** How many lines are shown before more are asked for. */
const FIRST = 8;

function schoolDetails(school: SchoolCoverageView): string {
  const last =
    school.visits === 0
      ? "Aucune visite connue"
      : `Dernière visite\u00a0: ${school.last} (${counted(school.visits, "visite", "visites")})`;
  const teachers =
    school.teachers === 0
      ? "aucun enseignant au registre"
      : `${count(school.visited)} ${school.visited < 2 ? "enseignant vu" : "enseignants vus"} sur ${count(school.teachers)}`;
  return [school.commune, last, teachers].filter((part) => part !== "").join(" · ");
}

function teacherDetails(teacher: TeacherCoverageView): string {
  const last =
    teacher.last === "jamais" ? "Aucune visite connue" : `Dernière visite\u00a0: ${teacher.last}`;
  return [teacher.school, last].filter((part) => part !== "").join(" · ");
}

/** Whom or what to visit, in the order proposed; the first of them until all are asked for. */
function Proposed({
  title,
  lead,
  label,
  entries,
  onOpen,
}: {
  title: string;
  lead: string;
  label: string;
  entries: readonly Entry[];
  onOpen: (key: string) => void;
}) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? entries : entries.slice(0, FIRST);
  return (
    <Card title={title} lead={lead}>
      <EntryList label={label} entries={shown} onOpen={onOpen} />
      {entries.length <= shown.length ? null : (
        <div className="row">
          <Button
            kind="quiet"
            onPress={() => {
              setWhole(true);
            }}
          >
            {`Voir les ${count(entries.length)}`}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Covered({ summary, schools, teachers }: CoverageView) {
  const { go } = useNavigation();
  if (schools.length === 0) {
    return (
      <EmptyState icon="schools" title="Aucune école à couvrir">
        Dites quelles circonscriptions vous suivez dans les réglages, ou inscrivez des enseignants
        au registre.
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <ul role="list" className="stack-tight">
        {summary.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Proposed
        title="Où aller ensuite"
        lead="D’abord les écoles et établissements sans visite connue, puis ceux vus il y a le plus longtemps. Aucun résultat n’entre dans cet ordre. Les visites de vos collègues n’apparaissent qu’une fois leur compte rendu remis."
        label="Écoles et établissements, dans l’ordre proposé"
        entries={schools.map((school) => ({
          key: school.uai,
          title: school.name,
          details: schoolDetails(school),
        }))}
        onOpen={(uai) => {
          go({ screen: "school", uai });
        }}
      />
      {teachers.length === 0 ? null : (
        <Proposed
          title="Qui voir ensuite"
          lead="D’abord les enseignants sans visite connue, puis ceux vus il y a le plus longtemps."
          label="Enseignants, dans l’ordre proposé"
          entries={teachers.map((teacher) => ({
            key: teacher.id,
            title: teacher.name,
            details: teacherDetails(teacher),
          }))}
          onOpen={(id) => {
            go({ screen: "teacher", id });
          }}
        />
      )}
    </div>
  );
}

/** Who was visited, who was not, and where to go next. */
export function CoveragePane() {
  const loaded = useCommand("coverage", {});
  return <Await loaded={loaded}>{(coverage) => <Covered {...coverage} />}</Await>;
}
