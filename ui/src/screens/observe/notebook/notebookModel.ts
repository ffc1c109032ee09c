import type { NoteView } from "../../../generated/commands";
import { isBlank, Paragraph } from "./paragraph";

/** The running notebook of one visit: its paragraphs, the last of which is blank and ready. */
export class NotebookModel {
  readonly #visit: string;
  readonly #onSaved: () => void;
  readonly #listeners = new Set<() => void>();
  #made = 0;
  #last: Paragraph;
  #paragraphs: readonly Paragraph[];

  /** `onSaved` is told of each paragraph that is on the disk. */
  constructor(
    visit: string,
    notes: readonly NoteView[],
    seance: string | null,
    onSaved: () => void,
  ) {
    this.#visit = visit;
    this.#onSaved = onSaved;
    const written = notes.map((note) => this.#paragraph(note));
    this.#last = this.#blank(seance);
    this.#paragraphs = [...written, this.#last];
  }

  /** The paragraphs, in order; another array whenever one comes or goes. */
  readonly paragraphs = (): readonly Paragraph[] => this.#paragraphs;

  /** The last paragraph: where one writes next. */
  readonly last = (): Paragraph => this.#last;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Saves a paragraph at once, and gives the blank one at the end. */
  close(paragraph: Paragraph, seance: string | null): Paragraph {
    paragraph.attempt();
    if (!isBlank(this.#last.shown())) {
      this.#last = this.#blank(seance);
      this.#show([...this.#paragraphs, this.#last]);
    }
    return this.#last;
  }

  /** Says in which séance the next paragraph is written. */
  moveTo(seance: string | null): void {
    this.#last.moveTo(seance);
  }

  /**
   * Takes a paragraph away, and gives the way to put it back where it was. It stays on the screen, with its words, when that
   * could not be kept.
   */
  async remove(paragraph: Paragraph): Promise<() => Promise<void>> {
    const written = paragraph.shown();
    const after = this.#paragraphs.slice(this.#paragraphs.indexOf(paragraph) + 1);
    paragraph.write("");
    try {
      await this.leave(paragraph);
    } catch (thrown) {
      paragraph.write(written.text);
      throw thrown;
    }
    return () => this.#putBack(paragraph, written, after);
  }

  /** Before the first of those that followed it and are still there: others may have come and gone since. */
  async #putBack(
    paragraph: Paragraph,
    written: NoteView,
    after: readonly Paragraph[],
  ): Promise<void> {
    const still = after.filter((other) => this.#paragraphs.includes(other));
    const next = still.map((other) => other.shown().id).find((id) => id !== "");
    await paragraph.putBack(written, next ?? null);
    const found = this.#paragraphs.findIndex((other) => after.includes(other));
    const rank = found === -1 ? this.#paragraphs.indexOf(this.#last) : found;
    this.#show(this.#paragraphs.toSpliced(rank, 0, paragraph));
  }

  /** Saves a paragraph that is left; an emptied one goes. Rejects when it could not be saved. */
  async leave(paragraph: Paragraph): Promise<void> {
    await paragraph.flush();
    if (paragraph !== this.#last && isBlank(paragraph.shown())) {
      this.#show(this.#paragraphs.filter((other) => other !== paragraph));
    }
  }

  /** Gives up what was refused, paragraph by paragraph. */
  readonly abandon = (): void => {
    for (const paragraph of this.#paragraphs) paragraph.abandon();
  };

  /** Saves all that is not on the disk; rejects when it could not. */
  readonly flush = async (): Promise<void> => {
    await Promise.all(this.#paragraphs.map((paragraph) => paragraph.flush()));
  };

  #show(paragraphs: readonly Paragraph[]): void {
    this.#paragraphs = paragraphs;
    for (const listener of this.#listeners) listener();
  }

  #blank(seance: string | null): Paragraph {
    return this.#paragraph({ id: "", seance, time: "", text: "", tags: [], in_report: false });
  }

  #paragraph(note: NoteView): Paragraph {
    this.#made += 1;
    return new Paragraph(`paragraph-${String(this.#made)}`, this.#visit, note, this.#onSaved);
  }
}
