import type { ChoiceView } from "../../../generated/commands";
import type { ControlProps } from "./rowActions";
import { numberedChoice, toggled } from "./scoringKeys";

/** Any number of choices. */
export function ChoicesControl({
  row,
  answer,
  actions,
  figures,
  choices,
}: ControlProps & { choices: readonly ChoiceView[] }) {
  const chosen = answer.state.state === "choices" ? answer.state.value : [];
  return (
    <div className="radios" role="group" aria-labelledby={`${row.key}-label`}>
      {choices.map(({ code, label }, rank) => (
        <label key={code} className="radio radio-choice radio-several">
          <input
            type="checkbox"
            aria-label={label}
            checked={chosen.includes(code)}
            onChange={() => {
              actions.answer(row, toggled(answer, code));
            }}
          />
          <span aria-hidden="true">{figures ? numberedChoice(rank, label) : label}</span>
        </label>
      ))}
    </div>
  );
}
