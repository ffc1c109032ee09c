import type { Place, Sought } from "../../app/place";
import type { FoundView, WrittenKind } from "../../generated/commands";
import { isOpen } from "../visit/visitWords";

/** What is written before, during and after a visit that may still be changed. */
const MODES: Partial<Record<WrittenKind, NonNullable<Sought["mode"]>>> = {
  note: "notes",
  answer: "grid",
  comment: "grid",
  interview: "debrief",
  strength: "debrief",
  recommendation: "debrief",
  follow_up: "debrief",
  own: "debrief",
};

/** What stands on the page of what was prepared, whatever became of the visit. */
const PREPARED: readonly WrittenKind[] = ["objectives", "seance"];
/** What happened to a sealed report, shown beside it. */
const ON_REPORT: readonly WrittenKind[] = ["course", "reply", "remark", "rights"];
/** What a sealed visit keeps beside its report. */
const BESIDE: readonly WrittenKind[] = ["note", "own"];

/** Where a passage stands, with what brings it into view there. */
export function foundPlace({ visit, kind, line, seance, item, teacher }: FoundView): Place {
  const { id, status } = visit;
  const mode = MODES[kind];
  const sought: Sought = {
    line,
    seance,
    item,
    ...(mode === undefined ? {} : { mode }),
    ...(teacher === null ? {} : { teacher }),
  };
  if (PREPARED.includes(kind)) return { screen: "visit", id, sought };
  if (kind === "reason") return { screen: "review", id, sought };
  if (ON_REPORT.includes(kind)) return { screen: "report", id, sought };
  if (isOpen(status)) return { screen: "observe", id, sought };
  if (BESIDE.includes(kind)) return { screen: "observe", id, sought };
  return { screen: "report", id, sought };
}
