import { useState } from "react";

import { SavedMark } from "../../../components/SavedMark";
import { TextArea } from "../../../components/TextArea";
import { TextField } from "../../../components/TextField";
import { useAutosave } from "../../../components/useAutosave";

/** Words that save themselves in or beside an answer. */
export function WordsField({
  label,
  words,
  onSave,
  multiline = false,
  shownLabel = false,
  placeholder,
}: {
  label: string;
  /** As the grid has them; another value, such as after an undo, replaces what is shown. */
  words: string;
  onSave: (words: string) => Promise<string>;
  multiline?: boolean;
  shownLabel?: boolean;
  placeholder?: string;
}) {
  const [typed, setTyped] = useState(words);
  const restore = () => {
    setTyped(words);
  };
  const { change, attempt, abandon, state } = useAutosave(onSave, { pause: 500, restore });
  const [known, setKnown] = useState(words);
  if (known !== words) {
    setKnown(words);
    if (state.kind !== "saving" && state.kind !== "failed") setTyped(words);
  }
  const field = {
    label,
    hiddenLabel: !shownLabel,
    value: typed,
    onChange: (value: string) => {
      setTyped(value);
      change(value);
    },
    onBlur: attempt,
  };
  return (
    <div
      className="words"
      data-saved={state.kind === "saving" || state.kind === "failed" ? "no" : "yes"}
      data-text={typed}
    >
      {multiline ? (
        <TextArea {...field} rows={1} />
      ) : (
        <TextField {...field} {...(placeholder === undefined ? {} : { placeholder })} />
      )}
      {state.kind === "idle" ? null : (
        <SavedMark state={state} onRetry={attempt} onAbandon={abandon} />
      )}
    </div>
  );
}
