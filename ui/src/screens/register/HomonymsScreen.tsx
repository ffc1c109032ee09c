import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { SelectField } from "../../components/SelectField";
import type { TeacherView } from "../../generated/commands";
import { fullName, listedName } from "../../text/teacher";
import { SamePersonButtons } from "./SamePersonButtons";
import { TeacherList } from "./TeacherList";
import { teacherDetails } from "./teacherDetails";

function HomonymGroup({ group, onDecided }: { group: TeacherView[]; onDecided: () => void }) {
  const [compared, setCompared] = useState(group[0]?.id ?? null);
  const one = group.find((teacher) => teacher.id === compared);
  if (one === undefined) return null;
  const others = group.filter((teacher) => teacher !== one);
  return (
    <Card title={fullName(one)}>
      <TeacherList teachers={group} />
      {others.length === 1 ? null : (
        <SelectField
          label="Fiche à comparer aux autres"
          choices={group.map((teacher) => ({
            value: teacher.id,
            label: `${listedName(teacher)} · ${teacherDetails(teacher)}`,
          }))}
          value={one.id}
          onChange={setCompared}
        />
      )}
      {others.map((other) => (
        <section key={other.id} aria-label={`${fullName(other)} · ${teacherDetails(other)}`}>
          {others.length === 1 ? null : <p>{`Et ${fullName(other)} · ${teacherDetails(other)}`}</p>}
          <SamePersonButtons pair={[one, other]} onDecided={onDecided} />
        </section>
      ))}
    </Card>
  );
}

/** Entries that look alike: one person entered twice, or two persons of one name. */
export function HomonymsScreen() {
  const loaded = useCommand("homonyms", {});
  return (
    <Page
      title="Homonymes"
      before={<BackButton to={{ screen: "teachers" }}>Enseignants</BackButton>}
      lead="Ouvrez chaque fiche pour comparer. Deux personnes du même nom restent deux fiches : il n’y a alors rien à faire."
    >
      <Await loaded={loaded}>
        {({ groups }) =>
          groups.length === 0 ? (
            <EmptyState icon="check" title="Aucun homonyme dans le registre" />
          ) : (
            groups.map((group) => (
              <HomonymGroup
                key={group.map((teacher) => teacher.id).join(" ")}
                group={group}
                onDecided={loaded.reload}
              />
            ))
          )
        }
      </Await>
    </Page>
  );
}
