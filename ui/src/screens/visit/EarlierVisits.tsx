import type { EarlierVisit, TeacherView } from "../../generated/commands";
import { Card } from "../../components/Card";
import { plainDate } from "../../text/format";
import { Recommendation } from "./Recommendation";

/** At hand while preparing: what was recommended before to the same persons, or to the same school. */
export function EarlierVisits({
  visits,
  visited,
}: {
  visits: readonly EarlierVisit[];
  visited: readonly TeacherView[];
}) {
  return (
    <aside aria-label="Visites précédentes">
      <Card title="Visites précédentes">
        {visits.length === 0 ? (
          <p className="muted">Aucune visite scellée avant celle-ci.</p>
        ) : (
          <ol role="list" className="earlier">
            {visits.map(({ summary, recommendations }) => (
              <li key={summary.id} className="stack-tight">
                <h3 className="earlier-title">{plainDate(summary.date)}</h3>
                <p className="small muted">
                  {summary.kind}
                  {summary.school === "" ? "" : `, ${summary.school}`}
                </p>
                {recommendations.length === 0 ? (
                  <p className="muted">Sans recommandation.</p>
                ) : (
                  <ul className="stack-tight">
                    {recommendations.map((recommendation) => (
                      <Recommendation
                        key={recommendation.id}
                        recommendation={recommendation}
                        visited={visited}
                      />
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        )}
      </Card>
    </aside>
  );
}
