import { Card } from "../../components/Card";
import type { RecommendationView } from "../../generated/commands";
import { plainDate } from "../../text/format";
import { PROGRESS } from "../visit/progressWords";
import "./Register.css";

function aboutWords(recommendation: RecommendationView): string {
  const due = recommendation.due === null ? "" : `à revoir le ${plainDate(recommendation.due)}`;
  const stands = PROGRESS[recommendation.progress].toLowerCase();
  const progress = recommendation.said === "" ? stands : `${stands}\u00a0: ${recommendation.said}`;
  const training = recommendation.training === "" ? "" : `formation : ${recommendation.training}`;
  return [
    `visite du ${plainDate(recommendation.date)}`,
    progress,
    recommendation.about,
    due,
    training,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** What sealed visits recommended, the latest first. */
export function RecommendationsCard({
  recommendations,
}: {
  recommendations: RecommendationView[];
}) {
  if (recommendations.length === 0) return null;
  return (
    <Card title="Recommandations">
      <ul role="list" className="services">
        {recommendations.map((recommendation, rank) => (
          <li key={rank}>
            <div className="service-words">
              <p>{recommendation.text}</p>
              <p className="muted small">{aboutWords(recommendation)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
