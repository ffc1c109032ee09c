import { useEffect, useRef } from "react";

import { useUndo } from "./undo";

/** Takes a part of a list away by its key, and offers to put it back where it was. */
export function useRemoval<Part extends { key: string }>(
  parts: readonly Part[],
  onChange: (parts: Part[]) => void,
): (key: string, words: string) => void {
  const offer = useUndo();
  // What is put back goes into the list as it is by then.
  const latest = useRef({ parts, onChange });
  useEffect(() => {
    latest.current = { parts, onChange };
  });
  return (key, words) => {
    const rank = parts.findIndex((part) => part.key === key);
    const gone = parts[rank];
    if (gone === undefined) return;
    onChange(parts.filter((part) => part !== gone));
    offer({
      words,
      undo: () => {
        const now = latest.current;
        now.onChange([...now.parts.slice(0, rank), gone, ...now.parts.slice(rank)]);
      },
    });
  };
}
