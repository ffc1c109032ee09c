import type { VisitSummary } from "../generated/commands";
import { plainDate } from "./format";

/** « 24 novembre 2026, Delphine Hoarau, École Les Filaos ». */
export function visitWords(visit: VisitSummary): string {
  return [plainDate(visit.date), visit.subject, visit.school]
    .filter((part) => part !== "")
    .join(", ");
}
