import type { Saver } from "../../app/flush";
import { CommandError } from "../../backend/failure";

const NOT_KEPT = {
  severity: "error" as const,
  code: "ui.not_in_agenda",
  at: "",
  parameters: {},
  message:
    "Cette visite n’est pas encore à l’agenda\u00a0: ce que vous avez rempli serait perdu. Restez sur cet écran pour l’y mettre.",
};

/** A plan that is on the screen only: leaving it is asked about once something of it was filled in. */
export class UnkeptPlan implements Saver {
  readonly isDraft = true;
  #changed = false;

  /** Something was filled in. */
  change(): void {
    this.#changed = true;
  }

  readonly flush = (): Promise<void> =>
    this.#changed
      ? Promise.reject(new CommandError({ kind: "refused", problems: [NOT_KEPT] }))
      : Promise.resolve();

  /** Nothing is lost by leaving: it is in the agenda, or it was given up. */
  readonly abandon = (): void => {
    this.#changed = false;
  };
}
