import { useState } from "react";

import { Button } from "../../../components/Button";
import { SavedMark } from "../../../components/SavedMark";
import { useAutosave } from "../../../components/useAutosave";
import type { AnswerStateView } from "../../../generated/commands";
import type { ControlProps } from "./rowActions";

function stateOf(text: string, minutes: boolean): AnswerStateView {
  const figures = text.replace(/\D/g, "");
  if (figures === "") return { state: "unanswered" };
  return { state: minutes ? "minutes" : "count", value: Number(figures) };
}

/** A number of things or of minutes: by steps, or typed. */
export function NumberControl({
  row,
  answer,
  actions,
  least,
  most,
  step = 1,
}: ControlProps & { least: number; most: number; step?: number }) {
  const minutes = row.item.answer.type === "duration";
  const { state } = answer;
  const value = state.state === "count" || state.state === "minutes" ? state.value : null;
  const [typed, setTyped] = useState<string | null>(null);
  const saving = useAutosave((text: string) => actions.write(row, stateOf(text, minutes)), 500);
  const put = (next: number) => {
    setTyped(null);
    actions.answer(row, stateOf(String(Math.min(most, Math.max(least, next))), minutes));
  };
  return (
    <div className="stepper" role="group" aria-labelledby={`${row.key}-label`}>
      <Button
        isDisabled={value === null || value <= least}
        aria-label={`Moins\u00a0: ${row.item.label}`}
        onPress={() => {
          put((value ?? least) - step);
        }}
      >
        −
      </Button>
      <input
        className="field-input stepper-value numbers"
        inputMode="numeric"
        autoComplete="off"
        spellCheck="false"
        aria-label={minutes ? `${row.item.label}, en minutes` : row.item.label}
        value={typed ?? value ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          saving.change(event.target.value);
        }}
        onBlur={() => {
          saving.attempt();
          if (saving.state.kind !== "failed") setTyped(null);
        }}
      />
      <Button
        isDisabled={value !== null && value >= most}
        aria-label={`Plus\u00a0: ${row.item.label}`}
        onPress={() => {
          put(value === null ? Math.max(least, step) : value + step);
        }}
      >
        +
      </Button>
      {minutes ? <span className="muted">min</span> : null}
      {saving.state.kind === "idle" ? null : (
        <SavedMark state={saving.state} onRetry={saving.attempt} />
      )}
    </div>
  );
}
