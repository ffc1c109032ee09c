/** The strip of the timeline. */
export const STRIP = "timeline-strip";

/** The button of the strip that opens it and takes the focus there. */
export const STRIP_OPENER = "timeline-note";

/** Puts the focus on the button that opens the strip. */
export function focusStrip(): void {
  document.getElementById(STRIP_OPENER)?.focus();
}

/** Opens the strip and goes there, or comes back from it. Whether there is one. */
export function switchToStrip(): boolean {
  const opener = document.getElementById(STRIP_OPENER);
  opener?.click();
  return opener !== null;
}
