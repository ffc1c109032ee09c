/** The strip of the timeline. */
export const STRIP = "timeline-strip";

/** The button of the strip that opens it and takes the focus there. */
export const STRIP_OPENER = "timeline-note";

/** Opens the strip and goes there, or comes back from it. Whether there is one. */
export function switchToStrip(): boolean {
  const opener = document.getElementById(STRIP_OPENER);
  opener?.click();
  return opener !== null;
}
