import { call } from "../../../backend/backend";
import { SavedModel } from "../../../components/savedModel";
import type { NoteView } from "../../../generated/commands";

/** Milliseconds without a key after which a paragraph is sent. */
const PAUSE = 300;

/** Whether nothing was written. */
export function isBlank(note: NoteView): boolean {
  return note.text.trim() === "";
}

/** A paragraph of the running notebook, on the screen and on its way to the disk. */
export class Paragraph extends SavedModel<NoteView> {
  /** Stays the same before and after the paragraph gets its identifier. */
  readonly key: string;
  readonly #visit: string;
  readonly #onSaved: () => void;
  /** As it is on the disk; blank before it is there. */
  #kept: NoteView;
  /** Given before the first save: a second try of a save whose answer was lost finds the same paragraph. */
  #chosen = crypto.randomUUID();
  /** The paragraph before which a new one stands; null for the last of the page. */
  #before: string | null = null;

  constructor(key: string, visit: string, note: NoteView, onSaved: () => void) {
    super(note, PAUSE);
    this.key = key;
    this.#visit = visit;
    this.#onSaved = onSaved;
    this.#kept = note;
  }

  /** Changes the words. The first key is sent at once, for its minute is that of the paragraph. */
  write(text: string): void {
    const before = this.shown();
    const begins = before.id === "" && isBlank(before);
    const note = { ...before, text };
    this.change(note, isBlank(note) ? "left" : begins ? "now" : "paused");
  }

  /** Saves what was `written` in this paragraph before it was taken away, before the paragraph `before`; null for the last. */
  async putBack(written: NoteView, before: string | null): Promise<void> {
    this.#before = before;
    this.change({ ...written, id: "" }, "now");
    await this.flush();
  }

  /** Changes what it hangs on, whether the report quotes it, its minute, or its séance. */
  put(changes: Partial<Pick<NoteView, "tags" | "in_report" | "time" | "seance">>): void {
    this.change({ ...this.shown(), ...changes }, "now");
  }

  /** Puts a paragraph that was not begun in another séance. */
  moveTo(seance: string | null): void {
    const note = this.shown();
    const untouched = note.id === "" && isBlank(note);
    if (untouched && note.seance !== seance) this.show({ ...note, seance });
  }

  protected kept(): NoteView {
    return this.#kept;
  }

  protected async save(value: NoteView): Promise<string> {
    // The identifier may have come since the value was typed.
    const { id: known, time: shownTime } = this.shown();
    const note = { ...value, id: known, time: shownTime };
    if (note.id === "" && isBlank(note)) return new Date().toISOString();
    const sent = { ...note, id: note.id === "" ? this.#chosen : note.id };
    const answer = await call("save_note", {
      visit: this.#visit,
      note: sent,
      before: this.#before,
    });
    // A blank answer means that it was taken away: what is typed since begins a new paragraph.
    const gone = isBlank(answer.note);
    if (gone) this.#chosen = crypto.randomUUID();
    this.#kept = gone ? { ...answer.note, id: "", time: "" } : answer.note;
    const { id, time } = gone ? { id: "", time: "" } : answer.note;
    const now = this.shown();
    this.show({ ...now, id, time: now.time === value.time ? time : now.time });
    this.#onSaved();
    return answer.saved_at;
  }
}
