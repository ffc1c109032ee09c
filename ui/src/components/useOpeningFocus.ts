import { useEffect, type RefObject } from "react";

/**
 * Gives the focus to the field of a screen that asks for it, else to its heading, when the screen opens.
 * After a click by assistive technology react-aria leaves the focus where it was, here on what a lock has just hidden.
 */
export function useOpeningFocus(
  screen: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (screen.current?.contains(document.activeElement) === true) return;
    const field = screen.current?.querySelector<HTMLElement>("[data-takes-focus]");
    (field ?? heading.current)?.focus();
  }, [screen, heading]);
}
