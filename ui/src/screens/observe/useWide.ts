import { useSyncExternalStore } from "react";

const WIDE = window.matchMedia("(min-width: 75rem)");

function subscribe(listener: () => void): () => void {
  WIDE.addEventListener("change", listener);
  return () => {
    WIDE.removeEventListener("change", listener);
  };
}

/** Whether there is room for the notebook and the grid side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => WIDE.matches);
}
