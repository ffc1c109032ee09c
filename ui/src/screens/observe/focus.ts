import { focusIn } from "../../components/focusIn";
import type { Mode } from "./observing";

/** The region where the next paragraph is written. */
export const COMPOSER = "notebook-composer";

/** Puts the focus where the next paragraph is written. */
export function focusComposer(): void {
  focusIn(document.getElementById(COMPOSER), ["textarea"]);
}

/** Puts the focus in the paragraph with this key. */
export function focusParagraph(key: string): void {
  focusIn(document.getElementById(key), ["textarea"]);
}

const CONTROLS = ["input:checked", "input:not(:disabled), textarea", "button:not(:disabled)"];

/** Puts the focus in a row of the grid. Whether there was one. */
export function focusRow(key: string): boolean {
  const row = document.getElementById(key);
  row?.scrollIntoView({ block: "nearest" });
  return focusIn(row, CONTROLS);
}

/** Puts the focus where one works in this mode. */
export function focusMode(mode: Mode, row: string): void {
  if (mode === "notes") focusComposer();
  const first = document.querySelector(".item-row")?.id ?? "";
  if (mode === "grid" && !focusRow(row)) focusRow(first);
}

/** Puts the focus in the field of a named part of the screen. Whether there was one. */
export function focusInside(id: string): boolean {
  return focusIn(document.getElementById(id), ["input, textarea"]);
}
