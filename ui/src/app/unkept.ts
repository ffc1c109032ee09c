import { CommandError } from "../backend/failure";
import type { Saver } from "./flush";

/** What is on the screen only, until a button keeps it: leaving it is asked about once something was filled in. */
export class Unkept implements Saver {
  readonly isDraft = true;
  readonly #refusal: CommandError;
  #changed = false;

  /** What is said then. */
  constructor(code: string, message: string) {
    const problem = { severity: "error" as const, code, at: "", parameters: {}, message };
    this.#refusal = new CommandError({ kind: "refused", problems: [problem] });
  }

  /** Something was filled in. */
  change(): void {
    this.#changed = true;
  }

  readonly flush = (): Promise<void> =>
    this.#changed ? Promise.reject(this.#refusal) : Promise.resolve();

  /** Nothing is lost by leaving: it is kept, or it was given up. */
  readonly abandon = (): void => {
    this.#changed = false;
  };
}
