import type {
  AnswerStateView,
  AnswerView,
  GridView,
  ItemView,
  LevelView,
  SeancePlanView,
  UnitAnswers,
} from "../../../generated/commands";

/** What answers belong to: a séance, or the visit as a whole (null). */
export type Unit = string | null;

/** One item to answer in one unit. */
export interface Row {
  key: string;
  unit: Unit;
  item: ItemView;
}

/** A heading with the rows under it. */
export interface RowGroup {
  key: string;
  label: string;
  rows: readonly Row[];
}

/** The answers of a visit, by unit. */
export type Units = ReadonlyMap<Unit, UnitAnswers>;

const UNANSWERED: AnswerView = { state: { state: "unanswered" }, comment: "", objections: [] };

/** Names the answer of an item in a unit, also in the page. */
export function rowKey(unit: Unit, item: string): string {
  return `row-${unit ?? "visit"}-${item}`;
}

/** What was said of an item in a unit. */
export function answerIn(units: Units, unit: Unit, item: string): AnswerView {
  return units.get(unit)?.items[item] ?? UNANSWERED;
}

/** Whether an item asks for an answer at all. */
export function asks(item: ItemView): boolean {
  return item.answer.type !== "note" && item.answer.type !== "unsupported";
}

/** Whether two answers show alike. */
export function sameAnswer(one: AnswerView, other: AnswerView): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** The sections of a grid as a unit answers them, without those that ask nothing there. */
export function groupsOf(grid: GridView, unit: Unit): RowGroup[] {
  const scope = unit === null ? "visit" : "seance";
  const groups = grid.sections.map((section) => ({
    key: `${unit ?? "visit"}-${section.code}`,
    label: unit === null ? `${section.label} (toute la visite)` : section.label,
    rows: section.items
      .filter((item) => item.scope === scope)
      .map((item) => ({ key: rowKey(unit, item.code), unit, item })),
  }));
  return groups.filter((group) => group.rows.length > 0);
}

/** The units of a visit, in order: its séances, then the visit as a whole if the grid asks of it. */
export function unitsOf(grid: GridView, seances: readonly SeancePlanView[]): Unit[] {
  const ofVisit = grid.sections.some(({ items }) => items.some(({ scope }) => scope === "visit"));
  return [...seances.map(({ id }) => id), ...(ofVisit ? [null] : [])];
}

/** Rows split into those to show and those that a condition of the grid sets aside. */
export function sortedOut(rows: readonly Row[], units: Units): { shown: Row[]; aside: number } {
  const shown = rows.filter(
    ({ unit, item }) => answerIn(units, unit, item.code).state.state !== "not_relevant",
  );
  return { shown, aside: rows.length - shown.length };
}

/** The row in view: that of `key`, or the one that follows it where a condition has set it aside. */
export function nearest(all: readonly Row[], shown: readonly Row[], key: string): Row | undefined {
  const at = all.findIndex((row) => row.key === key);
  const following = new Set(all.slice(Math.max(at, 0)).map((row) => row.key));
  return shown.find((row) => following.has(row.key)) ?? shown.at(-1);
}

/** How far some rows are: answered among those that ask. */
export function progressOf(
  rows: readonly Row[],
  units: Units,
): { answered: number; asked: number } {
  const asked = sortedOut(rows, units).shown.filter(({ item }) => asks(item));
  const answered = asked.filter(
    ({ unit, item }) => answerIn(units, unit, item.code).state.state !== "unanswered",
  );
  return { answered: answered.length, asked: asked.length };
}

/** An answer in a few words; nothing where there is none. */
export function answerWords(item: ItemView, state: AnswerStateView): string {
  switch (state.state) {
    case "unanswered":
    case "not_relevant":
      return "";
    case "not_observed":
      return "Non observé";
    case "not_applicable":
      return "Sans objet";
    case "level":
      return levelWords(item, state.value);
    case "choice":
      return choiceLabel(item, state.value);
    case "choices":
      return state.value.map((code) => choiceLabel(item, code)).join(", ");
    case "yes_no":
      return state.value ? "Oui" : "Non";
    case "count":
      return String(state.value);
    case "minutes":
      return `${String(state.value)}\u00a0min`;
    case "other":
    case "text":
      return state.value;
  }
}

/** « Repère 2 » ; « 2 Régulier » where the level's name does not say its figure. */
export function levelName({ value, label }: Pick<LevelView, "value" | "label">): string {
  const figure = String(value);
  return label.endsWith(figure) ? label : `${figure}\u00a0${label}`;
}

/** The name of one of an item's levels. */
export function levelWords(item: ItemView, value: number): string {
  const { answer } = item;
  if (answer.type !== "level") return String(value);
  return levelName(answer.levels.find((level) => level.value === value) ?? { value, label: "" });
}

function choiceLabel(item: ItemView, code: string): string {
  const { answer } = item;
  if (answer.type !== "single" && answer.type !== "multiple") return code;
  return answer.choices.find((choice) => choice.code === code)?.label ?? code;
}
