import { WordsField } from "./WordsField";
import type { ControlProps } from "./rowActions";

/** An answer in words. */
export function TextControl({
  row,
  answer,
  actions,
  multiline,
}: ControlProps & { multiline: boolean }) {
  return (
    <WordsField
      label={row.item.label}
      multiline={multiline}
      words={answer.state.state === "text" ? answer.state.value : ""}
      onSave={(words) =>
        actions.write(
          row,
          words.trim() === "" ? { state: "unanswered" } : { state: "text", value: words },
        )
      }
    />
  );
}
