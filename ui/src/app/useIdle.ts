import { useEffect, useRef } from "react";

/** What counts as presence. */
const PRESENCE = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;
/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 5000;

/**
 * Calls `onIdle` after `minutes` without a key or a pointer; never when 0.
 * It reads the clock rather than counting, for a laptop whose lid was closed counts nothing.
 */
export function useIdle(minutes: number, onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    if (minutes === 0) return;
    let present = Date.now();
    const look = () => {
      if (Date.now() - present < minutes * 60_000) return;
      present = Date.now();
      latest.current();
    };
    const note = () => {
      look();
      present = Date.now();
    };
    const timer = setInterval(look, Math.min(LOOK_EVERY, minutes * 30_000));
    for (const name of PRESENCE) window.addEventListener(name, note, { passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      for (const name of PRESENCE) window.removeEventListener(name, note);
      document.removeEventListener("visibilitychange", look);
    };
  }, [minutes]);
}
