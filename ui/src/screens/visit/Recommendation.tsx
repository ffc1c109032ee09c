import type { RecommendationView } from "../../generated/commands";
import { plainDate } from "../../text/format";

/** A recommendation of a sealed visit, in a list. */
export function Recommendation({ recommendation }: { recommendation: RecommendationView }) {
  const { text, due, about, training } = recommendation;
  const more = [
    about,
    due === null ? "" : `à revoir le ${plainDate(due)}`,
    training === "" ? "" : `formation\u00a0: ${training}`,
  ].filter((part) => part !== "");
  return (
    <li>
      {text}
      {more.length === 0 ? null : <span className="recommendation-more">{more.join(" · ")}</span>}
    </li>
  );
}
