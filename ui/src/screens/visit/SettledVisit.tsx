import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { VisitView } from "../../generated/commands";
import { EarlierVisits } from "./EarlierVisits";
import { spanWords, whereWords } from "./visitWords";
import { VisitHead } from "./VisitHead";

/** What was prepared, to read: the visit is sealed, closed or cancelled. */
export function SettledVisit({
  visit,
  onChanged,
}: {
  visit: VisitView;
  onChanged: (visit: VisitView) => void;
}) {
  const { summary, plan } = visit;
  const reinstate = useAction("reinstate_visit");
  const facts = [
    ["Nature", summary.kind],
    ["Lieu", whereWords(summary)],
    ["Grille", summary.grid === "" ? "Aucune" : summary.grid],
    ["Objectifs", plan.objectives],
    ["Motif d’annulation", summary.cancel_reason],
  ].filter(([, words]) => words !== "");
  return (
    <div className="stack">
      <VisitHead visit={visit} step="visit" />
      <div className="visit-columns">
        <Card title="Préparation">
          <dl className="facts">
            {facts.map(([term, words]) => (
              <div key={term} className="fact">
                <dt>{term}</dt>
                <dd className="visit-prose">{words}</dd>
              </div>
            ))}
            {plan.seances.map((seance, rank) => (
              <div key={seance.id} className="fact">
                <dt>Séance {rank + 1}</dt>
                <dd>
                  {[
                    spanWords(seance.start, seance.end),
                    seance.levels.join("-"),
                    seance.discipline,
                    seance.class,
                    seance.room,
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </dd>
              </div>
            ))}
          </dl>
          {summary.status === "cancelled" ? (
            <Button
              isPending={reinstate.pending}
              onPress={async () => {
                const answer = await reinstate.run({ visit: summary.id });
                if (answer !== null) onChanged(answer);
              }}
            >
              Remettre à l’agenda
            </Button>
          ) : null}
          <Problems failure={reinstate.failure} />
        </Card>
        <EarlierVisits visits={visit.earlier} visited={visit.teachers} />
      </div>
    </div>
  );
}
