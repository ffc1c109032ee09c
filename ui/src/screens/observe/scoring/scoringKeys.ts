import type { AnswerStateView, AnswerView, ItemView } from "../../../generated/commands";

/** What a single key asks of the focused item. */
export type ScoringKey =
  | { kind: "answer"; state: AnswerStateView; goesOn: boolean }
  | { kind: "comment" | "jump" | "find" | "undo" };

/** The figure of a key of the top row or of the numeric pad, whatever it prints on this keyboard. */
export function figureOf(code: string): number | null {
  const figure = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  return figure === undefined ? null : Number(figure);
}

// N, S, C, J and F stand at the same place on AZERTY, QWERTZ and QWERTY: the letter printed is the letter pressed.
const LETTERS: Record<string, ScoringKey> = {
  KeyN: { kind: "answer", state: { state: "not_observed" }, goesOn: true },
  KeyS: { kind: "answer", state: { state: "not_applicable" }, goesOn: true },
  KeyC: { kind: "comment" },
  KeyJ: { kind: "jump" },
  KeyF: { kind: "find" },
  Backspace: { kind: "undo" },
  Delete: { kind: "answer", state: { state: "unanswered" }, goesOn: false },
};

/** What the physical key `code` asks, for `item` as it is answered now; null for nothing. */
export function scoringKey(code: string, item: ItemView, answer: AnswerView): ScoringKey | null {
  const figure = figureOf(code);
  if (figure === null) return LETTERS[code] ?? null;
  const state = stateOfFigure(figure, item, answer);
  return state === null ? null : { kind: "answer", state, goesOn: item.answer.type !== "multiple" };
}

/** The figure that gives each choice, by its rank: `0` gives the tenth, as it stands after `9`. */
const FIGURES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

/** « 3 Tablettes »: a choice with the figure that gives it, where one does. */
export function numberedChoice(rank: number, label: string): string {
  const figure = FIGURES[rank];
  return figure === undefined ? label : `${String(figure)}\u00a0${label}`;
}

/** What a figure answers: the level of that value, 1 for yes and 0 for no, the choice of its place on the keyboard. */
function stateOfFigure(figure: number, item: ItemView, now: AnswerView): AnswerStateView | null {
  const { answer } = item;
  switch (answer.type) {
    case "level":
      return answer.levels.some(({ value }) => value === figure)
        ? { state: "level", value: figure }
        : null;
    case "yes_no":
      return figure > 1 ? null : { state: "yes_no", value: figure === 1 };
    case "single": {
      const choice = answer.choices[FIGURES.indexOf(figure)];
      return choice === undefined ? null : { state: "choice", value: choice.code };
    }
    case "multiple": {
      const choice = answer.choices[FIGURES.indexOf(figure)];
      return choice === undefined ? null : toggled(now, choice.code);
    }
    case "count":
    case "duration":
    case "text":
    case "note":
    case "unsupported":
      return null;
  }
}

/** Choices with one more, or one less. */
export function toggled({ state }: AnswerView, code: string): AnswerStateView {
  const chosen = state.state === "choices" ? state.value : [];
  const value = chosen.includes(code)
    ? chosen.filter((other) => other !== code)
    : [...chosen, code];
  return value.length === 0 ? { state: "unanswered" } : { state: "choices", value };
}
