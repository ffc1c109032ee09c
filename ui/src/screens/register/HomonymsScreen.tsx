import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import type { TeacherView } from "../../generated/commands";
import { fullName } from "../../text/teacher";
import { MergeDialog } from "./MergeDialog";
import { TeacherList } from "./TeacherList";

function HomonymGroup({ group, onMerged }: { group: TeacherView[]; onMerged: () => void }) {
  const [merging, setMerging] = useState<TeacherView | null>(null);
  const [kept, ...others] = group;
  if (kept === undefined) return null;
  return (
    <Card title={fullName(kept)}>
      <TeacherList teachers={group} />
      <div className="row row-end">
        {others.map((other, rank) => (
          <Button
            key={other.id}
            onPress={() => {
              setMerging(other);
            }}
          >
            {others.length === 1
              ? "C’est la même personne"
              : `La première et la ${String(rank + 2)}e sont une même personne`}
          </Button>
        ))}
      </div>
      <MergeDialog
        into={kept}
        from={merging}
        onClose={() => {
          setMerging(null);
        }}
        onMerged={onMerged}
      />
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
                onMerged={loaded.reload}
              />
            ))
          )
        }
      </Await>
    </Page>
  );
}
