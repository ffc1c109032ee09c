import { call } from "../../../backend/backend";
import { Autosaver } from "../../../components/autosave";
import type { SaveState } from "../../../components/saveState";
import type { NoteView } from "../../../generated/commands";

/** Milliseconds without a key after which a paragraph is sent. */
const PAUSE = 300;

/** Whether nothing was written. */
export function isBlank(note: NoteView): boolean {
  return note.text.trim() === "";
}

/** A paragraph of the running notebook, on the screen and on its way to the disk. */
export class Paragraph {
  /** Stays the same before and after the paragraph gets its identifier. */
  readonly key: string;
  readonly #visit: string;
  readonly #onSaved: () => void;
  readonly #saver: Autosaver<NoteView>;
  readonly #listeners = new Set<() => void>();
  #note: NoteView;
  /** As it is on the disk; blank before it is there. */
  #kept: NoteView;
  /** Given before the first save: a second try of a save whose answer was lost finds the same paragraph. */
  #chosen = crypto.randomUUID();

  constructor(key: string, visit: string, note: NoteView, onSaved: () => void) {
    this.key = key;
    this.#visit = visit;
    this.#onSaved = onSaved;
    this.#note = note;
    this.#kept = note;
    const save = (value: NoteView) => this.#save(value);
    this.#saver = new Autosaver(save, PAUSE, () => {
      this.#put(this.#kept);
    });
  }

  /** As it is on the screen; another object whenever it changes. */
  readonly note = (): NoteView => this.#note;

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

  /** Changes the words. The first key is sent at once, for its minute is that of the paragraph. */
  write(text: string): void {
    const begins = this.#note.id === "" && isBlank(this.#note);
    this.#put({ ...this.#note, text });
    const blank = isBlank(this.#note);
    this.#saver.change(this.#note, blank ? "left" : begins ? "now" : "paused");
  }

  /** Changes what it hangs on, whether the report quotes it, its minute, or its séance. */
  change(changes: Partial<Pick<NoteView, "tags" | "in_report" | "time" | "seance">>): void {
    this.#put({ ...this.#note, ...changes });
    this.#saver.change(this.#note, "now");
  }

  /** Puts a paragraph that was not begun in another séance. */
  moveTo(seance: string | null): void {
    const untouched = this.#note.id === "" && isBlank(this.#note);
    if (untouched && this.#note.seance !== seance) this.#put({ ...this.#note, seance });
  }

  async #save(value: NoteView): Promise<string> {
    // The identifier may have come since the value was typed.
    const note = { ...value, id: this.#note.id, time: this.#note.time };
    if (note.id === "" && isBlank(note)) return new Date().toISOString();
    const sent = { ...note, id: note.id === "" ? this.#chosen : note.id };
    const answer = await call("save_note", { visit: this.#visit, note: sent });
    // A blank answer means that it was taken away: what is typed since begins a new paragraph.
    const gone = isBlank(answer.note);
    if (gone) this.#chosen = crypto.randomUUID();
    this.#kept = gone ? { ...answer.note, id: "", time: "" } : answer.note;
    const { id, time } = gone ? { id: "", time: "" } : answer.note;
    this.#put({ ...this.#note, id, time: this.#note.time === value.time ? time : this.#note.time });
    this.#onSaved();
    return answer.saved_at;
  }

  #put(note: NoteView): void {
    this.#note = note;
    for (const listener of this.#listeners) listener();
  }
}
