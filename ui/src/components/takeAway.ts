import { flushSync } from "react-dom";

import { focusIn } from "./focusIn";

const STOPS = ["input:not(:disabled), textarea:not(:disabled), button:not(:disabled)"];

/** As `focusIn`, in what is still on the page. */
function focusStop(place: Element | null | undefined): boolean {
  return place?.isConnected === true && focusIn(place, STOPS);
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
  if (!focusStop(list?.children[rank] ?? list?.children[rank - 1])) focusStop(around);
}
