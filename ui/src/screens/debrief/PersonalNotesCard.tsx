import { useRef, useState } from "react";

import { call } from "../../backend/backend";
import { Icon } from "../../components/Icon";
import { SavedMark } from "../../components/SavedMark";
import { TextArea } from "../../components/TextArea";
import { useAutosave } from "../../components/useAutosave";
import type { PersonalNotes } from "../../generated/commands";

/** Personal notes, with the reminder that even these may be asked for; they save themselves. */
export function PersonalNotesCard({ notes }: { notes: PersonalNotes }) {
  const [text, setText] = useState(notes.text);
  // What was read or saved last: a save that comes late must not compare with older words.
  const kept = useRef(notes.text);
  const save = async (value: string) => {
    const saved = await call("save_personal_notes", {
      visit: notes.visit,
      text: value,
      before: kept.current,
    });
    kept.current = saved.text;
    // What another laptop wrote meanwhile is there too.
    if (saved.text !== value) setText(saved.text);
    return saved.saved_at;
  };
  const restore = () => {
    setText(kept.current);
  };
  const { change, attempt, abandon, state } = useAutosave(save, { restore });
  return (
    <section className="personal" aria-labelledby="personal-title">
      <h2 id="personal-title">
        <Icon name="lock" /> Notes personnelles
      </h2>
      <p className="measure">
        Pour vous seul{"\u00a0"}: elles ne sont ni dans le compte rendu ni dans la visite scellée.
        La personne observée peut pourtant les demander, au titre de son droit d’accès (RGPD, art.
        {"\u00a0"}15). N’écrivez rien que vous ne pourriez lui lire.
      </p>
      <TextArea
        label="Notes personnelles"
        hiddenLabel
        rows={4}
        value={text}
        onBlur={attempt}
        onChange={(value) => {
          setText(value);
          change(value);
        }}
      />
      <SavedMark state={state} onRetry={attempt} onAbandon={abandon} />
    </section>
  );
}
