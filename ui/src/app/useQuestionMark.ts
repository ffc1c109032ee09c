import { useEffect, useRef } from "react";

/** What takes a question mark as a letter, or is over the screen. */
const TAKEN = "input, textarea, [contenteditable=true]";
const DIALOG = "[role=dialog], [role=alertdialog]";

/** « ? », typed outside any field. */
export function useQuestionMark(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "?" || document.activeElement?.matches(TAKEN) === true) return;
      if (document.querySelector(DIALOG) !== null) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, []);
}
