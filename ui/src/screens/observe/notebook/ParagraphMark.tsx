import { Icon, type IconName } from "../../../components/Icon";
import type { SaveState } from "../../../components/saveState";
import type { NoteView } from "../../../generated/commands";
import { isBlank } from "./paragraph";

const MARKS: Record<SaveState["kind"], { words: string; icon: IconName; look: string }> = {
  idle: { words: "Enregistré", icon: "check", look: "row-mark row-mark-saved" },
  saved: { words: "Enregistré", icon: "check", look: "row-mark row-mark-saved" },
  saving: { words: "En attente", icon: "clock", look: "row-mark" },
  failed: { words: "Non enregistré", icon: "error", look: "row-mark row-mark-failed" },
};

/**
 * Whether a paragraph is on the disk: « Enregistré » only once its last key was acknowledged.
 * `data-saved` and `data-text` say the same to whoever tests that promise.
 */
export function ParagraphMark({ note, state }: { note: NoteView; state: SaveState }) {
  if (note.id === "" && isBlank(note)) return null;
  const { words, icon, look } = MARKS[state.kind];
  const saved = state.kind === "idle" || state.kind === "saved";
  return (
    <span className={look} data-saved={saved ? "yes" : "no"} data-text={note.text}>
      <Icon name={icon} />
      {words}
    </span>
  );
}
