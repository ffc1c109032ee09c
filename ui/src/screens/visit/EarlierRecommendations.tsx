import type { EarlierVisit, TeacherView } from "../../generated/commands";
import { counted, plainDate } from "../../text/format";
import { Recommendation } from "./Recommendation";
import "./visit.css";

/** At hand while observing and in the entretien, folded: what earlier visits recommended. Nothing where none did. */
export function EarlierRecommendations({
  visits,
  visited,
}: {
  visits: readonly EarlierVisit[];
  visited: readonly TeacherView[];
}) {
  const told = visits.filter(({ recommendations }) => recommendations.length > 0);
  const count = told.reduce((sum, { recommendations }) => sum + recommendations.length, 0);
  if (count === 0) return null;
  return (
    <details className="earlier-folded">
      <summary>Recommandations précédentes ({counted(count, "recommandation")})</summary>
      {/* What scrolls is reached by the keyboard as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol role="list" className="earlier" tabIndex={0} aria-label="Recommandations précédentes">
        {told.map(({ summary, recommendations }) => (
          <li key={summary.id}>
            <p className="small muted">{plainDate(summary.date)}</p>
            <ul className="stack-tight">
              {recommendations.map((recommendation, rank) => (
                <Recommendation key={rank} recommendation={recommendation} visited={visited} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
