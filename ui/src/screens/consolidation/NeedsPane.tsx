import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { EntryList } from "../../components/EntryList";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type {
  ExportedFile,
  NeedsView,
  NeedView,
  ReminderView,
  TrainingPlan,
} from "../../generated/commands";
import { plainDate } from "../../text/format";

function NeedTable({ of, needs }: { of: string; needs: NeedView[] }) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">Pour</th>
          </tr>
        </thead>
        <tbody>
          {needs.map((need) => (
            <tr key={need.label}>
              <th scope="row">{need.label}</th>
              <td className="numbers">{need.teachers}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Open({ open }: { open: ReminderView[] }) {
  const { go } = useNavigation();
  if (open.length === 0) return <p>Aucune recommandation de vos visites n’attend de suite.</p>;
  return (
    <Card title="Recommandations en attente" lead="De vos visites, la plus pressante d’abord.">
      <EntryList
        label="Recommandations en attente"
        entries={open.map((one, rank) => ({
          key: String(rank),
          title: one.about,
          details: one.due === null ? "sans échéance" : `pour le ${plainDate(one.due)}`,
        }))}
        onOpen={(rank) => {
          const one = open[Number(rank)];
          if (one !== undefined) go({ screen: "report", id: one.visit });
        }}
      />
    </Card>
  );
}

function Plan({
  title,
  competences,
  trainings,
}: Omit<TrainingPlan, "circonscription"> & { title: string }) {
  if (competences.length === 0 && trainings.length === 0) return null;
  return (
    <Card
      title={title}
      lead="D’après les recommandations et les souhaits des visites qui comptent."
    >
      {competences.length === 0 ? null : <NeedTable of="Compétence" needs={competences} />}
      {trainings.length === 0 ? null : <NeedTable of="Formation" needs={trainings} />}
    </Card>
  );
}

function Needs({ competences, trainings, plans, open_recommendations: open }: NeedsView) {
  const write = useAction("export_training_plan");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  if (plans.length === 0 && open.length === 0) {
    return (
      <EmptyState icon="note" title="Aucun besoin n’est dit encore">
        Une recommandation dit la compétence qu’elle travaille et la formation qu’elle propose.
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      {plans.length < 2 ? (
        <Plan title="Besoins de formation" competences={competences} trainings={trainings} />
      ) : (
        plans.map((plan) => (
          <Plan
            key={plan.circonscription}
            title={plan.circonscription === "" ? "Hors circonscription" : plan.circonscription}
            competences={plan.competences}
            trainings={plan.trainings}
          />
        ))
      )}
      {plans.length === 0 ? null : (
        <div className="row">
          <Button
            icon="file"
            isPending={write.pending}
            onPress={async () => {
              const file = await write.run({});
              if (file !== null) setWritten(file);
            }}
          >
            Écrire la trame du plan de formation (CSV)
          </Button>
        </div>
      )}
      <Problems failure={write.failure} />
      {written === null ? null : <ExportedNote file={written} />}
      <Open open={open} />
    </div>
  );
}

/** Whom to train, in what. */
export function NeedsPane() {
  const loaded = useCommand("training_needs", {});
  return <Await loaded={loaded}>{(needs) => <Needs {...needs} />}</Await>;
}
