import { useState } from "react";

import { Button } from "../../../components/Button";
import { SavedMark } from "../../../components/SavedMark";
import { useAutosave } from "../../../components/useAutosave";
import type { AnswerStateView } from "../../../generated/commands";
import type { ControlProps } from "./rowActions";

function stateOf(figures: string, minutes: boolean): AnswerStateView {
  if (figures === "") return { state: "unanswered" };
  return { state: minutes ? "minutes" : "count", value: Number(figures) };
}

/** A number of things or of minutes: by steps, or typed. One out of bounds is said, and not sent. */
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
  const restore = () => {
    setTyped(null);
  };
  const saving = useAutosave((figures: string) => actions.write(row, stateOf(figures, minutes)), {
    pause: 500,
    restore,
  });
  const isOut = (figures: string) =>
    figures !== "" && (Number(figures) < least || Number(figures) > most);
  const out = typed !== null && isOut(typed);
  const type = (text: string) => {
    const figures = text.replace(/\D/g, "");
    setTyped(figures);
    if (isOut(figures)) saving.drop();
    else saving.change(figures);
  };
  const put = (next: number) => {
    restore();
    saving.drop();
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
        aria-invalid={out}
        aria-describedby={out ? `${row.key}-bounds` : undefined}
        value={typed ?? value ?? ""}
        onChange={(event) => {
          type(event.target.value);
        }}
        onBlur={() => {
          saving.attempt();
          if (saving.state.kind !== "failed" && !out) setTyped(null);
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
      {out ? (
        <p id={`${row.key}-bounds`} className="field-error" role="alert">
          {`De ${String(least)} à ${String(most)}\u00a0: ce nombre n’est pas enregistré.`}
        </p>
      ) : null}
      {saving.state.kind === "idle" ? null : (
        <SavedMark state={saving.state} onRetry={saving.attempt} onAbandon={saving.abandon} />
      )}
    </div>
  );
}
