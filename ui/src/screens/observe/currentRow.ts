/** The row of the grid that has, or last had, the focus; apart from the rest, for it changes with each key. */
export class CurrentRow {
  readonly #listeners = new Set<() => void>();
  #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** Its key; empty for none. */
  readonly key = (): string => this.#key;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly moveTo = (key: string): void => {
    if (key === this.#key) return;
    this.#key = key;
    for (const listener of this.#listeners) listener();
  };
}
