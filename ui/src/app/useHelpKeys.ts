import { useEffect, useRef } from "react";

/** What takes a question mark as a letter. */
const WRITTEN_IN =
  "textarea, [contenteditable=true], input:not([type=radio], [type=checkbox], [type=file])";
/** Stands in the dialog of the keys, which is not opened over itself. */
export const KEYS_SHOWN = "data-keys-shown";
const DIALOG = "[role=dialog], [role=alertdialog]";

/** What is asked by a key: the guide by F1, the keys by « ? » typed outside any text. */
export type Help = "guide" | "keys";

/** The dialog over all the rest; none where there is none. */
function topmost(): Element | undefined {
  return [...document.querySelectorAll(DIALOG)].at(-1);
}

function asked({ code, key }: KeyboardEvent): Help | null {
  if (code === "F1") return "guide";
  return key === "?" && document.activeElement?.matches(WRITTEN_IN) !== true ? "keys" : null;
}

/** Hears the two keys of help wherever the focus is: in the dialog that `within` gives, while it is over all the rest, or on the screen, while no dialog is. */
export function useHelpKeys(act: (help: Help) => void, within?: () => Element | null): void {
  const latest = useRef({ act, within });
  useEffect(() => {
    latest.current = { act, within };
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const help = asked(event);
      const place = latest.current.within?.()?.closest(DIALOG) ?? undefined;
      if (help === null || topmost() !== place) return;
      event.preventDefault();
      if (help === "keys" && place?.querySelector(`[${KEYS_SHOWN}]`)) return;
      if (!event.repeat) latest.current.act(help);
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, []);
}
