import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import type { NeedsView, NeedView } from "../../generated/commands";
import { counted } from "../../text/format";

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

function Needs({ competences, trainings, open_recommendations: open }: NeedsView) {
  if (competences.length === 0 && trainings.length === 0 && open === 0) {
    return (
      <EmptyState icon="note" title="Aucun besoin n’est dit encore">
        Une recommandation dit la compétence qu’elle travaille et la formation qu’elle propose.
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <p>
        {open === 0
          ? "Aucune recommandation de vos visites n’attend de suite."
          : `${counted(open, "recommandation de vos visites attend une suite", "recommandations de vos visites attendent une suite")}\u00a0: l’agenda les rappelle.`}
      </p>
      {competences.length === 0 ? null : (
        <Card
          title="Compétences à travailler"
          lead="D’après les recommandations des visites qui comptent."
        >
          <NeedTable of="Compétence" needs={competences} />
        </Card>
      )}
      {trainings.length === 0 ? null : (
        <Card title="Formations proposées" lead="Par leur code, d’après les recommandations.">
          <NeedTable of="Formation" needs={trainings} />
        </Card>
      )}
    </div>
  );
}

/** Whom to train, in what. */
export function NeedsPane() {
  const loaded = useCommand("training_needs", {});
  return <Await loaded={loaded}>{(needs) => <Needs {...needs} />}</Await>;
}
