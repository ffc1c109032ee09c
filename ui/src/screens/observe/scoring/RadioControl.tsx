import type { AnswerStateView, ItemView } from "../../../generated/commands";
import { levelName } from "../answers/rows";
import { OtherAnswer } from "./OtherAnswer";
import { numberedChoice } from "./scoringKeys";
import type { ControlProps } from "./rowActions";

/** One of the answers between which a radio group chooses. */
interface RadioAnswer {
  id: string;
  /** What is printed on it. */
  face: string;
  /** What it is called. */
  name: string;
  look: "level" | "choice" | "aside";
  state: AnswerStateView;
}

function answersOf({ answer }: ItemView, figures: boolean): RadioAnswer[] {
  const numbered = (figure: number, label: string) =>
    figures ? `${String(figure)}\u00a0${label}` : label;
  if (answer.type === "level") {
    return answer.levels.map(({ value, label }) => ({
      id: String(value),
      face: String(value),
      name: levelName({ value, label }),
      look: "level",
      state: { state: "level", value },
    }));
  }
  if (answer.type === "yes_no") {
    return [true, false].map((value) => ({
      id: String(value),
      face: numbered(value ? 1 : 0, value ? "Oui" : "Non"),
      name: value ? "Oui" : "Non",
      look: "choice",
      state: { state: "yes_no", value },
    }));
  }
  const choices = answer.type === "single" ? answer.choices : [];
  return choices.map(({ code, label }, rank) => ({
    id: code,
    face: figures ? numberedChoice(rank, label) : label,
    name: label,
    look: "choice",
    state: { state: "choice", value: code },
  }));
}

const ASIDE: RadioAnswer[] = [
  {
    id: "not-observed",
    face: "non observé",
    name: "Non observé",
    look: "aside",
    state: { state: "not_observed" },
  },
  {
    id: "not-applicable",
    face: "sans objet",
    name: "Sans objet",
    look: "aside",
    state: { state: "not_applicable" },
  },
];

/** Levels, choices, or yes and no; « non observé » and « sans objet » beside them, of equal worth. */
export function RadioControl({ row, answer, actions, figures }: ControlProps) {
  const { item } = row;
  const chosen = JSON.stringify(answer.state);
  const radios = [...answersOf(item, figures), ...ASIDE];
  return (
    <div className="answer">
      <div className="radios" role="radiogroup" aria-labelledby={`${row.key}-label`}>
        {radios.map(({ id, face, name, look, state }) => (
          <label key={id} className={`radio radio-${look}`}>
            <input
              type="radio"
              id={`${row.key}-${id}`}
              name={row.key}
              aria-label={name}
              checked={JSON.stringify(state) === chosen}
              onChange={() => {
                actions.answer(row, state);
              }}
            />
            <span aria-hidden="true">{face}</span>
          </label>
        ))}
      </div>
      {item.answer.type === "single" && item.answer.or_other ? (
        <OtherAnswer row={row} answer={answer} actions={actions} figures={figures} />
      ) : null}
    </div>
  );
}
