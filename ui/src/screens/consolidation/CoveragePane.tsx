import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { EntryList } from "../../components/EntryList";
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

function More({ all, shown, onMore }: { all: number; shown: number; onMore: () => void }) {
  if (all <= shown) return null;
  return (
    <div className="row">
      <Button kind="quiet" onPress={onMore}>
        {`Voir les ${count(all)}`}
      </Button>
    </div>
  );
}

function Schools({ schools }: { schools: SchoolCoverageView[] }) {
  const { go } = useNavigation();
  const [whole, setWhole] = useState(false);
  const shown = whole ? schools : schools.slice(0, FIRST);
  return (
    <Card
      title="Où aller ensuite"
      lead={
        "D’abord les écoles et établissements sans visite connue, puis ceux vus il y a le plus longtemps. Aucun résultat n’entre dans cet ordre. Les visites de vos collègues n’apparaissent qu’une fois leur compte rendu remis."
      }
    >
      <EntryList
        label="Écoles et établissements, dans l’ordre proposé"
        entries={shown.map((school) => ({
          key: school.uai,
          title: school.name,
          details: schoolDetails(school),
        }))}
        onOpen={(uai) => {
          go({ screen: "school", uai });
        }}
      />
      <More
        all={schools.length}
        shown={shown.length}
        onMore={() => {
          setWhole(true);
        }}
      />
    </Card>
  );
}

function Teachers({ teachers }: { teachers: TeacherCoverageView[] }) {
  const { go } = useNavigation();
  const [whole, setWhole] = useState(false);
  const shown = whole ? teachers : teachers.slice(0, FIRST);
  return (
    <Card
      title="Qui voir ensuite"
      lead="D’abord les enseignants sans visite connue, puis ceux vus il y a le plus longtemps."
    >
      <EntryList
        label="Enseignants, dans l’ordre proposé"
        entries={shown.map((teacher) => ({
          key: teacher.id,
          title: teacher.name,
          details: teacherDetails(teacher),
        }))}
        onOpen={(id) => {
          go({ screen: "teacher", id });
        }}
      />
      <More
        all={teachers.length}
        shown={shown.length}
        onMore={() => {
          setWhole(true);
        }}
      />
    </Card>
  );
}

function Covered({ summary, schools, teachers }: CoverageView) {
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
      <Schools schools={schools} />
      {teachers.length === 0 ? null : <Teachers teachers={teachers} />}
    </div>
  );
}

/** Who was visited, who was not, and where to go next. */
export function CoveragePane() {
  const loaded = useCommand("coverage", {});
  return <Await loaded={loaded}>{(coverage) => <Covered {...coverage} />}</Await>;
}
