import { useEffect, useRef } from "react";

/** What is over the screen while a dialog is open. */
const DIALOG = "[role=dialog], [role=alertdialog]";

/** Keys of a screen, by physical key: heard wherever the focus is, even nowhere, unless a dialog is open. */
export function useScreenKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const act = latest.current[event.code];
      if (act === undefined || document.querySelector(DIALOG) !== null) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, []);
}
