/** Puts the focus on the first thing in `place` that one of `choices`, selectors in order, finds. Whether there was one. */
export function focusIn(place: Element | null | undefined, choices: readonly string[]): boolean {
  for (const choice of choices) {
    const found = place?.querySelector<HTMLElement>(choice);
    if (found !== null && found !== undefined) {
      found.focus();
      return true;
    }
  }
  return false;
}
