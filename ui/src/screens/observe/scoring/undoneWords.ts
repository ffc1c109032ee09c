import type { AnswerSaved, GridView, SeancePlanView } from "../../../generated/commands";
import { answerIn, answerWords, type Units } from "../answers/rows";
import { seanceName } from "../seanceWords";

/** « Annulé : la réponse à « Usage du numérique », séance 2. Réponse actuelle : Oui. »; `before` is what was answered. */
export function undoneWords(
  grid: GridView,
  seances: readonly SeancePlanView[],
  before: Units,
  undone: AnswerSaved,
): string {
  const items = grid.sections.flatMap((section) => section.items);
  const item = items.find(({ code }) => code === undone.item);
  if (item === undefined) return "Il n’y a plus rien à annuler.";
  const now = undone.answers.items[undone.item];
  const was = answerIn(before, undone.seance, undone.item);
  const ofComment = now !== undefined && now.comment !== was.comment;
  const words = ofComment ? now.comment : now === undefined ? "" : answerWords(item, now.state);
  const rank = seances.findIndex(({ id }) => id === undone.seance);
  const where = seances.length > 1 && rank >= 0 ? `, ${seanceName(rank).toLowerCase()}` : "";
  const what = ofComment ? "le commentaire de" : "la réponse à";
  const left = words === "" ? "" : ` Il reste\u00a0: ${words}.`;
  return `Annulé\u00a0: ${what} «\u00a0${item.label}\u00a0»${where}.${left}`;
}
