import type { SeancePlanView } from "../../generated/commands";
import type { Unit } from "./answers/rows";

/** « Séance 2 : CE1-CE2, Français, classe B, salle 4 »: what tells a séance from the others. */
export function seanceWords(unit: Unit, seances: readonly SeancePlanView[]): string {
  const rank = seances.findIndex(({ id }) => id === unit);
  const seance = seances[rank];
  if (seance === undefined) return "Toute la visite";
  const { levels, discipline, room } = seance;
  const about = [levels.join("-"), discipline, seance.class, room].filter(Boolean).join(", ");
  return about === "" ? seanceName(rank) : `${seanceName(rank)}\u00a0: ${about}`;
}

/** « Séance 2 », from its rank counted from 0. */
export function seanceName(rank: number): string {
  return `Séance ${String(rank + 1)}`;
}

/** « Séance 2 », or that it is outside of them. */
export function shortSeance(unit: Unit, seances: readonly SeancePlanView[]): string {
  const rank = seances.findIndex(({ id }) => id === unit);
  return rank < 0 ? "Hors séance" : seanceName(rank);
}
