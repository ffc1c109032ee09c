import { Card } from "../../components/Card";
import type { RecommendationView } from "../../generated/commands";
import { plainDate } from "../../text/format";
import "./Register.css";

function aboutWords(recommendation: RecommendationView): string {
  const due = recommendation.due === null ? "" : `à revoir le ${plainDate(recommendation.due)}`;
  const training = recommendation.training === "" ? "" : `formation : ${recommendation.training}`;
  return [`visite du ${plainDate(recommendation.date)}`, recommendation.about, due, training]
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
