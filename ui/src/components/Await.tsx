import { useEffect, useRef, type ReactNode } from "react";

import type { Loaded } from "../backend/useCommand";
import { Problems } from "./Problems";
import { Progress } from "./Progress";

/** Gives the focus to the title of the screen when new data took away what had it. */
function useFocusKept(data: unknown): void {
  const shown = useRef(data);
  useEffect(() => {
    const replaced = shown.current !== null && shown.current !== data;
    shown.current = data;
    if (!replaced || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [data]);
}

/** Shows what a command answered once it has; meanwhile that it is awaited; else why it failed. */
export function Await<Data>({
  loaded,
  words = "Chargement…",
  children,
}: {
  loaded: Loaded<Data>;
  words?: string;
  children: (data: Data) => ReactNode;
}) {
  useFocusKept(loaded.data);
  return (
    <>
      {loaded.failure === null ? null : (
        <Problems failure={loaded.failure} onRetry={loaded.reload} />
      )}
      {loaded.data === null && loaded.loading ? <Progress>{words}</Progress> : null}
      {loaded.data === null ? null : children(loaded.data)}
    </>
  );
}
