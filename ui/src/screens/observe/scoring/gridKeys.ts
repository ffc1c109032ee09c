import type { KeyboardEvent } from "react";

import type { AnswerView } from "../../../generated/commands";
import type { Row, RowGroup } from "../answers/rows";
import { focusInside, focusRow } from "../focus";
import { scoringKey, type ScoringKey } from "./scoringKeys";

/** What the keys of the grid may do. */
export interface GridKeys {
  /** The rows in view that ask for an answer, in order, by section. */
  groups: readonly RowGroup[];
  /** Whether single keys answer. */
  singleKeys: boolean;
  /** The row that the panel beside the grid explains. */
  current: string;
  answerOf: (row: Row) => AnswerView;
  onAnswer: (row: Row, state: AnswerView["state"]) => void;
  onJump: () => void;
  onUndo: () => void;
}

/** Whether a key belongs to the text in which it is pressed; in a field of figures, letters and Ctrl+Z do not. */
function isTyping({ target, code }: KeyboardEvent): boolean {
  const figures = target instanceof HTMLInputElement && target.inputMode === "numeric";
  return isText(target) && !(figures && code.startsWith("Key"));
}

function isText(target: EventTarget): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox"
  );
}

/** Whether a key leaves a field of a row: those that mean nothing in it. */
function leavesField({ code, target }: KeyboardEvent): boolean {
  if (code.startsWith("Page")) return true;
  const oneLine = target instanceof HTMLInputElement;
  return oneLine && ["ArrowUp", "ArrowDown", "Enter", "NumpadEnter"].includes(code);
}

function stepOf(code: string): string {
  return code.endsWith("Enter") ? "ArrowDown" : code;
}

/** Moves among the answers of a row without choosing one. */
function sideways(row: Element, target: EventTarget, by: number): void {
  const controls = [...row.querySelectorAll<HTMLElement>("input, textarea, button:not(:disabled)")];
  const at = controls.findIndex((control) => control === target);
  controls[at + by]?.focus();
}

/** Moves from a row to another: to the next one, or to the beginning of the next section. */
function move(groups: readonly RowGroup[], key: string, code: string): boolean {
  const rows = groups.flatMap((group) => group.rows);
  const at = rows.findIndex((row) => row.key === key);
  const section = groups.findIndex((group) => group.rows.some((row) => row.key === key));
  const targets: Record<string, Row | undefined> = {
    ArrowUp: rows[at - 1],
    ArrowDown: rows[at + 1],
    PageUp: groups[section - 1]?.rows[0] ?? rows[0],
    PageDown: groups[section + 1]?.rows[0] ?? rows.at(-1),
    Home: rows[0],
    End: rows.at(-1),
  };
  const target = targets[code];
  if (target !== undefined) focusRow(target.key);
  return code in targets;
}

/** A key held down answers once: what it repeats would fall on the items that follow. */
function changesAnswers({ kind }: ScoringKey): boolean {
  return kind === "answer" || kind === "undo";
}

/** The keys of the grid: heard only while the focus is in one of its rows. */
export function gridKeys(keys: GridKeys): (event: KeyboardEvent) => void {
  const press = (event: KeyboardEvent, row: Row): boolean => {
    const key = keys.singleKeys ? scoringKey(event.code, row.item, keys.answerOf(row)) : null;
    if (key === null) return false;
    if (event.repeat && changesAnswers(key)) return true;
    if (key.kind === "answer") {
      keys.onAnswer(row, key.state);
      if (key.goesOn) move(keys.groups, row.key, "ArrowDown");
    }
    if (key.kind === "comment") focusInside("item-comment");
    if (key.kind === "jump") keys.onJump();
    if (key.kind === "find") focusInside("grid-find");
    if (key.kind === "undo") keys.onUndo();
    return true;
  };
  const handles = (event: KeyboardEvent): boolean => {
    const element = (event.target as Element).closest(".item-row");
    const row = keys.groups.flatMap(({ rows }) => rows).find(({ key }) => key === element?.id);
    const typing = isTyping(event);
    const leavesComment = event.code === "Escape" && (event.target as Element).closest(".detail");
    if (leavesComment !== false && leavesComment !== null) return focusRow(keys.current);
    if (event.ctrlKey || event.metaKey) {
      if (event.code === "KeyF") return focusInside("grid-find");
      if (event.key.toLowerCase() !== "z" || typing) return false;
      if (!event.repeat) keys.onUndo();
      return true;
    }
    if (event.altKey || row === undefined || element === null) return false;
    if (typing) return leavesField(event) && move(keys.groups, row.key, stepOf(event.code));
    if (event.code === "ArrowLeft" || event.code === "ArrowRight") {
      sideways(element, event.target, event.code === "ArrowLeft" ? -1 : 1);
      return true;
    }
    return move(keys.groups, row.key, event.code) || press(event, row);
  };
  return (event) => {
    if (handles(event)) event.preventDefault();
  };
}
