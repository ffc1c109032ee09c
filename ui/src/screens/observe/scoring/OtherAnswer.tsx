import { WordsField } from "./WordsField";
import type { ControlProps } from "./rowActions";

/** An answer that the choices did not foresee. */
export function OtherAnswer({ row, answer, actions }: ControlProps) {
  return (
    <WordsField
      label={`Autre réponse\u00a0: ${row.item.label}`}
      placeholder="Autre réponse"
      words={answer.state.state === "other" ? answer.state.value : ""}
      onSave={(words) =>
        actions.write(
          row,
          words.trim() === "" ? { state: "unanswered" } : { state: "other", value: words },
        )
      }
    />
  );
}
