import { flushSync } from "react-dom";

const STOPS = "input:not(:disabled), textarea:not(:disabled), button:not(:disabled)";

/** Whether there was something to focus. */
function focusIn(place: Element | null | undefined): boolean {
  const stop = place?.isConnected === true ? place.querySelector<HTMLElement>(STOPS) : null;
  stop?.focus();
  return stop !== null;
}

/**
 * Takes away the member of a list in which the focus is. What comes after it takes the focus, else what comes before,
 * else what stands around the list.
 */
export function takeAway(member: Element | null, remove: () => void): void {
  const list = member?.parentElement ?? null;
  const around = list?.parentElement;
  const rank = [...(list?.children ?? [])].findIndex((child) => child === member);
  flushSync(remove);
  if (!focusIn(list?.children[rank] ?? list?.children[rank - 1])) focusIn(around);
}
