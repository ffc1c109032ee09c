import type { RecommendationView, TeacherView } from "../../generated/commands";
import { PROGRESS } from "./progressWords";
import { plainDate } from "../../text/format";
import { whose } from "../../text/teacher";

/** A recommendation of a sealed visit, in a list; of several persons visited, whose it is. */
export function Recommendation({
  recommendation,
  visited,
}: {
  recommendation: RecommendationView;
  visited: readonly TeacherView[];
}) {
  const { text, due, about, training, progress, said } = recommendation;
  const stands = progress === "proposed" ? "" : PROGRESS[progress].toLowerCase();
  const more = [
    whose(recommendation.teachers, visited),
    said === "" ? stands : `${stands}\u00a0: ${said}`,
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
