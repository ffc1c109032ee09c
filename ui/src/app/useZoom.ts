import { useEffect, useRef } from "react";

import { zoomTo } from "../backend/zoom";

/** The steps of browsers. */
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;

/** The size that a key asks for; null for none. Letters and figures as printed: « 6 » prints « - » on AZERTY. */
function asked({ key, code }: KeyboardEvent, now: number): number | null {
  if (key === "+" || key === "=") return STEPS.find((step) => step > now) ?? now;
  if (key === "-") return STEPS.findLast((step) => step < now) ?? now;
  return key === "0" || code === "Digit0" ? 1 : null;
}

/** Ctrl with +, - and 0 zoom the page, as in a browser. */
export function useZoom(): void {
  const factor = useRef<number>(1);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const next = asked(event, factor.current);
      if (next === null) return;
      event.preventDefault();
      factor.current = next;
      // A window that cannot zoom stays as it is.
      zoomTo(next).catch(() => undefined);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
