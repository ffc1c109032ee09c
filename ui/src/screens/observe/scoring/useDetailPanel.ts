import { useEffect, useRef, useState, type RefObject } from "react";

/** Milliseconds after a press without a click in which one may still come, as after a touch. */
const CLICK_AWAITED = 400;

/** The latest value; the one before it as long as a press lasts, for what moves under a pointer is not clicked. */
export function useUnlessPressed<Value>(value: Value): Value {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  const [held, setHeld] = useState<{ value: Value } | null>(null);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const releaseAfter = (pause: number) => () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        setHeld(null);
      }, pause);
    };
    const press = () => {
      clearTimeout(waiting);
      setHeld((already) => already ?? { value: latest.current });
    };
    const release = releaseAfter(0);
    const listeners = {
      pointerdown: press,
      pointerup: releaseAfter(CLICK_AWAITED),
      pointercancel: release,
      click: release,
      keydown: release,
    };
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener, true);
    }
    return () => {
      clearTimeout(waiting);
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener, true);
      }
    };
  }, []);
  return held === null ? value : held.value;
}

/** Tells the page how high the panel is, and keeps the row that it explains in view while one works in the grid. */
export function useRowInView(panel: RefObject<HTMLElement | null>, row: string): void {
  useEffect(() => {
    const observed = panel.current;
    if (observed === null) return;
    const observer = new ResizeObserver(() => {
      const height = `${String(observed.offsetHeight)}px`;
      observed.parentElement?.style.setProperty("--panel-height", height);
      const works = observed.closest(".grid-pane")?.contains(document.activeElement) === true;
      if (works) document.getElementById(row)?.scrollIntoView({ block: "nearest" });
    });
    observer.observe(observed);
    return () => {
      observer.disconnect();
    };
  }, [panel, row]);
}
