import type { ControlProps } from "./rowActions";

const CHOICES = [
  { state: "not_observed", face: "non observé", name: "Non observé" },
  { state: "not_applicable", face: "sans objet", name: "Sans objet" },
] as const;

/** « Non observé » and « sans objet », for items that are not answered by a radio group. */
export function SetAsideControl({ row, answer, actions }: ControlProps) {
  return (
    <div className="radios">
      {CHOICES.map(({ state, face, name }) => {
        const pressed = answer.state.state === state;
        return (
          <button
            key={state}
            type="button"
            className="radio radio-aside"
            aria-pressed={pressed}
            aria-label={`${name}\u00a0: ${row.item.label}`}
            onClick={() => {
              actions.answer(row, { state: pressed ? "unanswered" : state });
            }}
          >
            <span>{face}</span>
          </button>
        );
      })}
    </div>
  );
}
