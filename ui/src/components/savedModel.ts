import { Autosaver, type SaveWhen } from "./autosave";
import type { SaveState } from "./saveState";

/** Something that saves itself: as it is on the screen, and on its way to the disk. */
export abstract class SavedModel<Shown> {
  readonly #saver: Autosaver<Shown>;
  readonly #listeners = new Set<() => void>();
  #shown: Shown;

  /** `pause` is in milliseconds, without a key, after which a change is sent. */
  constructor(shown: Shown, pause: number) {
    this.#shown = shown;
    const save = (value: Shown) => this.save(value);
    this.#saver = new Autosaver(save, pause, () => {
      this.show(this.kept());
    });
  }

  /** As it is on the screen; another object whenever it changes. */
  readonly shown = (): Shown => this.#shown;

  /** Whether what is on the screen is on the disk. */
  readonly state = (): SaveState => this.#saver.state();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const forget = this.#saver.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      forget();
    };
  };

  /** Saves at once what is not on the disk; rejects when it could not. */
  readonly flush = (): Promise<void> => this.#saver.flush();

  /** Gives up what was refused, and shows what is kept. */
  readonly abandon = (): void => {
    this.#saver.abandon();
  };

  /** As `flush`; a failure only shows. */
  readonly attempt = (): void => {
    this.flush().catch(() => undefined);
  };

  /** Sends a value; resolves to the instant of writing. */
  protected abstract save(value: Shown): Promise<string>;

  /** As it is on the disk. */
  protected abstract kept(): Shown;

  /** Shows another value, which nothing sends. */
  protected show(value: Shown): void {
    this.#shown = value;
    for (const listener of this.#listeners) listener();
  }

  /** Shows another value, and has it saved. */
  protected change(value: Shown, when?: SaveWhen): void {
    this.show(value);
    this.#saver.change(value, when);
  }
}
