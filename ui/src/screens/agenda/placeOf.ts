import type { Place } from "../../app/place";
import type { VisitSummary } from "../../generated/commands";

/** Where a visit opens, by where it stands. */
export function placeOf({ id, status }: VisitSummary): Place {
  if (status === "underway" || status === "closed") return { screen: "observe", id };
  if (status === "correcting") return { screen: "review", id };
  if (status === "sealed" || status === "taken_over") return { screen: "report", id };
  return { screen: "visit", id };
}
