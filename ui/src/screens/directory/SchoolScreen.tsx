import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import type { SchoolView } from "../../generated/commands";
import { TeacherList } from "../register/TeacherList";
import { SchoolMarks } from "./SchoolMarks";

function SchoolFacts({ school }: { school: SchoolView }) {
  const facts = [
    { term: "UAI", value: school.uai },
    { term: "Type", value: school.kind },
    { term: "Statut", value: school.status },
    { term: "Adresse", value: school.address },
    { term: "Commune", value: school.commune },
    { term: "Circonscription", value: school.circonscription },
    { term: "Courriel", value: school.mail },
    { term: "Téléphone", value: school.telephone },
  ];
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== "")
        .map(({ term, value }) => (
          <div key={term} className="fact">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function SchoolTeachers({ uai }: { uai: string }) {
  const { go } = useNavigation();
  const teachers = useCommand("teachers", { query: "", uai });
  return (
    <Card
      title="Enseignants du registre"
      actions={
        <Button
          icon="teachers"
          onPress={() => {
            go({ screen: "teachers" });
          }}
        >
          Ouvrir le registre
        </Button>
      }
    >
      <Await loaded={teachers}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon="teachers" title="Aucun enseignant de cette école">
              Le registre ne contient que les personnes que vous y entrez.
            </EmptyState>
          ) : (
            <TeacherList teachers={list} />
          )
        }
      </Await>
    </Card>
  );
}

/** One school, as the directory has it, and who serves there. */
export function SchoolScreen({ uai }: { uai: string }) {
  const { go } = useNavigation();
  const loaded = useCommand("school", { uai });
  const back = <BackButton to={{ screen: "schools" }}>Écoles et établissements</BackButton>;
  if (loaded.data === null) {
    return (
      <Page title="École ou établissement" before={back}>
        <Await loaded={loaded}>{() => null}</Await>
      </Page>
    );
  }
  const school = loaded.data;
  return (
    <Page
      title={school.name}
      before={back}
      actions={
        <Button
          kind="primary"
          icon="add"
          onPress={() => {
            go({ screen: "visit", id: null, uai });
          }}
        >
          Préparer une visite
        </Button>
      }
    >
      <Card title="Annuaire" actions={<SchoolMarks school={school} />}>
        <SchoolFacts school={school} />
      </Card>
      <SchoolTeachers uai={uai} />
    </Page>
  );
}
