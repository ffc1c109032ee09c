import { useNavigation } from "../../app/navigation";
import type { VisitSummary } from "../../generated/commands";
import { clockWords } from "../../text/format";
import { StatusMark } from "../visit/StatusMark";
import { whereWords } from "../visit/visitWords";
import { placeOf } from "./placeOf";
import { VisitActions } from "./VisitActions";
import "./VisitCard.css";

/** A visit in the agenda: when, who, where, of which kind, where it stands. */
export function VisitCard({
  visit,
  onChanged,
}: {
  visit: VisitSummary;
  onChanged: (day?: string) => void;
}) {
  const { go } = useNavigation();
  return (
    <article className="visit-card" data-status={visit.status}>
      <button
        type="button"
        className="visit-card-open"
        onClick={() => {
          go(placeOf(visit));
        }}
      >
        <span className="visit-card-time numbers">
          {visit.start === "" ? "Sans heure" : clockWords(visit.start)}
          {visit.end === "" ? "" : ` – ${clockWords(visit.end)}`}
        </span>
        <strong className="visit-card-subject">{visit.subject}</strong>
        <span className="visit-card-line">{whereWords(visit)}</span>
        <span className="visit-card-line">{visit.kind}</span>
        {visit.cancel_reason === "" ? null : (
          <span className="visit-card-line">{visit.cancel_reason}</span>
        )}
      </button>
      <div className="visit-card-foot">
        <StatusMark status={visit.status} />
        <VisitActions visit={visit} onChanged={onChanged} />
      </div>
    </article>
  );
}
