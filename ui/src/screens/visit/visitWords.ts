import type { VisitStatusView, VisitSummary } from "../../generated/commands";
import { clockWords, longDate } from "../../text/format";

/** Where a visit stands, in words. */
export const STATUS_WORDS: Record<VisitStatusView, string> = {
  planned: "Prévue",
  underway: "En cours",
  closed: "Close",
  sealed: "Scellée",
  correcting: "Rectificatif en cours",
  cancelled: "Annulée",
  handed_over: "Remise à votre autre ordinateur",
  taken_over: "Reprise de poste",
};

/** The mark of each status: words first, colour second. */
export const STATUS_MARKS: Record<VisitStatusView, string> = {
  planned: "mark",
  underway: "mark mark-accent",
  closed: "mark",
  sealed: "mark mark-success",
  correcting: "mark mark-warning",
  cancelled: "mark mark-danger",
  handed_over: "mark mark-accent",
  taken_over: "mark mark-accent",
};

/** Whether what was entered may still be changed. */
export function isOpen(status: VisitStatusView): boolean {
  return status === "planned" || status === "underway" || status === "correcting";
}

/** « de 8 h 15 à 9 h 10 ». */
export function spanWords(start: string, end: string): string {
  if (start === "") return "";
  return end === "" ? `à ${clockWords(start)}` : `de ${clockWords(start)} à ${clockWords(end)}`;
}

/** « mardi 24 novembre 2026, de 8 h 15 à 9 h 10 ». */
export function whenWords(summary: VisitSummary): string {
  return [longDate(summary.date), spanWords(summary.start, summary.end)]
    .filter((part) => part !== "")
    .join(", ");
}

/** « École Les Filaos, Saint-Pierre ». */
export function whereWords(summary: VisitSummary): string {
  return [summary.school, summary.commune].filter((part) => part !== "").join(", ");
}
