import { failureOf, wasRefused } from "../backend/failure";
import type { SaveState } from "./saveState";

/** When a new value is saved: at once, after a short pause, or only when its field is left. */
export type SaveWhen = "now" | "paused" | "left";

/** Milliseconds after which a value is saved even though the typing goes on. */
const PATIENCE = 1200;

/** Saves a value a moment after it last changed, one save at a time; the last value wins. */
export class Autosaver<Value> {
  #waiting: { value: Value } | null = null;
  #waitingSince: number | null = null;
  #running: Promise<void> | null = null;
  #wantsAll = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: SaveState = { kind: "idle" };
  readonly #listeners = new Set<() => void>();
  #save: (value: Value) => Promise<string>;
  #restore: () => void;
  readonly #pause: number;

  /** `save` resolves to the instant of writing; `pause` is in milliseconds; `restore` is as `saveBy` says. */
  constructor(
    save: (value: Value) => Promise<string>,
    pause: number,
    restore: () => void = () => undefined,
  ) {
    this.#save = save;
    this.#restore = restore;
    this.#pause = pause;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly state = (): SaveState => this.#state;

  /** Saves in another way from here on; `restore` shows what is kept, after a value was given up. */
  saveBy(save: (value: Value) => Promise<string>, restore: () => void = () => undefined): void {
    this.#save = save;
    this.#restore = restore;
  }

  /** Gives up a value that was refused, and shows what is kept. */
  readonly abandon = (): void => {
    if (this.#state.kind !== "failed" || !wasRefused(this.#state.failure)) return;
    // What is kept shows before anything says that all is kept.
    this.#restore();
    this.drop();
  };

  /** Forgets a value that is not on its way yet. */
  readonly drop = (): void => {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.#waitingSince = null;
    if (this.#running === null) this.#tell({ kind: "idle" });
  };

  /** Takes a new value. Nothing says « Enregistré » from here until that very value is. */
  change(value: Value, when: SaveWhen = "paused"): void {
    this.#waiting = { value };
    if (this.#state.kind !== "failed") this.#tell({ kind: "saving" });
    clearTimeout(this.#timer);
    if (when === "left") return;
    this.#timer = setTimeout(() => {
      if (this.#running !== null) this.#wantsAll = true;
      // The state tells of a failure.
      else this.#start().catch(() => undefined);
    }, this.#delay(when));
  }

  /** Saves at once what waits; rejects when it could not, and keeps it to try again. */
  readonly flush = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#wantsAll = this.#waiting !== null;
    return this.#start();
  };

  #start(): Promise<void> {
    // Without anything to save, draining would end before it is kept as running, and never run again.
    if (this.#running === null && this.#waiting !== null) this.#running = this.#drain();
    return this.#running ?? Promise.resolve();
  }

  #delay(when: SaveWhen): number {
    const now = performance.now();
    this.#waitingSince ??= now;
    return when === "now"
      ? 0
      : Math.max(0, Math.min(this.#pause, this.#waitingSince + PATIENCE - now));
  }

  async #drain(): Promise<void> {
    try {
      do {
        if (this.#waiting !== null) await this.#saveNext(this.#waiting.value);
      } while (this.#wantsAll && this.#waiting !== null);
    } finally {
      this.#wantsAll = false;
      this.#running = null;
    }
  }

  async #saveNext(value: Value): Promise<void> {
    this.#waiting = null;
    this.#waitingSince = null;
    this.#tell({ kind: "saving" });
    try {
      const at = await this.#save(value);
      if (this.#stillWaits() === null) this.#tell({ kind: "saved", at });
    } catch (thrown) {
      this.#waiting = this.#stillWaits() ?? { value };
      this.#tell({ kind: "failed", failure: failureOf(thrown) });
      throw thrown;
    }
  }

  #stillWaits(): { value: Value } | null {
    return this.#waiting;
  }

  #tell(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
