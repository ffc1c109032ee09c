import { useEffect } from "react";

/** How long a screen may take to show what is sought. */
const PATIENCE = 5000;

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** The field that holds `line`, else the smallest element whose words do. */
function holderOf(root: HTMLElement, line: string): HTMLElement | null {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  for (const field of fields) if (isShown(field) && plain(field.value).includes(line)) return field;
  let found: HTMLElement | null = null;
  for (const element of root.querySelectorAll<HTMLElement>("*"))
    if (plain(element.textContent).includes(line) && isShown(element)) found = element;
  return found;
}

function reveal(element: HTMLElement): void {
  const isField = element.matches("input, textarea");
  if (!isField) element.tabIndex = -1;
  element.focus();
  element.scrollIntoView({ block: "center" });
}

/** Brings the words `line` into view as soon as the screen shows them, unless the person has begun to do something else. */
export function useReveal(line: string | undefined): void {
  useEffect(() => {
    const root = document.querySelector<HTMLElement>("main");
    if (root === null || line === undefined || line === "") return;
    const look = () => {
      const found = holderOf(root, plain(line));
      if (found === null) return;
      stop();
      // After what the screen itself does with the focus when it opens.
      requestAnimationFrame(() => {
        reveal(found);
      });
    };
    const watching = new MutationObserver(look);
    const late = setTimeout(() => {
      stop();
    }, PATIENCE);
    const stop = () => {
      watching.disconnect();
      clearTimeout(late);
      for (const begun of ["keydown", "pointerdown"]) removeEventListener(begun, stop, true);
    };
    for (const begun of ["keydown", "pointerdown"]) addEventListener(begun, stop, true);
    watching.observe(root, { childList: true, subtree: true, attributes: true });
    look();
    return stop;
  }, [line]);
}
