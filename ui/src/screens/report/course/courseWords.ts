import type { CourseView, HappeningView, HappenedView } from "../../../generated/commands";
import { plainDate } from "../../../text/format";

/** What may be noted of a report. */
export type Noting = HappeningView["happening"];

/** Where the report stands, in a sentence. */
export function stageWords({ stage, due }: CourseView): string {
  switch (stage) {
    case "to_hand_over":
      return "Ce compte rendu n’est pas encore remis.";
    case "awaiting_reply":
      return due === null
        ? "Compte rendu remis, une réponse peut venir."
        : `Compte rendu remis, une réponse peut venir jusqu’au ${plainDate(due)}.`;
    case "delay_over":
      return `Le délai de réponse est passé depuis le ${plainDate(due ?? "")}, sans réponse.`;
    case "replied":
      return "Une réponse a été reçue.";
    case "closed":
      return "L’échange est clos.";
  }
}

/** What may be noted next, the most likely first. */
export function nextNotings({ stage }: CourseView): Noting[] {
  switch (stage) {
    case "to_hand_over":
      return ["communicated"];
    case "awaiting_reply":
      return ["reply", "closed"];
    case "delay_over":
      return ["closed", "reply"];
    case "replied":
      return ["remark", "closed", "reply"];
    case "closed":
      return ["reply"];
  }
}

/** What each is called on its button, as the title of its dialog, and on the button that signs it. */
export const NOTING_WORDS: Record<Noting, { button: string; title: string; sign: string }> = {
  communicated: {
    button: "Noter la remise",
    title: "Noter la remise du compte rendu",
    sign: "Enregistrer la remise",
  },
  reply: {
    button: "Noter une réponse",
    title: "Noter la réponse reçue",
    sign: "Joindre la réponse",
  },
  remark: {
    button: "Noter une remarque",
    title: "Remarquer sur la réponse",
    sign: "Joindre la remarque",
  },
  closed: { button: "Clore l’échange", title: "Clore l’échange", sign: "Clore maintenant" },
};

/** « 24 novembre 2026 (noté le 26 novembre 2026) ». */
export function happenedOn({ on, noted_on }: HappenedView): string {
  return on === noted_on ? plainDate(on) : `${plainDate(on)} (noté le ${plainDate(noted_on)})`;
}
